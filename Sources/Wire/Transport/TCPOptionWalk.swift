/// One option of a TCP header.
package struct TCPOption: Hashable, Sendable {
    /// IANA option kind.
    package var kind: UInt8

    /// All of its bytes, kind and length included.
    package var range: Range<Int>
}

/// Goes through the options of a TCP header, one after the other; padding is left out.
package struct TCPOptionWalk: Sendable {
    private var position: Int

    /// By the header, which the capture may have cut.
    private let end: Int

    /// Whether an option's length made no sense, so that those behind it are unread.
    package private(set) var isMalformed = false

    init(from start: Int, to end: Int) {
        position = start
        self.end = end
    }

    /// The options of the packet's TCP header; none for another packet.
    package init(_ packet: Packet) {
        guard case .tcp(let header) = packet.transport else {
            self.init(from: 0, to: 0)
            return
        }
        let start = packet.payloadOffset - header.headerLength + TCPHeader.minimumLength
        self.init(from: start, to: packet.payloadOffset)
    }

    private static let endOfList: UInt8 = 0
    private static let noOperation: UInt8 = 1

    /// The next option that was captured whole.
    package mutating func next(in bytes: Span<UInt8>) -> TCPOption? {
        let captured = min(end, bytes.count)
        while position < captured, bytes[position] == Self.noOperation { position += 1 }
        guard position < captured, bytes[position] != Self.endOfList else { return nil }
        guard position + 1 < captured else {
            isMalformed = captured == end
            return nil
        }
        let length = Int(bytes[position + 1])
        guard length >= 2, position + length <= end else {
            isMalformed = true
            return nil
        }
        guard position + length <= captured else { return nil }
        defer { position += length }
        return TCPOption(kind: bytes[position], range: position..<position + length)
    }
}
