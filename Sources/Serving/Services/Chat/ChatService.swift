extension Service {
    /// What is told to all others at once, who wait meanwhile.
    static let chatReceiveSize = 4 << 10

    /// A conversation between a client and the one at the server's terminal; an empty line ends it.
    package static func chat(
        with host: ChatHost = ChatHost(askTerminal: { _ in }, observe: { _ in }),
        manner: ChatManner = ChatManner()
    ) -> Service {
        var service = Service(
            name: "chat",
            session: { ChatSession(client: $0, host: host, manner: manner) }
        )
        service.hears = true
        service.receiveSize = chatReceiveSize
        return service
    }
}

private struct ChatSession: Session {
    /// What may come out of turn.
    private static let mostUnread = 64 << 10

    private enum Floor {
        /// Others are before this client.
        case waiting
        case everybody
        case client
        case terminal
    }

    private let client: Client
    private let host: ChatHost
    private let manner: ChatManner
    private let seat: ChatSeat
    private var messages = MessageCutter()
    private var floor = Floor.waiting
    /// What was typed is leaving; the next line is asked for then.
    private var isSending = false

    init(client: Client, host: ChatHost, manner: ChatManner) {
        self.client = client
        self.host = host
        self.manner = manner
        seat = ChatSeat { [connection = client.connection] in host.leave(connection) }
    }

    mutating func open(_ reply: inout Reply) {
        let before = host.join(client)
        if before == 0 { return begin(&reply) }
        reply.send("Somebody is talking already; \(before) before you. Please wait.\n")
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {
        messages.append(bytes)
        listen(&reply)
        if messages.unreadCount > Self.mostUnread { reply.close(.limit) }
    }

    mutating func hear(_ message: SessionMessage, _ reply: inout Reply) {
        reply.hasMore = isSending
        switch message {
        case .turn: if floor == .waiting { begin(&reply) }
        case .end: reply.close()
        case .bytes([]): reply.close()
        case .bytes(let line):
            reply.send(line + [10])
            if manner.isGoodbye(line) { return reply.close() }
            if floor == .terminal {
                floor = .client
                listen(&reply)
            } else {
                isSending = true
                reply.hasMore = true
            }
        }
    }

    mutating func resume(_ reply: inout Reply) {
        isSending = false
        ask(&reply)
    }

    private mutating func begin(_ reply: inout Reply) {
        if let greeting = manner.greeting { reply.send(greeting + [10]) }
        floor = manner.takesTurns ? .client : .everybody
        if floor == .everybody { ask(&reply) }
        listen(&reply)
    }

    /// Takes what the client said as far as it may speak; what one read brought is one turn.
    private mutating func listen(_ reply: inout Reply) {
        reply.hasMore = isSending
        guard floor == .everybody || floor == .client else { return }
        var hasSpoken = false
        while let message = messages.next() {
            if message.isEmptyLine { return reply.close() }
            if message.text.isEmpty { continue }
            host.say(message.text, from: client)
            if manner.isGoodbye(message.text) { return reply.close() }
            hasSpoken = true
        }
        guard hasSpoken, floor == .client else { return }
        floor = .terminal
        ask(&reply)
    }

    /// The next that is typed is for this client.
    private func ask(_ reply: inout Reply) {
        if !host.ask(for: client) { reply.close() }
    }
}
