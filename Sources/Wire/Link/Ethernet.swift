extension LinkLayer {
    /// Two addresses of six bytes and an EtherType (LINKTYPE_ETHERNET), VLAN tags before it included.
    package static let ethernet = LinkLayer(
        name: "EN10MB",
        description: "Ethernet",
        numbers: [1],
        details: LinkDetails.ethernet
    ) {
        bytes throws(DecodeError) in try NetworkStart(ethernet: bytes, at: 0)
    }
}

extension NetworkStart {
    init(ethernet bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        let headerLength = 14
        try bytes.require(headerLength, from: offset, of: .ethernet)
        try self.init(
            etherType: bytes.big16(at: offset + 12),
            at: offset + headerLength,
            in: bytes,
            layer: .ethernet
        )
    }
}
