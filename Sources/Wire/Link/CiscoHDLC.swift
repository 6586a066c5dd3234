extension LinkLayer {
    /// Cisco's framing of serial lines (LINKTYPE_C_HDLC): an address, a zero and an EtherType (RFC 1547 section 4.3.1).
    package static let ciscoHDLC = LinkLayer(name: "C_HDLC", description: "Cisco HDLC", numbers: [104]) {
        bytes throws(DecodeError) in try NetworkStart(ciscoHDLC: bytes)
    }
}

/// The addresses of Cisco's framing, and the number of the protocol by which its ends find each other.
enum CiscoHDLC {
    static let lineControl: UInt16 = 0x8035
    static let unicast: UInt8 = 0x0f
    static let broadcast: UInt8 = 0x8f
}

extension NetworkStart {
    init(ciscoHDLC bytes: Span<UInt8>) throws(DecodeError) {
        let headerLength = 4
        try bytes.require(headerLength, from: 0, of: .ciscoHDLC)
        // Elsewhere the number is reverse ARP's.
        guard bytes.big16(at: 2) != CiscoHDLC.lineControl else {
            self.init(kind: .other(etherType: 0), offset: headerLength)
            return
        }
        try self.init(etherType: bytes.big16(at: 2), at: headerLength, in: bytes, layer: .ciscoHDLC)
    }
}
