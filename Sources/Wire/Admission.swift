/// Which clients are let in, by their addresses.
///
/// Of all ranges that an address is in, the one with the longest prefix decides, and of two that are equally long the
/// one that denies. What is in none is let in unless there are ranges that allow.
package struct Admission: Sendable, Equatable {
    package let allowed: [AddressRange]
    package let denied: [AddressRange]

    package init(allowed: [AddressRange] = [], denied: [AddressRange] = []) {
        self.allowed = allowed
        self.denied = denied
    }

    package func admits(_ address: IPAddress) -> Bool {
        switch (Self.longest(of: allowed, with: address), Self.longest(of: denied, with: address)) {
        case (nil, nil): allowed.isEmpty
        case (_?, nil): true
        case (nil, _?): false
        case (let allowing?, let denying?): allowing > denying
        }
    }

    /// A client without an address is one of this host, and let in: the mode of a path says who may come.
    package func admits(_ client: SocketName) -> Bool {
        client.internet.map { admits($0.address) } ?? true
    }

    /// Whether the address is let in because a range says so.
    package func names(_ address: IPAddress) -> Bool {
        !allowed.isEmpty && admits(address)
    }

    private static func longest(of ranges: [AddressRange], with address: IPAddress) -> Int? {
        ranges.filter { $0.contains(address) }.map(\.prefixLength).max()
    }
}
