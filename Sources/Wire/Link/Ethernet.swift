extension LinkLayer {
    /// Two addresses of six bytes and an EtherType (LINKTYPE_ETHERNET), VLAN tags before it included.
    package static let ethernet = LinkLayer(
        name: "EN10MB",
        description: "Ethernet",
        numbers: [1],
        details: LinkDetails.ethernet
    ) {
        bytes throws(DecodeError) in try NetworkStart(ethernet: bytes)
    }
}

extension NetworkStart {
    /// An Ethernet frame; most have IP behind the addresses, and take no walk.
    @inline(__always)
    init(ethernet bytes: Span<UInt8>) throws(DecodeError) {
        if bytes.count > Ethernet.headerLength {
            switch bytes.big16(at: Ethernet.typeOffset) {
            case EtherType.ipv4:
                self.init(kind: .ipv4, offset: Ethernet.headerLength)
                return
            case EtherType.ipv6:
                self.init(kind: .ipv6, offset: Ethernet.headerLength)
                return
            default: break
            }
        }
        self = try Self.walk(ethernet: bytes)
    }

    @inline(never)
    private static func walk(ethernet bytes: Span<UInt8>) throws(DecodeError) -> NetworkStart {
        try NetworkStart(.ethernet, at: 0, in: bytes)
    }
}

/// The header of an Ethernet frame.
enum Ethernet {
    static let typeOffset = 12
    static let headerLength = 14

    /// Whether the bytes at `offset` are a frame by its EtherType and the first bits behind it.
    ///
    /// For where no header says what follows it.
    static func isLikely(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        guard bytes.count - offset >= headerLength + 3 else { return false }
        let payload = offset + headerLength
        let type = bytes.big16(at: offset + typeOffset)
        switch type {
        case EtherType.ipv4: return bytes[payload] >> 4 == 4 && bytes[payload] & 0x0f >= 5
        case EtherType.ipv6: return bytes[payload] >> 4 == 6
        // For Ethernet, then for addresses of IP.
        case EtherType.arp: return bytes.big16(at: payload) == 1
        case EtherType.pppoeSession: return bytes[payload] == 0x11
        case EtherType.mpls, EtherType.mplsMulticast, EtherType.lldp, EtherType.slow: return true
        case 3...EtherType.maximumLength:
            return bytes.big16(at: payload) == 0xaaaa || bytes.big16(at: payload) == 0x4242
        default: return EtherType.isTag(type)
        }
    }
}

extension LinkHeaderWalk {
    mutating func ethernet(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        try require(Ethernet.headerLength, of: .ethernet, in: bytes)
        let type = bytes.big16(at: offset + Ethernet.typeOffset)
        offset += Ethernet.headerLength
        return .etherType(type, .ethernet)
    }
}
