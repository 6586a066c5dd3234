internal import Wire

/// Says one thing to whoever connects, whatever he sends, and closes.
struct OneAnswerSession: Session {
    private let answer: @Sendable (Timestamp) -> [UInt8]

    init(_ answer: @escaping @Sendable (Timestamp) -> [UInt8]) { self.answer = answer }

    mutating func open(_ reply: inout Reply) {
        reply.send(answer(reply.time))
        reply.close()
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {}
}
