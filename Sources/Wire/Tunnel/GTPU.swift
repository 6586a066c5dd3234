/// What mobile networks carry their users' packets in (3GPP TS 29.281).
enum GTPU {
    static let port: UInt16 = 2152
}

extension NetworkStart {
    /// A user's packet, which a length ends; other messages are no tunnel's.
    init(gtpu bytes: Span<UInt8>, at start: Int) throws(DecodeError) {
        try bytes.require(8, from: start, of: .gtpu)
        let (flags, message) = (bytes[start], bytes[start + 1])
        let packet: UInt8 = 255
        // Version 1 of GTP itself, not of its charging.
        guard flags >> 4 == 3, message == packet else { throw .unsupported(layer: .gtpu, number: Int(message)) }
        var walk = LinkHeaderWalk(at: start + 8)
        walk.limit(to: Int(bytes.big16(at: start + 2)))
        // With any of them there are all: a sequence number, a number of the packet, and what extension follows.
        let hasOptions = flags & 0x07 != 0
        if hasOptions {
            try walk.require(4, of: .gtpu, in: bytes)
            walk.offset += 4
            while bytes[walk.offset - 1] != 0 {
                try walk.require(1, of: .gtpu, in: bytes)
                let length = Int(bytes[walk.offset]) * 4
                guard length > 0 else { throw .malformed(layer: .gtpu, reason: .lengthTooSmall) }
                try walk.require(length, of: .gtpu, in: bytes)
                walk.offset += length
            }
        }
        try walk.require(1, of: .gtpu, in: bytes)
        let nibble = bytes[walk.offset] >> 4
        switch nibble {
        case 4, 6: try self.init(.ip, walk, in: bytes)
        case _ where Ethernet.isLikely(bytes, at: walk.offset): try self.init(.ethernet, walk, in: bytes)
        default: try self.init(.network(.other(PayloadType(.gtpu, nibble))), walk, in: bytes)
        }
    }
}
