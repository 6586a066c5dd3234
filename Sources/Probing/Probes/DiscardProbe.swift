internal import Wire

extension Probe {
    /// Sends `size` bytes that nobody wants (RFC 863), and waits for the server to have read and closed.
    package static func discard(size: Int64 = 1 << 20) -> Probe {
        Probe(name: "discard", transports: [.tcp, .unix], wellKnownPort: 9) { _ in DiscardConversation(size: size) }
    }
}

private struct DiscardConversation: Conversation {
    private static let portion = 1 << 16

    let size: Int64
    private var sent: Int64 = 0
    private var begin: Timestamp?

    init(size: Int64) {
        self.size = size
    }

    mutating func ask(_ number: Int, _ moves: inout Moves) {
        begin = moves.time
        resume(&moves)
    }

    mutating func resume(_ moves: inout Moves) {
        let count = min(Int64(Self.portion), size - sent)
        moves.send([UInt8](repeating: 0, count: Int(count)))
        sent += count
        moves.hasMore = sent < size
        moves.shutsDown = sent == size
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        moves.settle(1, .unexpected, [.breach("a discard server sends nothing, and \(bytes.count) bytes came")])
    }

    mutating func endOfInput(_ moves: inout Moves) {
        guard sent == size, let begin else { return }
        moves.settle(1, .replied, [.transferred(bytes: size, nanoseconds: moves.time - begin)])
    }
}
