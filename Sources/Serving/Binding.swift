package import Platform
internal import SystemPackage
package import Wire

/// Opening the listeners of a server: all of them or none.
package enum Binding {
    /// How many ports are tried for one that is free on both loopback addresses.
    private static let attempts = 16

    package static func listen(on addresses: [SocketAddress]) throws(ServingError) -> [Listener] {
        var listeners: [Listener] = []
        for address in addresses { listeners.append(try listen(on: address)) }
        return listeners
    }

    package static func receive(on addresses: [SocketAddress]) throws(ServingError) -> [DatagramSocket] {
        var sockets: [DatagramSocket] = []
        for address in addresses {
            do { sockets.append(try DatagramSocket(on: .internet(address))) } catch {
                throw .cannotListen(address, error)
            }
        }
        return sockets
    }

    /// Listens on 127.0.0.1 and, where there is one, ::1, on one port; with port 0 the kernel chooses it.
    package static func listenOnLoopback(port: UInt16) throws(ServingError) -> [Listener] {
        for _ in 1..<attempts {
            do {
                return try listenOnLoopbackOnce(port: port)
            } catch .cannotListen(_, let failure) where failure.errno == .addressInUse && port == 0 {
                // The port that was free for IPv4 is taken for IPv6: ask for another.
            }
        }
        return try listenOnLoopbackOnce(port: port)
    }

    private static func listenOnLoopbackOnce(port: UInt16) throws(ServingError) -> [Listener] {
        let first = try listen(on: SocketAddress(address: .loopback4, port: port))
        do {
            return [first, try listen(on: SocketAddress(address: .loopback6, port: first.address.port))]
        } catch .cannotListen(_, let failure)
            where failure.errno == .addressNotAvailable || failure.errno == .addressFamilyNotSupported
        {
            return [first]
        }
    }

    private static func listen(on address: SocketAddress) throws(ServingError) -> Listener {
        do { return try Listener(on: address) } catch { throw .cannotListen(address, error) }
    }
}
