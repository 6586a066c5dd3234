package import Platform
package import Wire

/// An address that a name has, and where it would be reached from.
package struct Destination: Sendable, Equatable {
    package let address: IPAddress
    /// The interface index of a link-local address; 0 is none.
    package let zone: UInt32
    /// Nil where there is no way to it.
    package let source: SourceAddress?

    package init(_ address: IPAddress, zone: UInt32 = 0, source: SourceAddress?) {
        self.address = address
        self.zone = zone
        self.source = source
    }

    /// How many bits the address shares with its source, from the left.
    func commonPrefix(with source: SourceAddress) -> Int {
        switch (address, source.address) {
        case (.v4(let one), .v4(let other)): (one ^ other).leadingZeroBitCount
        case (.v6(let one), .v6(let other)): (one.bits ^ other.bits).leadingZeroBitCount
        default: 0
        }
    }

    /// Whether the IPv4 address is in the source's own network; a source that is on no interface is all of its own.
    func isOnLink(of source: SourceAddress) -> Bool {
        commonPrefix(with: source) >= source.prefixLength ?? 32
    }
}
