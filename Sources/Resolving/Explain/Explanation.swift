package import Platform
package import Wire

/// Why a name or an address resolves to what it does on this host.
package struct Explanation: Sendable {
    package let target: LookupTarget
    package let family: NameService.Family
    /// What an application is told; nil where it had no answer in time.
    package let system: System?
    /// Empty where no source is asked: what getaddrinfo(3) reads as an address needs none.
    package let walk: HostWalk
    /// Nil where DNS is no source, for an address, and where there was no answer in time.
    package let search: CandidateSearch?
    /// Nil where there is nothing to put in order.
    package let order: Order?
    package let settings: LookupSettings

    package enum System: Sendable, Equatable {
        case host(HostLookup)
        case names([String])
        case failed(LookupFailure)
    }

    /// The addresses in their order.
    package struct Order: Sendable, Equatable {
        package let policy: AddressPolicy
        package let glibc: AddressOrder.Sorted
        /// As RFC 6724 would have it, with its own tables.
        package let standard: AddressOrder.Sorted

        /// Whether the system's resolver gave this order.
        package let isTheSystems: Bool

        init(_ addresses: [SocketAddress], system: [SocketAddress]?, _ policy: AddressPolicy) {
            self.policy = policy
            let sources = SourceAddresses()
            let destinations = addresses.map {
                Destination($0.address, zone: $0.scope, source: sources.source(for: $0))
            }
            let sorted = AddressOrder(policy: policy, reading: .glibc).sorted(destinations)
            glibc = sorted
            standard = AddressOrder.standard.sorted(destinations)
            isTheSystems = system.map { $0.map(\.address) == sorted.destinations.map(\.address) } ?? true
        }
    }

    /// Where an address or a name is from: the step of the walk, and the lines of hosts(5) where that is its source.
    package struct Origin: Sendable, Equatable {
        package let source: String
        package let lines: [Int]
    }

    package func origin(of address: IPAddress) -> Origin? {
        guard let step = walk.steps.first(where: { $0.answers && $0.has(address) }) else { return nil }
        let entries = step.source.name == "files" ? lines(of: address) : []
        return Origin(source: step.source.name, lines: entries)
    }

    package func origin(of name: String) -> Origin? {
        guard let step = walk.steps.first(where: { $0.answers && $0.answer?.names.contains(name) == true }) else {
            return nil
        }
        guard step.source.name == "files", case .address(let address) = target else {
            return Origin(source: step.source.name, lines: [])
        }
        let entries = settings.hosts.entries(of: address.address).filter { $0.names.contains(name) }
        return Origin(source: "files", lines: entries.prefix(1).map(\.line))
    }

    /// Lines of hosts(5) that have the name too and do not count, because only the first one does.
    package var hiddenHostsLines: [Int] {
        guard case .name(let name, _) = target, !settings.isMulti,
            walk.steps.contains(where: { $0.answers && $0.source.name == "files" })
        else { return [] }
        let found = Set(walk.addresses.map(\.address.mapped))
        return settings.hosts.entries(of: name)
            .filter { (family == .any || family == $0.address.family) && !found.contains($0.address.mapped) }
            .map(\.line)
    }

    /// Lines of hosts(5) that were meant for this name or address, and that glibc cannot use; none where it does not look there.
    package var unusableHostsLines: [HostsFile.Unusable] {
        guard walk.steps.contains(where: { $0.source.name == "files" }) else { return [] }
        return switch target {
        case .name(let name, _): settings.hosts.unusable(for: name)
        case .address(let address): settings.hosts.unusable(for: address.address)
        }
    }

    /// The lines that give the name the address; for IPv4 loopback also one that gives it IPv6's, which glibc takes for both.
    private func lines(of address: IPAddress) -> [Int] {
        guard case .name(let name, _) = target else { return [] }
        let entries = settings.hosts.entries(of: name)
        let own = entries.filter { $0.address.mapped == address.mapped }
        let loopback = address == .loopback4 ? entries.filter { $0.address == .loopback6 } : []
        return (own.isEmpty ? loopback : own).map(\.line)
    }
}

extension HostWalk.Step {
    fileprivate func has(_ address: IPAddress) -> Bool {
        answer?.addresses.contains { $0.address == address } ?? false
    }
}
