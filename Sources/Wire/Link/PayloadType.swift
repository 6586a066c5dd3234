/// What a header says that it carries where that is not decoded: a number, and whose number it is.
package struct PayloadType: Hashable, Sendable {
    package let numbering: Numbering
    private let high: UInt8
    private let low: UInt32

    /// Who gives the numbers out.
    package enum Numbering: UInt8, Sendable {
        /// IEEE 802 numbers.
        case etherType
        /// GRE protocol types, most of which are EtherTypes.
        case gre
        /// IANA protocol numbers.
        case ipProtocol
        /// IANA's PPP numbers.
        case ppp
        /// IEEE 802.2: the destination's service access point.
        case llc
        /// Three bytes of OUI and two of its own protocol numbers.
        case snap
        /// ISO/IEC TR 9577.
        case nlpid
        /// What Cisco's framing of serial lines has beside EtherTypes.
        case ciscoHDLC
        /// An address family in a loopback frame or the like, as the capturing system counts.
        case family
        /// What Linux gives in place of an EtherType (`linux/if_ether.h`).
        case linuxProtocol
        /// Linux's number of a kind of interface (`linux/if_arp.h`).
        case linuxDevice
        /// Frames of wireless networks, see `WirelessFrame`.
        case wireless
        /// RFC 1051 and RFC 1201.
        case arcnet
        /// The byte that says what kind of frame it is.
        case fddi, tokenRing
        /// By the first four bits behind the labels.
        case mpls
        /// By the first four bits of what is tunnelled.
        case gtpu
        case l2tp
        /// A `LINKTYPE_` within another.
        case linkType
    }

    /// Up to 40 bits of the number.
    package init(_ numbering: Numbering, _ number: some FixedWidthInteger & UnsignedInteger) {
        self.numbering = numbering
        low = UInt32(truncatingIfNeeded: number)
        high = UInt8(truncatingIfNeeded: UInt64(number) >> 32)
    }

    package var number: UInt64 { UInt64(high) << 32 | UInt64(low) }
}

extension PayloadType {
    /// ARP and RARP, which have the same form.
    var isARP: Bool {
        numbering == .etherType && (number == EtherType.arp || number == EtherType.reverseARP)
    }
}
