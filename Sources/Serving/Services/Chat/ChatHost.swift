internal import Synchronization

/// The one at the server's terminal, and the clients who want to talk with them: one at a time, the others in line.
package final class ChatHost: Sendable {
    private struct State {
        /// In the order in which they came; the first talks.
        var clients: [Client] = []
        /// Whose message waits for what is typed next.
        var asking: Int?
        /// The terminal has been asked for a line and has not answered.
        var isAsked = false
        /// Nothing will be typed any more.
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let askTerminal: Question
    private let observe: @Sendable (ChatEvent) -> Void

    /// Has one line read and hands it over, or the end; what it was handed to says whether anybody was there to get it.
    package typealias Question = @Sendable (_ answer: @escaping @Sendable (SessionMessage) -> Bool) -> Void

    package init(
        askTerminal: @escaping Question,
        observe: @escaping @Sendable (ChatEvent) -> Void
    ) {
        self.askTerminal = askTerminal
        self.observe = observe
    }

    /// A line was typed, or the terminal is at its end; false where nobody is there to get it.
    private func typed(_ message: SessionMessage) -> Bool {
        let client = state.withLock { state -> Client? in
            state.isAsked = false
            if message == .end { state.hasEnded = true }
            guard let first = state.clients.first, state.asking == first.connection else { return nil }
            state.asking = nil
            return first
        }
        client?.deliver(message)
        return client != nil
    }

    /// Returns how many are before the client.
    func join(_ client: Client) -> Int {
        let before = state.withLock { state in
            state.clients.append(client)
            return state.clients.count - 1
        }
        if before == 0 {
            observe(.joined(connection: client.connection, remote: client.remote))
        } else {
            observe(.waits(connection: client.connection, remote: client.remote, before: before))
        }
        return before
    }

    func leave(_ connection: Int) {
        let (left, next) = state.withLock { state -> (Client?, Client?) in
            guard let index = state.clients.firstIndex(where: { $0.connection == connection }) else {
                return (nil, nil)
            }
            let left = state.clients.remove(at: index)
            if state.asking == connection { state.asking = nil }
            return (left, index == 0 ? state.clients.first : nil)
        }
        guard let left else { return }
        observe(.left(connection: connection, remote: left.remote))
        if let next {
            observe(.joined(connection: next.connection, remote: next.remote))
            next.deliver(.turn)
        }
    }

    /// The client is to get the next line that is typed; false where none will be.
    ///
    /// The client is told nothing from in here, where its session is in the middle of something.
    func ask(for client: Client) -> Bool {
        let (hasEnded, asks) = state.withLock { state in
            state.asking = client.connection
            defer { state.isAsked = state.isAsked || !state.hasEnded }
            return (state.hasEnded, !state.isAsked && !state.hasEnded)
        }
        if asks { askTerminal { [self] in typed($0) } }
        return !hasEnded
    }

    func say(_ text: [UInt8], from client: Client) {
        observe(.said(connection: client.connection, text))
    }
}

/// Has a client leave when its session is over, however it ended.
final class ChatSeat: Sendable {
    private let leave: @Sendable () -> Void

    init(leave: @escaping @Sendable () -> Void) { self.leave = leave }

    deinit { leave() }
}
