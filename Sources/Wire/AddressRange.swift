/// Addresses that begin with the same bits: a network as RFC 4632 writes it, or one address.
package struct AddressRange: Hashable, Sendable {
    private let base: IPAddress
    /// How many bits all of them have in common.
    package let prefixLength: Int

    /// IPv4 addresses are in an IPv4 range also where they come mapped into IPv6.
    package func contains(_ address: IPAddress) -> Bool {
        switch (base, address.unmapped ?? address) {
        case (.v4(let base), .v4(let bits)): Self.agree(base, bits, prefixLength)
        case (.v6(let base), .v6(let value)): Self.agree(base.bits, value.bits, prefixLength)
        default: false
        }
    }

    private static func agree<Bits: FixedWidthInteger>(_ left: Bits, _ right: Bits, _ count: Int) -> Bool {
        // A shift by the whole width leaves nothing to compare.
        (left ^ right) >> (Bits.bitWidth - count) == 0
    }
}

extension AddressRange: LosslessStringConvertible {
    /// Reads `10.0.0.0/8`, `fd00::/8`, or an address alone; bits behind the prefix do not matter.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(String(first)) else { return nil }
        let width =
            switch address {
            case .v4: 32
            case .v6: 128
            }
        var length = width
        if parts.count > 1 {
            guard let given = UInt32(decimal: parts[1].utf8), given <= width else { return nil }
            length = Int(given)
        }
        if let unmapped = address.unmapped, length >= 96 {
            self.init(base: unmapped, prefixLength: length - 96)
        } else {
            self.init(base: address, prefixLength: length)
        }
    }

    package var description: String { "\(base)/\(prefixLength)" }
}
