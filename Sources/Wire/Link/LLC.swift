/// The service access points of IEEE 802.2 that lead to IP.
private enum ServicePoint {
    static let ip: UInt8 = 0x06
    static let snap: UInt8 = 0xaa
    static let osi: UInt8 = 0xfe
    /// Novell's frames without LLC: the first bytes are IPX's unused checksum.
    static let novell: UInt8 = 0xff
}

extension LinkHeaderWalk {
    /// Unnumbered information, the control field of frames with data.
    static let unnumbered: UInt8 = 0x03

    /// Reads an IEEE 802.2 header, with SNAP's (RFC 1042) where there is one.
    mutating func llc(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        try require(2, of: .llc, in: bytes)
        let (destination, source) = (bytes[offset], bytes[offset + 1])
        let unknown = Header.network(.other(PayloadType(.llc, destination)))
        if destination == ServicePoint.novell && source == ServicePoint.novell { return unknown }
        try require(3, of: .llc, in: bytes)
        let control = bytes[offset + 2]
        offset += 3
        guard control == Self.unnumbered else { return unknown }
        switch destination {
        case ServicePoint.snap: return try snap(in: bytes)
        case ServicePoint.ip: return .network(.ipv4)
        case ServicePoint.osi: return .nlpid
        default: return unknown
        }
    }

    /// An OUI of three bytes and its protocol number.
    private mutating func snap(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        try require(5, of: .llc, in: bytes)
        let organization = UInt32(bytes[offset]) << 16 | UInt32(bytes.big16(at: offset + 1))
        let number = bytes.big16(at: offset + 3)
        offset += 5
        switch (organization, number) {
        // RFC 1042, and IEEE 802.1H for what bridges translated.
        case (0x000000, EtherType.minimum...), (0x0000f8, EtherType.minimum...): return .etherType(number, .llc)
        // A bridged Ethernet frame with or without its check sequence (RFC 2427); ATM aligns it (RFC 2684).
        case (0x0080c2, 1), (0x0080c2, 7):
            if !Ethernet.isLikely(bytes, at: offset) {
                try bytes.require(Ethernet.headerLength + 5, from: offset, of: .llc)
                if Ethernet.isLikely(bytes, at: offset + 2) { offset += 2 }
            }
            return .ethernet
        default: return .network(.other(PayloadType(.snap, UInt64(organization) << 16 | UInt64(number))))
        }
    }

    /// What a network layer protocol identifier says (RFC 2427).
    mutating func nlpid(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        try require(1, of: .llc, in: bytes)
        let identifier = bytes[offset]
        offset += 1
        switch identifier {
        case 0x80: return try snap(in: bytes)
        case 0xcc: return .network(.ipv4)
        case 0x8e: return .network(.ipv6)
        case 0xcf: return .ppp
        default: return .network(.other(PayloadType(.nlpid, identifier)))
        }
    }
}
