package import Platform
package import Wire

/// An address's names, and whether each leads back to the address (FCrDNS).
package struct AddressLookup: Sendable, Equatable {
    /// What was looked up: of an IPv4-mapped address the IPv4 address in it, whose names are the host's.
    package let address: IPAddress
    /// The official name first, then the aliases; never empty.
    package let names: [Name]

    package struct Name: Sendable, Equatable {
        package let name: String
        package let confirmation: Confirmation
    }

    /// What the name's own addresses say of the address.
    package enum Confirmation: Sendable, Equatable {
        case confirmed
        /// The name has other addresses.
        case mismatch([IPAddress])
        case failed(LookupFailure)
    }

    /// Blocks for as long as the resolver does.
    package init(_ address: SocketAddress) throws(LookupFailure) {
        self.address = address.address.unmapped ?? address.address
        var names: [String] = []
        // getnameinfo knows of an address's interface, gethostbyaddr of its other names.
        if address.scope != 0 {
            names.append(try NameService.nameInfo(of: address, .nameRequired, wants: .host).host)
        } else {
            let entry = try NameService.hostEntry(of: self.address)
            for name in [entry.name] + entry.aliases where !names.contains(name) { names.append(name) }
        }
        let lookedUp = self.address
        self.names = names.map { Name(name: $0, confirmation: Confirmation(lookedUp, $0)) }
    }
}

extension AddressLookup.Confirmation {
    fileprivate init(_ address: IPAddress, _ name: String) {
        // The resolver writes an address's interface behind a name that it made up itself.
        let host = name.prefix { $0 != "%" }
        do {
            let addresses = try NameService.addresses(of: String(host), service: "0", family: address.family)
                .map(\.address)
            self = addresses.contains(address) ? .confirmed : .mismatch(addresses)
        } catch {
            self = .failed(error)
        }
    }
}
