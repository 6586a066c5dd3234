extension LinkLayer {
    /// Cisco's framing of serial lines (LINKTYPE_C_HDLC): an address, a zero and an EtherType (RFC 1547 section 4.3.1).
    package static let ciscoHDLC = LinkLayer(name: "C_HDLC", description: "Cisco HDLC", numbers: [104]) {
        bytes throws(DecodeError) in try NetworkStart(ciscoHDLC: bytes, at: 0)
    }

    /// The same with a byte before it for the direction (LINKTYPE_C_HDLC_WITH_DIR).
    package static let directedCiscoHDLC = LinkLayer(
        name: "C_HDLC_WITH_DIR",
        description: "Cisco HDLC with direction",
        numbers: [205]
    ) {
        bytes throws(DecodeError) in
        try bytes.require(1, from: 0, of: .ciscoHDLC)
        return try NetworkStart(ciscoHDLC: bytes, at: 1)
    }
}

/// The addresses of Cisco's framing, and the numbers that only it gives to protocols.
enum CiscoHDLC {
    static let lineControl: UInt16 = 0x8035
    static let osi: UInt16 = 0xfefe
    static let unicast: UInt8 = 0x0f
    static let broadcast: UInt8 = 0x8f
    static let headerLength = 4
}

extension NetworkStart {
    init(ciscoHDLC bytes: Span<UInt8>, at start: Int) throws(DecodeError) {
        try bytes.require(CiscoHDLC.headerLength, from: start, of: .ciscoHDLC)
        let offset = start + CiscoHDLC.headerLength
        switch bytes.big16(at: start + 2) {
        // Elsewhere the number is reverse ARP's.
        case CiscoHDLC.lineControl:
            self.init(kind: .other(PayloadType(.ciscoHDLC, CiscoHDLC.lineControl)), offset: offset)
        case CiscoHDLC.osi: try self.init(.nlpid, at: offset, in: bytes)
        case let type: try self.init(.etherType(type, .ciscoHDLC), at: offset, in: bytes)
        }
    }
}
