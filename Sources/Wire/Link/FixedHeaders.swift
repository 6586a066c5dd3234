/// Link layers whose header has one length and then names, or is, something that is known.
extension LinkLayer {
    /// A link layer with an EtherType at one place and its content at another, or a whole Ethernet frame.
    private static func fixed(
        _ name: String,
        _ description: String,
        _ number: Int,
        typeOffset: Int? = nil,
        length: Int,
        _ header: LinkHeaderWalk.Header = .ethernet
    ) -> LinkLayer {
        LinkLayer(name: name, description: description, numbers: [number]) { bytes throws(DecodeError) in
            try bytes.require(length, from: 0, of: .ethernet)
            return try NetworkStart(
                typeOffset.map { .etherType(bytes.big16(at: $0), .ethernet) } ?? header,
                at: length,
                in: bytes
            )
        }
    }

    /// IP over InfiniBand (RFC 4391 section 6) behind a global route header (LINKTYPE_IPOIB).
    package static let infiniBand = fixed("IPOIB", "IP over InfiniBand", 242, typeOffset: 40, length: 44)

    /// IP over FireWire as Apple gives it (LINKTYPE_APPLE_IP_OVER_IEEE1394).
    package static let fireWire = fixed(
        "APPLE_IP_OVER_IEEE1394",
        "IP over FireWire",
        138,
        typeOffset: 16,
        length: 18
    )

    /// Ports of Linux's switches: the tag stands behind the addresses, before the EtherType (LINKTYPE_DSA_TAG_BRCM).
    package static let broadcomDSA = fixed("DSA_TAG_BRCM", "Broadcom tag", 281, typeOffset: 16, length: 18)

    /// The same with the tag before the frame (LINKTYPE_DSA_TAG_BRCM_PREPEND).
    package static let prependedDSA = fixed("DSA_TAG_BRCM_PREPEND", "Broadcom prepended tag", 282, length: 4)

    /// Marvell's tag behind the addresses (LINKTYPE_DSA_TAG_DSA).
    package static let marvellDSA = fixed("DSA_TAG_DSA", "Marvell DSA", 284, typeOffset: 16, length: 18)

    /// The same with an EtherType before it (LINKTYPE_DSA_TAG_EDSA).
    package static let marvellEDSA = fixed("DSA_TAG_EDSA", "Marvell EDSA", 285, typeOffset: 20, length: 22)

    /// Ethernet behind what a netANALYZER says (LINKTYPE_NETANALYZER), and behind the preamble too.
    package static let netAnalyzer = fixed("NETANALYZER", "netANALYZER", 240, length: 4)
    package static let transparentNetAnalyzer = fixed(
        "NETANALYZER_TRANSPARENT",
        "netANALYZER, transparent",
        241,
        length: 12
    )

    /// Ethernet behind a passive optical network's preamble (LINKTYPE_EPON).
    package static let epon = fixed("EPON", "Ethernet passive optical network", 259, length: 8)

    /// LLC over ATM (LINKTYPE_ATM_RFC1483, which some systems number 11).
    package static let atm = LinkLayer(name: "ATM_RFC1483", description: "ATM with LLC", numbers: [100, 11]) {
        bytes throws(DecodeError) in try NetworkStart(.llc, at: 0, in: bytes)
    }
}
