extension LinkLayer {
    /// PPP with or without its address and control bytes (LINKTYPE_PPP).
    package static let ppp = LinkLayer(name: "PPP", description: "PPP", numbers: [9]) {
        bytes throws(DecodeError) in try NetworkStart(.ppp, at: 0, in: bytes)
    }

    /// The same with a byte before it for the direction (LINKTYPE_PPP_WITH_DIR), in place of the address with pppd
    /// (LINKTYPE_PPP_PPPD).
    package static let directedPPP = LinkLayer(
        name: "PPP_WITH_DIR",
        description: "PPP with direction",
        numbers: [204, 166]
    ) {
        bytes throws(DecodeError) in
        try bytes.require(1, from: 0, of: .ppp)
        // pppd leaves the control byte behind it.
        let hasControl = bytes.count > 1 && bytes[1] == LinkHeaderWalk.unnumbered
        return try NetworkStart(.ppp, at: hasControl ? 2 : 1, in: bytes)
    }
}

extension LinkHeaderWalk {
    /// Reads a PPP header, whose address, control and first protocol byte may be compressed away (RFC 1661 section 6).
    mutating func ppp(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        try require(1, of: .ppp, in: bytes)
        // All stations, unnumbered information (RFC 1662 section 3.1).
        if bytes[offset] == 0xff {
            try require(3, of: .ppp, in: bytes)
            if bytes[offset + 1] == Self.unnumbered { offset += 2 }
        }
        let number = try pppNumber(in: bytes)
        switch number {
        case PPP.ipv4: return .network(.ipv4)
        case PPP.ipv6: return .network(.ipv6)
        case PPP.mpls, PPP.mplsMulticast: return .mpls
        case PPP.multilink: return try multilink(in: bytes)
        case PPP.bridging: return try bridged(in: bytes)
        default: return .network(.other(PayloadType(.ppp, number)))
        }
    }

    private mutating func pppNumber(in bytes: Span<UInt8>) throws(DecodeError) -> UInt16 {
        try require(1, of: .ppp, in: bytes)
        // The last byte of a protocol number is odd, the one before it even.
        let length = bytes[offset] & 1 != 0 ? 1 : 2
        try require(length, of: .ppp, in: bytes)
        defer { offset += length }
        return length == 1 ? UInt16(bytes[offset]) : bytes.big16(at: offset)
    }

    /// Reads the header of a fragment (RFC 1990 section 3) that holds a whole packet; others are not put together.
    private mutating func multilink(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        try require(1, of: .ppp, in: bytes)
        let beginsAndEnds: UInt8 = 0xc0
        guard bytes[offset] & beginsAndEnds == beginsAndEnds else {
            return .network(.other(PayloadType(.ppp, PPP.multilink)))
        }
        // With 24 bits of sequence number, behind six of zero, or with twelve, as the ends have agreed.
        try require(4, of: .ppp, in: bytes)
        let isShort = bytes[offset] & 0x3f != 0 || !leadsToIP(4, in: bytes) && leadsToIP(2, in: bytes)
        offset += isShort ? 2 : 4
        return .ppp
    }

    /// Whether a protocol number so many bytes further is IP's, and what follows it begins with its version.
    private func leadsToIP(_ distance: Int, in bytes: Span<UInt8>) -> Bool {
        var start = offset + distance
        if start < bytes.count, bytes[start] == 0 { start += 1 }
        guard start + 1 < bytes.count else { return false }
        let number = UInt16(bytes[start])
        return number == PPP.ipv4 && bytes[start + 1] >> 4 == 4 || number == PPP.ipv6 && bytes[start + 1] >> 4 == 6
    }

    /// Reads the header of a bridged frame (RFC 3518 section 4.1).
    private mutating func bridged(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        try require(2, of: .ppp, in: bytes)
        let ethernet: UInt8 = 1
        let isControl = bytes[offset] & 0x20 != 0
        guard bytes[offset + 1] == ethernet, !isControl else {
            return .network(.other(PayloadType(.ppp, PPP.bridging)))
        }
        offset += 2
        return .ethernet
    }
}

/// Protocol numbers of PPP (IANA) that lead to IP.
private enum PPP {
    static let ipv4: UInt16 = 0x0021
    static let ipv6: UInt16 = 0x0057
    static let bridging: UInt16 = 0x0031
    static let multilink: UInt16 = 0x003d
    static let mpls: UInt16 = 0x0281
    static let mplsMulticast: UInt16 = 0x0283
}
