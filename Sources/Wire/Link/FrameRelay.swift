extension LinkLayer {
    /// Frame relay with IP behind RFC 2427's header or Cisco's (LINKTYPE_FRELAY).
    package static let frameRelay = LinkLayer(name: "FRELAY", description: "frame relay", numbers: [107]) {
        bytes throws(DecodeError) in try NetworkStart(frameRelay: bytes, at: 0)
    }

    /// The same with a byte before it for the direction (LINKTYPE_FRELAY_WITH_DIR).
    package static let directedFrameRelay = LinkLayer(
        name: "FRELAY_WITH_DIR",
        description: "frame relay with direction",
        numbers: [206]
    ) {
        bytes throws(DecodeError) in
        try bytes.require(1, from: 0, of: .frameRelay)
        return try NetworkStart(frameRelay: bytes, at: 1)
    }
}

extension NetworkStart {
    init(frameRelay bytes: Span<UInt8>, at start: Int) throws(DecodeError) {
        // An address has two to four bytes, the last of which is odd (Q.922 section 3.3).
        var offset = start
        repeat {
            guard offset - start < 4 else { throw .malformed(layer: .frameRelay, reason: .addressTooLong) }
            try bytes.require(1, from: offset, of: .frameRelay)
            offset += 1
        } while bytes[offset - 1] & 1 == 0
        try bytes.require(2, from: offset, of: .frameRelay)
        guard bytes[offset] == LinkHeaderWalk.unnumbered else {
            try self.init(.etherType(bytes.big16(at: offset), .frameRelay), at: offset + 2, in: bytes)
            return
        }
        // A byte of zero may stand before the identifier so that what follows is aligned.
        try self.init(.nlpid, at: offset + (bytes[offset + 1] == 0 ? 2 : 1), in: bytes)
    }
}
