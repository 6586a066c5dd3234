/// The EtherTypes that matter on the way to a network layer (IEEE 802 numbers, IANA).
enum EtherType {
    static let ipv4: UInt16 = 0x0800
    static let arp: UInt16 = 0x0806
    static let reverseARP: UInt16 = 0x8035
    static let ipv6: UInt16 = 0x86dd

    /// A whole Ethernet frame, in tunnels.
    static let ethernet: UInt16 = 0x6558
    static let ppp: UInt16 = 0x880b
    static let mpls: UInt16 = 0x8847
    static let mplsMulticast: UInt16 = 0x8848
    static let pppoeDiscovery: UInt16 = 0x8863
    static let pppoeSession: UInt16 = 0x8864

    /// An LLC frame that is too long for its length to stand here.
    static let longLLC: UInt16 = 0x8870

    /// IEEE 802.1ah: a provider's tag, then the customer's frame.
    static let backbone: UInt16 = 0x88e7

    static let macsec: UInt16 = 0x88e5

    /// A switch of Linux DSA with tags that have an EtherType (`ETH_P_EDSA`).
    static let taggedDSA: UInt16 = 0xdada
    static let slow: UInt16 = 0x8809
    static let lldp: UInt16 = 0x88cc

    /// Whether a VLAN tag follows: 802.1Q, 802.1ad, and the number stacked tags had before that.
    static func isTag(_ value: UInt16) -> Bool {
        value == 0x8100 || value == 0x88a8 || value == 0x9100
    }

    /// Up to it a value is the length of an IEEE 802.3 frame.
    static let maximumLength: UInt16 = 1_500

    /// From it on a value is an EtherType.
    static let minimum: UInt16 = 0x0600
}

extension LinkHeaderWalk {
    /// What an EtherType says, with `offset` just behind it; steps over VLAN tags.
    mutating func etherType(
        _ first: UInt16,
        in bytes: Span<UInt8>,
        layer: DecodeError.Layer
    ) throws(DecodeError) -> Header {
        var type = first
        var tags = 0
        while EtherType.isTag(type) {
            guard tags < Self.maximumTags else { throw .malformed(layer: layer, reason: .tooManyTags) }
            type = try nextType(behind: 2, of: layer, in: bytes)
            tags += 1
        }
        switch type {
        case EtherType.ipv4: return .network(.ipv4)
        case EtherType.ipv6: return .network(.ipv6)
        case EtherType.pppoeSession: return .pppoe
        case EtherType.mpls, EtherType.mplsMulticast: return .mpls
        case EtherType.ethernet: return .ethernet
        case EtherType.ppp: return .ppp
        case EtherType.longLLC: return .llc
        case EtherType.backbone:
            try require(4, of: layer, in: bytes)
            offset += 4
            return .ethernet
        case EtherType.macsec: return try macsec(in: bytes, layer: layer)
        case EtherType.taggedDSA: return .etherType(try nextType(behind: 6, of: layer, in: bytes), layer)
        case ...EtherType.maximumLength where layer == .ethernet:
            limit(to: Int(type))
            return .llc
        default:
            return .network(.other(PayloadType(layer == .gre ? .gre : .etherType, type)))
        }
    }

    /// Reads the tag of IEEE 802.1AE; what it protects may be in the clear.
    private mutating func macsec(in bytes: Span<UInt8>, layer: DecodeError.Layer) throws(DecodeError) -> Header {
        try require(2, of: layer, in: bytes)
        let (control, shortLength) = (bytes[offset], Int(bytes[offset + 1] & 0x3f))
        let isChanged = control & 0x0c != 0
        guard !isChanged else { return .network(.etherType(EtherType.macsec)) }
        let hasSender = control & 0x20 != 0
        let type = try nextType(behind: hasSender ? 14 : 6, of: layer, in: bytes)
        // It counts the EtherType too.
        if shortLength > 2 { limit(to: shortLength - 2) }
        return .etherType(type, layer)
    }

    /// Takes the EtherType that follows `count` bytes of a tag.
    private mutating func nextType(
        behind count: Int,
        of layer: DecodeError.Layer,
        in bytes: Span<UInt8>
    ) throws(DecodeError) -> UInt16 {
        try require(count + 2, of: layer, in: bytes)
        offset += count + 2
        return bytes.big16(at: offset - 2)
    }

    /// Two are usual; a frame of nothing but tags must not be walked to its end.
    static let maximumTags = 8
}
