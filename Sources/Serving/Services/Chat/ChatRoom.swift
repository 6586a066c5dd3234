internal import Synchronization

/// Clients who all hear each other.
package final class ChatRoom: Sendable {
    private struct Guest {
        let client: Client
        /// What was said and not yet taken, bounded.
        var unheard: [UInt8] = []
        /// Lines that were left out because there was no room for them.
        var missed = 0
        /// Knows that there is something to take, or is going to look.
        var isTold = false

        /// Takes a line, or counts it where there is no room; returns whether the guest is to be told that there is something.
        mutating func hear(_ line: [UInt8]) -> Bool {
            guard unheard.count + line.count <= ChatRoom.mostUnheard else {
                missed += 1
                return false
            }
            unheard += line
            defer { isTold = true }
            return !isTold
        }
    }

    /// What is kept for a guest who reads slowly.
    private static let mostUnheard = 64 << 10

    private let guests = Mutex<[Int: Guest]>([:])
    private let observe: @Sendable (ChatEvent) -> Void

    package init(observe: @escaping @Sendable (ChatEvent) -> Void = { _ in }) {
        self.observe = observe
    }

    /// Returns how many others are there.
    func join(_ client: Client) -> Int {
        observe(.joined(connection: client.connection, remote: client.remote))
        let others = guests.withLock { guests in
            guests[client.connection] = Guest(client: client)
            return guests.count - 1
        }
        tell(Array("* \(Self.name(client.connection)) is here\n".utf8), from: client.connection)
        return others
    }

    func leave(_ client: Client) {
        let wasHere = guests.withLock { $0.removeValue(forKey: client.connection) != nil }
        guard wasHere else { return }
        tell(Array("* \(Self.name(client.connection)) has left\n".utf8), from: client.connection)
        observe(.left(connection: client.connection, remote: client.remote))
    }

    func say(_ text: [UInt8], as relayed: [UInt8], from client: Client) {
        observe(.said(connection: client.connection, text))
        tell(Array("\(Self.name(client.connection)): ".utf8) + relayed + [10], from: client.connection)
    }

    /// What this guest has not heard; nil where there is nothing, and it will be told when there is.
    func take(for connection: Int) -> [UInt8]? {
        guests.withLock { guests in
            // Taken out meanwhile, so that its lines are not copied.
            guard var guest = guests.removeValue(forKey: connection) else { return nil }
            defer { guests[connection] = guest }
            guard !guest.unheard.isEmpty else {
                guest.isTold = false
                return nil
            }
            var bytes: [UInt8] = []
            swap(&bytes, &guest.unheard)
            let missed = guest.missed
            guest.missed = 0
            return missed == 0 ? bytes : bytes + Array("* \(missed) more lines came faster than you read\n".utf8)
        }
    }

    static func name(_ connection: Int) -> String { "guest \(connection)" }

    /// Has all but `sender` hear of it.
    private func tell(_ line: [UInt8], from sender: Int) {
        let untold = guests.withLock { guests -> [Client] in
            var untold: [Client] = []
            for connection in Array(guests.keys) where connection != sender {
                if guests[connection]?.hear(line) ?? false { untold += guests[connection].map { [$0.client] } ?? [] }
            }
            return untold
        }
        for client in untold { client.deliver(.turn) }
    }
}

extension Service {
    /// A conversation of all clients with each other.
    package static func chat(in room: ChatRoom, manner: ChatManner = ChatManner()) -> Service {
        var service = Service(name: "chat", session: { RoomSession(client: $0, room: room, manner: manner) })
        service.hears = true
        service.receiveSize = Service.chatReceiveSize
        return service
    }
}

private struct RoomSession: Session {
    private let client: Client
    private let room: ChatRoom
    private let manner: ChatManner
    private let seat: ChatSeat
    private var messages = MessageCutter()
    /// What others said is leaving.
    private var isSending = false

    init(client: Client, room: ChatRoom, manner: ChatManner) {
        self.client = client
        self.room = room
        self.manner = manner
        seat = ChatSeat { room.leave(client) }
    }

    mutating func open(_ reply: inout Reply) {
        let others = room.join(client)
        if let greeting = manner.greeting { reply.send(greeting + [10]) }
        reply.send("* you are \(ChatRoom.name(client.connection)); others here: \(others)\n")
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {
        messages.append(bytes)
        reply.hasMore = isSending
        while let message = messages.next() {
            if message.isEmptyLine || manner.isGoodbye(message.text) { return reply.close() }
            if !message.text.isEmpty { room.say(message.text, as: manner.relayed(message.text), from: client) }
        }
    }

    mutating func hear(_ message: SessionMessage, _ reply: inout Reply) {
        reply.hasMore = isSending
        if !isSending { resume(&reply) }
    }

    mutating func resume(_ reply: inout Reply) {
        let bytes = room.take(for: client.connection)
        isSending = bytes != nil
        reply.hasMore = isSending
        if let bytes { reply.send(bytes) }
    }
}
