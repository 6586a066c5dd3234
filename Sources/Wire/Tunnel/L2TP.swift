/// PPP sessions in UDP (RFC 2661), and what version 3 carries beside PPP (RFC 3931).
enum L2TP {
    static let port: UInt16 = 1701

    enum Flag {
        static let control: UInt16 = 0x8000
        static let length: UInt16 = 0x4000
        static let sequence: UInt16 = 0x0800
        static let offset: UInt16 = 0x0200
    }
}

extension NetworkStart {
    /// A message of a session in UDP; control messages are no tunnel's.
    init(l2tp bytes: Span<UInt8>, at start: Int) throws(DecodeError) {
        try bytes.require(6, from: start, of: .l2tp)
        let flags = bytes.big16(at: start)
        let has = { (flag: UInt16) in flags & flag != 0 }
        guard !has(L2TP.Flag.control) else { throw .unsupported(layer: .l2tp, number: Int(flags & 0x0f)) }
        switch flags & 0x0f {
        case 2:
            var walk = LinkHeaderWalk(at: start)
            if has(L2TP.Flag.length) { walk.limit(to: Int(bytes.big16(at: start + 2))) }
            var length = has(L2TP.Flag.length) ? 8 : 6
            if has(L2TP.Flag.sequence) { length += 4 }
            if has(L2TP.Flag.offset) {
                try walk.require(length + 2, of: .l2tp, in: bytes)
                length += 2 + Int(bytes.big16(at: start + length))
            }
            try walk.require(length, of: .l2tp, in: bytes)
            walk.offset += length
            try self.init(.ppp, walk, in: bytes)
        case 3: try self.init(l2tpSession: bytes, at: start + 4)
        case let version: throw .unsupported(layer: .l2tp, number: Int(version))
        }
    }

    /// A session's message of version 3: its number, then a cookie and a sublayer, of whose lengths only the ends know.
    init(l2tpSession bytes: Span<UInt8>, at start: Int) throws(DecodeError) {
        try bytes.require(4, from: start, of: .l2tp)
        let isControl = bytes.big32(at: start) == 0
        guard !isControl else { throw .unsupported(layer: .l2tp, number: 0) }
        for between in stride(from: 0, through: 12, by: 4) {
            let offset = start + 4 + between
            if let header = Self.likelyHeader(bytes, at: offset) {
                try self.init(header, at: offset, in: bytes)
                return
            }
        }
        self.init(kind: .other(PayloadType(.l2tp, UInt8(3))), offset: start + 4)
    }

    private static func likelyHeader(_ bytes: Span<UInt8>, at offset: Int) -> LinkHeaderWalk.Header? {
        guard bytes.count - offset >= 5 else { return nil }
        if Ethernet.isLikely(bytes, at: offset) { return .ethernet }
        if IPv4Header.isLikely(bytes, at: offset) { return .network(.ipv4) }
        switch bytes.big32(at: offset) {
        case 0xff03_0021 where bytes[offset + 4] >> 4 == 4, 0xff03_0057 where bytes[offset + 4] >> 4 == 6: return .ppp
        default: return nil
        }
    }
}
