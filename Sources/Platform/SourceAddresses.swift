internal import Glibc
package import Wire

/// The addresses that this host can send from, by what the kernel knows of its interfaces.
package struct SourceAddresses: Sendable {
    private let addresses: [IPAddress: SourceAddress]

    /// As the kernel has them now.
    package init() {
        var tunnels: Set<UInt32> = []
        for link in RouteNetlink.all(.links) where Self.tunnelTypes.contains(link.fixed.number16(at: 2)) {
            tunnels.insert(link.fixed.number32(at: 4))
        }
        var addresses: [IPAddress: SourceAddress] = [:]
        for message in RouteNetlink.all(.addresses) {
            guard var source = SourceAddress(message) else { continue }
            source.isTunnelled = source.interface.map(tunnels.contains) ?? false
            addresses[source.address] = source
        }
        self.addresses = addresses
    }

    /// The source that the kernel chooses for a destination, or nil where it knows no way to it: connect(2) of a datagram socket,
    /// which sends nothing, and getsockname(2).
    package func source(for destination: SocketAddress) -> SourceAddress? {
        let socket = Glibc.socket(destination.family, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        guard unsafe destination.withSockaddr({ unsafe connect(socket, $0, $1) }) == 0,
            let address = try? localAddress(of: socket).address
        else { return nil }
        return known(address)
    }

    private func known(_ address: IPAddress) -> SourceAddress {
        // As glibc has it: what is in 127.0.0.0/8 is on the interface that has the first of them.
        let entry = if case .v4 = address, address.isLoopback { IPAddress.loopback4 } else { address }
        var source = addresses[entry] ?? SourceAddress(address)
        source.address = address
        return source
    }

    /// ARPHRD_TUNNEL, ARPHRD_TUNNEL6 and ARPHRD_SIT of net/if_arp.h.
    private static let tunnelTypes: Set<UInt16> = [768, 769, 776]
}

extension SourceAddress {
    /// `struct ifaddrmsg` and its attributes.
    fileprivate init?(_ message: RouteNetlink.Message) {
        // IFA_LOCAL, which is an interface's own where IFA_ADDRESS is its peer's.
        guard let bytes = message.attributes[2] ?? message.attributes[1] else { return nil }
        switch (Int32(message.fixed[0]), bytes.count) {
        case (AF_INET, 4): self.init(.v4(bytes.span.big32(at: 0)))
        case (AF_INET6, 16): self.init(.v6(IPv6Address(bytes.span.big128(at: 0))))
        default: return nil
        }
        let flags = message.fixed[2]
        prefixLength = Int(message.fixed[1])
        interface = message.fixed.number32(at: 4)
        // IFA_F_OPTIMISTIC too is an address that glibc would rather not use.
        isDeprecated = flags & 0x24 != 0
        isHome = flags & 0x10 != 0
    }
}
