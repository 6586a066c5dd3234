extension LinkLayer {
    /// What Linux gives for the interface `any`, second form (LINKTYPE_LINUX_SLL2): the protocol comes first.
    package static let linuxCooked2 = LinkLayer(
        name: "LINUX_SLL2",
        description: "Linux cooked, version 2",
        numbers: [276],
        // The index of the interface, and whether the packet was coming in or going out.
        interface: { $0.big32(at: 4) << 3 | UInt32($0[10] & 7) },
        details: LinkDetails.linuxCooked2
    ) {
        bytes throws(DecodeError) in
        let headerLength = 20
        try bytes.require(headerLength, from: 0, of: .linuxCooked2)
        return try NetworkStart(
            .linux(bytes.big16(at: 0), device: bytes.big16(at: 8), .linuxCooked2),
            at: headerLength,
            in: bytes
        )
    }
}
