/// Ethernet in UDP (RFC 7348).
enum VXLAN {
    static let port: UInt16 = 4789

    /// Linux's default, which is older than the assignment.
    static let linuxPort: UInt16 = 8472

    /// With a field that says what follows (draft-ietf-nvo3-vxlan-gpe).
    static let genericPort: UInt16 = 4790
    static let headerLength = 8
}

extension NetworkStart {
    init(vxlan bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        try bytes.require(VXLAN.headerLength, from: offset, of: .vxlan)
        let hasNetwork: UInt8 = 0x08
        guard bytes[offset] & hasNetwork != 0 else {
            throw .unsupported(layer: .vxlan, number: Int(bytes[offset]))
        }
        try self.init(.ethernet, at: offset + VXLAN.headerLength, in: bytes)
    }

    init(genericVXLAN bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        try bytes.require(VXLAN.headerLength, from: offset, of: .vxlan)
        let saysProtocol: UInt8 = 0x04
        let header: LinkHeaderWalk.Header =
            switch bytes[offset + 3] {
            case _ where bytes[offset] & saysProtocol == 0: .ethernet
            case 1: .network(.ipv4)
            case 2: .network(.ipv6)
            case 3: .ethernet
            case 5: .mpls
            case let number: throw .unsupported(layer: .vxlan, number: Int(number))
            }
        try self.init(header, at: offset + VXLAN.headerLength, in: bytes)
    }
}
