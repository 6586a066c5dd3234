/// Any EtherType in UDP, with options (RFC 8926).
enum Geneve {
    static let port: UInt16 = 6081
}

extension NetworkStart {
    init(geneve bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        try bytes.require(8, from: offset, of: .geneve)
        let version = bytes[offset] >> 6
        guard version == 0 else { throw .unsupported(layer: .geneve, number: Int(version)) }
        let headerLength = 8 + Int(bytes[offset] & 0x3f) * 4
        try bytes.require(headerLength, from: offset, of: .geneve)
        try self.init(.etherType(bytes.big16(at: offset + 2), .geneve), at: offset + headerLength, in: bytes)
    }
}

/// Labels in UDP (RFC 7510).
enum MPLS {
    static let port: UInt16 = 6635
}

extension NetworkStart {
    /// Ethernet in IP (RFC 3378), behind two bytes.
    init(etherIP bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        try bytes.require(2, from: offset, of: .etherIP)
        guard bytes[offset] >> 4 == 3 else { throw .unsupported(layer: .etherIP, number: Int(bytes[offset] >> 4)) }
        try self.init(.ethernet, at: offset + 2, in: bytes)
    }
}
