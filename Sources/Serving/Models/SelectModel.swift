internal import Platform

/// All clients on the server's own thread, in turns: the kernel says who of them is ready.
final class SelectModel: ServingModel {
    /// The token of `inbox`: connections count from 1.
    private static let inboxToken = 0
    /// How long clients have their turns before signals and new clients have theirs, in nanoseconds; those left out are ready still.
    private static let round: Int64 = 10_000_000

    private struct Message: Sendable {
        let connection: Int
        let message: SessionMessage
    }

    private let conditions: Conditions
    private var pollSet: PollSet
    private var connections: [Int: PolledConnection] = [:]
    private let inbox: Mailbox<Message>
    private var buffer: [UInt8]
    /// No connection has a deadline before it.
    private(set) var deadline: Int64?

    init(_ conditions: Conditions) throws(SystemFailure) {
        self.conditions = conditions
        buffer = [UInt8](repeating: 0, count: conditions.service.receiveSize)
        inbox = try Mailbox()
        pollSet = try PollSet()
        try pollSet.watch(inbox, for: .reading, token: Self.inboxToken)
    }

    var waitable: (any Waitable)? { pollSet.waitable }

    func take(_ accepted: Listener.Accepted) {
        let number = accepted.connection
        let connection = PolledConnection(accepted, conditions) { [inbox] in
            inbox.post(Message(connection: number, message: $0))
        }
        guard let connection else {
            let ends = Client.Ends(local: accepted.local, remote: accepted.remote)
            return conditions.ended.post(Conditions.Ended(connection: number, served: Served(ends)))
        }
        connections[number] = connection
        watch(connection, number)
        advance(connection, number)
    }

    func turn() throws(SystemFailure) {
        let end = Clock.monotonicNanoseconds() &+ Self.round
        for ready in try pollSet.ready() {
            if Clock.monotonicNanoseconds() > end { break }
            if ready.token == Self.inboxToken {
                hear()
            } else if let connection = connections[ready.token] {
                advance(connection, ready.token, hasHungUp: ready.hasHungUp)
            }
        }
        guard let deadline, Clock.monotonicNanoseconds() >= deadline else { return }
        self.deadline = nil
        for (number, connection) in connections { advance(connection, number) }
    }

    func cut() {
        for (number, connection) in connections {
            connection.abort(.drain)
            advance(connection, number)
        }
    }

    private func hear() {
        for message in inbox.take() {
            guard let connection = connections[message.connection] else { continue }
            connection.hear(message.message)
            advance(connection, message.connection)
        }
    }

    private func advance(_ connection: PolledConnection, _ number: Int, hasHungUp: Bool = false) {
        let interest = connection.interest
        if let served = connection.advance(hasHungUp: hasHungUp, &buffer) {
            connections[number] = nil
            return conditions.ended.post(Conditions.Ended(connection: number, served: served))
        }
        if connection.interest != interest { watch(connection, number) }
        if let time = connection.deadline { deadline = min(time, deadline ?? time) }
    }

    private func watch(_ connection: PolledConnection, _ number: Int) {
        do throws(SystemFailure) {
            try pollSet.watch(connection.handle, for: connection.interest, token: number)
        } catch {
            // Nobody would tell when it is ready: it ends with the next turn.
            connection.abort(.failed(error))
            deadline = Clock.monotonicNanoseconds()
        }
    }
}
