internal import Platform
package import Wire

extension AddressOrder {
    /// As glibc orders on this host, by its gai.conf(5) and the sources that its routes give.
    package static var ofThisHost: AddressOrder {
        AddressOrder(policy: AddressPolicy(file: SystemFile.text(LookupSettings.policyPath) ?? ""), reading: .glibc)
    }

    /// Addresses to connect to as they are to be tried from this host.
    package func sorted(_ addresses: [SocketAddress]) -> [SocketAddress] {
        let sources = SourceAddresses()
        let destinations = addresses.map {
            Destination($0.address, zone: $0.scope, source: sources.source(for: $0))
        }
        return sorted(destinations).destinations.compactMap { destination in
            addresses.first { $0.address == destination.address && $0.scope == destination.zone }
        }
    }
}
