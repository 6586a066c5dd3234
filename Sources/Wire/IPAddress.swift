/// An IPv4 or IPv6 address as a number in host order; IPv4 sorts before IPv6.
package enum IPAddress: Hashable, Comparable, Sendable {
    case v4(UInt32)
    case v6(IPv6Address)

    /// The address `127.0.0.1`.
    package static let loopback4 = IPAddress.v4(0x7f00_0001)

    /// The address `::1`.
    package static let loopback6 = IPAddress.v6(IPv6Address(1))

    /// The unspecified address `0.0.0.0`.
    package static let any4 = IPAddress.v4(0)

    /// The unspecified address `::`.
    package static let any6 = IPAddress.v6(IPv6Address(0))

    /// Whether the address never leaves the host: 127.0.0.0/8, also mapped into IPv6, and `::1`.
    package var isLoopback: Bool {
        switch self {
        case .v4(let value): value >> 24 == 127
        case .v6(let value): value.bits == 1 || value.bits >> 24 == 0xffff_7f
        }
    }
}

extension IPAddress {
    /// The IPv4 address in an IPv4-mapped one (RFC 4291 section 2.5.5.2); nil for any other.
    package var unmapped: IPAddress? {
        if case .v6(let value) = self, value.bits >> 32 == 0xffff {
            .v4(UInt32(truncatingIfNeeded: value.bits))
        } else {
            nil
        }
    }
}

extension IPAddress: LosslessStringConvertible {
    /// Reads the forms of RFC 4291 section 2.2, or four decimal parts without leading zeros.
    ///
    /// `nil` for anything else, zones (`%eth0`), prefixes and brackets included.
    package init?(_ text: String) {
        if let value = UInt32(ipv4: text.utf8[...]) {
            self = .v4(value)
        } else if let value = UInt128(ipv6: text.utf8[...]) {
            self = .v6(IPv6Address(value))
        } else {
            return nil
        }
    }

    /// The one text an address has: dotted decimal, or the form of RFC 5952.
    package var description: String {
        switch self {
        case .v4(let value): value.ipv4Text
        case .v6(let value): value.bits.ipv6Text
        }
    }

    /// Appends the description.
    package func appendText(to text: inout [UInt8]) {
        switch self {
        case .v4(let value): value.appendIPv4Text(to: &text)
        case .v6: text += description.utf8
        }
    }
}
