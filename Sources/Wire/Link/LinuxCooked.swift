extension LinkLayer {
    /// What Linux gives for the interface `any`, first form (LINKTYPE_LINUX_SLL): the protocol is the last field.
    package static let linuxCooked = LinkLayer(
        name: "LINUX_SLL",
        description: "Linux cooked, version 1",
        numbers: [113],
        // Coming in or going out is all that it says.
        interface: { UInt32($0.big16(at: 0)) },
        details: LinkDetails.linuxCooked
    ) {
        bytes throws(DecodeError) in
        let headerLength = 16
        try bytes.require(headerLength, from: 0, of: .linuxCooked)
        return try NetworkStart(
            .linux(bytes.big16(at: 14), device: bytes.big16(at: 2), .linuxCooked),
            at: headerLength,
            in: bytes
        )
    }
}

extension LinkHeaderWalk.Header {
    /// What Linux calls a packet's protocol: an EtherType, or a number of its own where there is none.
    static func linux(_ type: UInt16, device: UInt16, _ layer: DecodeError.Layer) -> Self {
        switch (device, type) {
        // Netlink counts its own protocols.
        case (824, _): .network(.other(PayloadType(.linuxDevice, device)))
        case (_, 0x0004): .llc
        case (_, ..<EtherType.minimum): .network(.other(PayloadType(.linuxProtocol, type)))
        default: .etherType(type, layer)
        }
    }
}
