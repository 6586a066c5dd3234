/// The EtherTypes that matter on the way to a network layer (IEEE 802 numbers, IANA).
enum EtherType {
    static let ipv4: UInt16 = 0x0800
    static let arp: UInt16 = 0x0806
    static let reverseARP: UInt16 = 0x8035
    static let ipv6: UInt16 = 0x86dd

    /// A whole Ethernet frame, in tunnels.
    static let ethernet: UInt16 = 0x6558
    static let ppp: UInt16 = 0x880b
    static let pppoeDiscovery: UInt16 = 0x8863
    static let pppoeSession: UInt16 = 0x8864

    /// Whether a VLAN tag follows: 802.1Q, 802.1ad, and the number stacked tags had before that.
    static func isTag(_ value: UInt16) -> Bool {
        value == 0x8100 || value == 0x88a8 || value == 0x9100
    }

    /// Values below are the length of an IEEE 802.3 frame.
    static let minimum: UInt16 = 0x0600
}

extension NetworkStart {
    /// Steps over VLAN tags and PPPoE from an EtherType, with `offset` just behind it.
    init(
        etherType: UInt16,
        at offset: Int,
        in bytes: Span<UInt8>,
        layer: DecodeError.Layer
    ) throws(DecodeError) {
        let tagLength = 4
        var etherType = etherType
        var offset = offset
        var tags = 0
        while EtherType.isTag(etherType) {
            guard tags < Self.maximumTags else { throw .malformed(layer: layer, reason: .tooManyTags) }
            try bytes.require(offset + tagLength, from: 0, of: layer)
            etherType = bytes.big16(at: offset + 2)
            offset += tagLength
            tags += 1
        }
        if etherType == EtherType.pppoeSession {
            try self.init(pppoe: bytes, at: offset)
        } else {
            self.init(kind: NetworkKind(etherType: etherType), offset: offset)
        }
    }

    /// Two are usual; a frame of nothing but tags must not be walked to its end.
    static let maximumTags = 8
}

extension NetworkKind {
    fileprivate init(etherType: UInt16) {
        self =
            switch etherType {
            case EtherType.ipv4: .ipv4
            case EtherType.ipv6: .ipv6
            case EtherType.minimum...: .other(etherType: etherType)
            default: .other(etherType: 0)
            }
    }
}
