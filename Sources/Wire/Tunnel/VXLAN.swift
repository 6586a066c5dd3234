/// Ethernet in UDP (RFC 7348).
enum VXLAN {
    /// Whether datagrams to the port are VXLAN: the assigned one, and Linux's default, which is older than that.
    static func isPort(_ port: UInt16) -> Bool {
        port == 4789 || port == 8472
    }
}

extension NetworkStart {
    init(vxlan bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        let headerLength = 8
        let hasNetwork: UInt8 = 0x08
        try bytes.require(headerLength, from: offset, of: .vxlan)
        guard bytes[offset] & hasNetwork != 0 else {
            throw .unsupported(layer: .vxlan, number: Int(bytes[offset]))
        }
        try self.init(ethernet: bytes, at: offset + headerLength)
    }
}
