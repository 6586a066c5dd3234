/// What a frame's link layer says beside what it carries.
package struct LinkDetails: Hashable, Sendable {
    /// Where the addresses lie among the captured bytes; nil where the link layer has none.
    package var source: Range<Int>?
    package var destination: Range<Int>?

    /// From the outermost inwards.
    package var tags: [VLANTag] = []

    /// What follows the tags; nil where the link layer names none.
    package var etherType: UInt16?

    /// Which way the packet went by the host that captured it.
    package var travel: Travel?

    /// The interface's number on the host that captured it.
    package var interface: UInt32?

    /// An IEEE 802.1Q tag.
    package struct VLANTag: Hashable, Sendable {
        /// 0 to 4,095.
        package var identifier: UInt16

        /// 0 to 7.
        package var priority: UInt16

        package init(identifier: UInt16, priority: UInt16) {
            self.identifier = identifier
            self.priority = priority
        }
    }

    /// As Linux counts (LINKTYPE_LINUX_SLL).
    package enum Travel: UInt16, Sendable {
        case toUs = 0
        case broadcast, multicast, toOthers, fromUs
    }

    package init() {}

    /// Takes the tags and the EtherType behind them, as far as they were captured.
    mutating func take(etherType: UInt16, at offset: Int, in bytes: Span<UInt8>) {
        var etherType = etherType
        var offset = offset
        while EtherType.isTag(etherType), tags.count < LinkHeaderWalk.maximumTags, offset + 4 <= bytes.count {
            let field = bytes.big16(at: offset)
            tags.append(VLANTag(identifier: field & 0x0fff, priority: field >> 13))
            etherType = bytes.big16(at: offset + 2)
            offset += 4
        }
        self.etherType = etherType
    }
}

extension LinkDetails {
    /// Nil where the header was not captured whole.
    static func ethernet(_ bytes: Span<UInt8>) -> LinkDetails? {
        guard bytes.count >= 14 else { return nil }
        var details = LinkDetails()
        details.destination = 0..<6
        details.source = 6..<12
        details.take(etherType: bytes.big16(at: 12), at: 14, in: bytes)
        return details
    }

    static func linuxCooked(_ bytes: Span<UInt8>) -> LinkDetails? {
        guard bytes.count >= 16 else { return nil }
        var details = LinkDetails()
        details.travel = Travel(rawValue: bytes.big16(at: 0))
        details.source = 6..<6 + min(8, Int(bytes.big16(at: 4)))
        details.take(etherType: bytes.big16(at: 14), at: 16, in: bytes)
        return details
    }

    static func linuxCooked2(_ bytes: Span<UInt8>) -> LinkDetails? {
        guard bytes.count >= 20 else { return nil }
        var details = LinkDetails()
        details.travel = Travel(rawValue: UInt16(bytes[10]))
        details.interface = bytes.big32(at: 4)
        details.source = 12..<12 + min(8, Int(bytes[11]))
        details.take(etherType: bytes.big16(at: 0), at: 20, in: bytes)
        return details
    }
}
