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
        return try NetworkStart(etherType: bytes.big16(at: 14), at: headerLength, in: bytes, layer: .linuxCooked)
    }
}
