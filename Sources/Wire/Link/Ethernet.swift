extension LinkLayer {
    /// Two addresses of six bytes and an EtherType (LINKTYPE_ETHERNET), VLAN tags before it included.
    package static let ethernet = LinkLayer(name: "EN10MB", description: "Ethernet", numbers: [1]) {
        bytes throws(DecodeError) in
        let headerLength = 14
        try bytes.require(headerLength, from: 0, of: .ethernet)
        return try NetworkStart(etherType: bytes.big16(at: 12), at: headerLength, in: bytes, layer: .ethernet)
    }
}
