extension LinkHeaderWalk {
    /// Reads a stack of labels (RFC 3032) and finds out what is below it, which no field says.
    mutating func mpls(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        var labels = 0
        var isLast = false
        while !isLast {
            guard labels < Self.maximumLabels else { throw .malformed(layer: .mpls, reason: .tooManyLabels) }
            try require(4, of: .mpls, in: bytes)
            isLast = bytes[offset + 2] & 1 != 0
            offset += 4
            labels += 1
        }
        try require(1, of: .mpls, in: bytes)
        let nibble = bytes[offset] >> 4
        switch nibble {
        // A pseudowire's Ethernet frame may begin with any bits where it has no control word (RFC 4448).
        case 4 where !Ethernet.isLikely(bytes, at: offset) || IPv4Header.isLikely(bytes, at: offset):
            return .network(.ipv4)
        case 6 where !Ethernet.isLikely(bytes, at: offset):
            return .network(.ipv6)
        case 0 where Ethernet.isLikely(bytes, at: offset + 4) || !Ethernet.isLikely(bytes, at: offset):
            return try controlWord(in: bytes)
        case _ where Ethernet.isLikely(bytes, at: offset):
            return .ethernet
        default:
            return .network(.other(PayloadType(.mpls, nibble)))
        }
    }

    /// Reads a pseudowire's control word (RFC 4385 section 3), which has a length where the frame was padded.
    private mutating func controlWord(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        guard bytes.count - offset < 4 + Ethernet.headerLength || Ethernet.isLikely(bytes, at: offset + 4) else {
            return .network(.other(PayloadType(.mpls, UInt8(0))))
        }
        try require(4, of: .mpls, in: bytes)
        let length = Int(bytes[offset + 1] & 0x3f)
        if length >= 4 { limit(to: length) }
        offset += 4
        return .ethernet
    }

    private static let maximumLabels = 32
}

extension IPv4Header {
    /// Whether the bytes at `offset` are a header whose checksum is right.
    static func isLikely(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        guard bytes.count - offset >= minimumLength, bytes[offset] >> 4 == 4 else { return false }
        let length = Int(bytes[offset] & 0x0f) * 4
        guard length >= minimumLength, bytes.count - offset >= length else { return false }
        var checksum = InternetChecksum()
        checksum.add(bytes.extracting(offset..<offset + length))
        return checksum.value == 0
    }
}
