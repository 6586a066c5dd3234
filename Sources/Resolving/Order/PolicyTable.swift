package import Wire

/// A number for each IPv6 prefix, that of the longest one counting; IPv4 is looked up as mapped (RFC 6724 §2.1).
package struct PolicyTable: Sendable, Equatable {
    package struct Row: Sendable, Equatable {
        package let prefix: IPv6Address
        /// 0 to 128.
        package let length: Int
        package let value: Int

        package init(prefix: IPv6Address, length: Int, value: Int) {
            self.prefix = prefix
            self.length = length
            self.value = value
        }

        /// `prefix` as text: `("2002::", 16, 2)`; text that is no address makes `::`.
        init(_ prefix: String, _ length: Int, _ value: Int) {
            self.init(prefix: IPv6Address(IPAddress(prefix)?.mapped ?? 0), length: length, value: value)
        }

        fileprivate func contains(_ address: UInt128) -> Bool {
            length == 0 || (address ^ prefix.bits) >> (128 - length) == 0
        }
    }

    /// Longest prefix first, those of equal length in the order in which they were given.
    package let rows: [Row]
    /// The number of an address that no row has.
    private let remainder: Int

    package init(_ rows: [Row], otherwise remainder: Int) {
        self.rows = rows.enumerated()
            .sorted { ($1.element.length, $0.offset) < ($0.element.length, $1.offset) }
            .map(\.element)
        self.remainder = remainder
    }

    package func value(of address: IPAddress) -> Int {
        let bits = address.mapped
        return rows.first { $0.contains(bits) }?.value ?? remainder
    }
}

extension IPAddress {
    /// The 128 bits of the address, an IPv4 one as `::ffff:a.b.c.d`.
    var mapped: UInt128 {
        switch self {
        case .v4(let value): 0xffff_0000_0000 | UInt128(value)
        case .v6(let value): value.bits
        }
    }
}
