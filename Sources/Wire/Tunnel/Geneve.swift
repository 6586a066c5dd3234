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
        try self.init(tunnelled: bytes.big16(at: offset + 2), at: offset + headerLength, in: bytes, layer: .geneve)
    }
}
