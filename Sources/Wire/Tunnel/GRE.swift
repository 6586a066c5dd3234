extension NetworkStart {
    /// Reads a GRE header of version 0 (RFC 2784, RFC 2890, with the routing of RFC 1701) or 1, PPTP's (RFC 2637).
    init(gre bytes: Span<UInt8>, at start: Int) throws(DecodeError) {
        try bytes.require(4, from: start, of: .gre)
        let flags = bytes.big16(at: start)
        let has = { (flag: UInt16) in flags & flag != 0 }
        var offset = start + 4
        switch flags & 0x7 {
        case 0:
            // The checksum and the offset into the routing are there with either of their flags.
            if has(Flag.checksum) || has(Flag.routing) { offset += 4 }
            if has(Flag.key) { offset += 4 }
            if has(Flag.sequence) { offset += 4 }
            if has(Flag.routing) { try Self.stepOverRoutes(&offset, in: bytes) }
        case 1:
            offset += 4
            if has(Flag.sequence) { offset += 4 }
            if has(Flag.acknowledgment) { offset += 4 }
        case let version:
            throw .unsupported(layer: .gre, number: Int(version))
        }
        try bytes.require(offset - start, from: start, of: .gre)
        try self.init(tunnelled: bytes.big16(at: start + 2), at: offset, in: bytes, layer: .gre)
    }

    private enum Flag {
        static let checksum: UInt16 = 0x8000
        static let routing: UInt16 = 0x4000
        static let key: UInt16 = 0x2000
        static let sequence: UInt16 = 0x1000
        static let acknowledgment: UInt16 = 0x0080
    }

    /// Each route has a header of four bytes and its length in the last of them; the last route has none.
    private static func stepOverRoutes(_ offset: inout Int, in bytes: Span<UInt8>) throws(DecodeError) {
        while true {
            try bytes.require(4, from: offset, of: .gre)
            let length = Int(bytes[offset + 3])
            offset += 4 + length
            if length == 0 { return }
        }
    }
}
