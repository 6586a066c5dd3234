package import Platform
package import Wire

/// A host's name as applications find it: what it is called, and its addresses in the order in which they would be tried.
package struct HostLookup: Sendable, Equatable {
    /// As getaddrinfo(3) has it; nil where it says none.
    package let canonicalName: String?
    /// As gethostbyname2_r(3) has them for the families of the addresses, which getaddrinfo does not tell.
    package let aliases: [String]
    /// Each once, in getaddrinfo's order; the port is 0 without a service.
    package let addresses: [SocketAddress]

    /// Blocks for as long as the resolver does.
    package init(
        _ name: String,
        service: String?,
        family: NameService.Family
    ) throws(LookupFailure) {
        let hints = AddressInfo.Hints(family: family, socketType: .stream, flags: .canonicalName)
        let info = try NameService.addressInfo(of: name, service: service, hints)
        addresses = info.addresses
        canonicalName = info.canonicalName
        aliases = Self.aliases(of: name, info)
    }

    private static func aliases(of name: String, _ info: AddressInfo) -> [String] {
        var families: [NameService.Family] = []
        for address in info.addresses where !families.contains(address.address.family) {
            families.append(address.address.family)
        }
        var aliases: [String] = []
        for family in families {
            guard let entry = try? NameService.hostEntry(of: name, family: family) else { continue }
            for alias in [entry.name] + entry.aliases where alias != info.canonicalName && !aliases.contains(alias) {
                aliases.append(alias)
            }
        }
        return aliases
    }
}

extension IPAddress {
    package var family: NameService.Family {
        switch self {
        case .v4: .ipv4
        case .v6: .ipv6
        }
    }
}
