internal import Wire

extension Service {
    /// Sends lines of all printing characters until the client leaves, or one line for a datagram (RFC 864).
    package static let chargen: Service = {
        var service = Service(
            name: "chargen",
            wellKnownPort: 19,
            session: { _ in ChargenSession() },
            answer: { _, _ in CharacterGenerator.line(0) }
        )
        service.amplifies = true
        return service
    }()
}

/// Goes on whatever the client sends, also where it sends no more.
private struct ChargenSession: Session {
    /// Whole rounds, so that each reply goes on where the last one ended; below 64 KiB.
    private static let rounds = Array(repeatElement(CharacterGenerator.round, count: 9).joined())

    mutating func open(_ reply: inout Reply) { resume(&reply) }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) { reply.hasMore = true }

    mutating func endOfInput(_ reply: inout Reply) { reply.hasMore = true }

    mutating func resume(_ reply: inout Reply) {
        reply.send(Self.rounds)
        reply.hasMore = true
    }
}
