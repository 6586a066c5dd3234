/// Generic routing encapsulation.
enum GRE {
    /// Cisco's copies of frames: with a header of version II behind a sequence number, without one before that.
    static let switchFrame: UInt16 = 0x88be
    static let switchFrame3: UInt16 = 0x22eb

    /// Cisco's redirection of requests to a cache, with a header of four bytes or without.
    static let redirected: UInt16 = 0x883e

    static func hasSwitchFrame(_ bytes: Span<UInt8>, at start: Int) -> Bool {
        guard start + 4 <= bytes.count else { return false }
        return [switchFrame, switchFrame3].contains(bytes.big16(at: start + 2))
    }

    enum Flag {
        static let checksum: UInt16 = 0x8000
        static let routing: UInt16 = 0x4000
        static let key: UInt16 = 0x2000
        static let sequence: UInt16 = 0x1000
        static let acknowledgment: UInt16 = 0x0080
    }
}

extension NetworkStart {
    /// Reads a GRE header of version 0 (RFC 2784, RFC 2890, with the routing of RFC 1701) or 1, PPTP's (RFC 2637).
    init(gre bytes: Span<UInt8>, at start: Int) throws(DecodeError) {
        try bytes.require(4, from: start, of: .gre)
        let flags = bytes.big16(at: start)
        let has = { (flag: UInt16) in flags & flag != 0 }
        var offset = start + 4
        var payloadLength: Int?
        switch flags & 0x7 {
        case 0:
            // The checksum and the offset into the routing are there with either of their flags.
            if has(GRE.Flag.checksum) || has(GRE.Flag.routing) { offset += 4 }
            if has(GRE.Flag.key) { offset += 4 }
            if has(GRE.Flag.sequence) { offset += 4 }
            if has(GRE.Flag.routing) { try Self.stepOverRoutes(&offset, in: bytes) }
        case 1:
            offset += 4
            try bytes.require(offset - start, from: start, of: .gre)
            payloadLength = Int(bytes.big16(at: start + 4))
            if has(GRE.Flag.sequence) { offset += 4 }
            if has(GRE.Flag.acknowledgment) { offset += 4 }
        case let version:
            throw .unsupported(layer: .gre, number: Int(version))
        }
        try bytes.require(offset - start, from: start, of: .gre)
        var walk = LinkHeaderWalk(at: offset)
        if let payloadLength { walk.limit(to: payloadLength) }
        switch bytes.big16(at: start + 2) {
        case GRE.switchFrame where !has(GRE.Flag.sequence): try self.init(.ethernet, walk, in: bytes)
        case GRE.switchFrame where Self.erspanVersion(bytes, at: offset) == 1:
            try self.init(erspan2: bytes, at: offset)
        case GRE.switchFrame3 where Self.erspanVersion(bytes, at: offset) == 2:
            try self.init(erspan3: bytes, at: offset)
        case GRE.redirected:
            try bytes.require(1, from: offset, of: .gre)
            try self.init(.ip, at: bytes[offset] >> 4 == 4 ? offset : offset + 4, in: bytes)
        case let type: try self.init(.etherType(type, .gre), walk, in: bytes)
        }
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
