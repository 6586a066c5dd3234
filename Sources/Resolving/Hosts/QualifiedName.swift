package import Platform
package import Wire

/// A host's fully qualified name as Python's `socket.getfqdn` finds it, step by step.
package struct QualifiedName: Sendable, Equatable {
    /// What was asked about: gethostname(2) where nothing was.
    package let host: String
    /// The first address that getaddrinfo(3) gives.
    package let address: Result<IPAddress, LookupFailure>
    /// What gethostbyaddr_r(3) makes of that address; nil where there is none.
    package let entry: Result<HostEntry, LookupFailure>?
    /// The first of the entry's names that has a dot, else its official name, else the host.
    package let name: String

    /// Blocks for as long as the resolver does.
    package init(_ host: String) {
        self.host = host
        address = Self.firstAddress(of: host)
        entry = (try? address.get()).map { Self.entry(of: $0) }
        let found = try? entry?.get()
        let names = found.map { [$0.name] + $0.aliases } ?? []
        name = names.first { $0.contains(".") } ?? found?.name ?? host
    }

    private static func firstAddress(of host: String) -> Result<IPAddress, LookupFailure> {
        do throws(LookupFailure) {
            let info = try NameService.addressInfo(of: host, service: nil, .init(socketType: .datagram))
            guard let first = info.addresses.first else {
                return .failure(LookupFailure(name: host, call: "getaddrinfo", code: .addressInfo(-5)))
            }
            return .success(first.address)
        } catch {
            return .failure(error)
        }
    }

    private static func entry(of address: IPAddress) -> Result<HostEntry, LookupFailure> {
        do throws(LookupFailure) { return .success(try NameService.hostEntry(of: address)) } catch {
            return .failure(error)
        }
    }
}
