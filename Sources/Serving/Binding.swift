package import Platform
internal import SystemPackage
package import Wire

/// Where a service is to be had.
package enum Place: Sendable, Equatable {
    /// Every address over every transport, tcp or udp, on one port; with port 0 the kernel chooses it.
    ///
    /// Where `families` may be missing, so may the addresses of a family that this host lacks, if others remain.
    case internet([SocketAddress], [Transport], mayLackFamilies: Bool = false)
    case unix(path: String, Transport)
    /// A socket that this process was started with.
    case inherited(Int32)
}

/// A service and the sockets that its clients come to.
package struct Door: Sendable {
    package let service: Service
    /// Instead of those of the server.
    package var faults: EndpointFaults?
    package fileprivate(set) var listeners: [Listener] = []
    package fileprivate(set) var datagrams: [DatagramSocket] = []

    package init(_ service: Service, listeners: [Listener] = [], datagrams: [DatagramSocket] = []) {
        self.service = service
        self.listeners = listeners
        self.datagrams = datagrams
    }

    /// What clients come to, for whoever is to close it elsewhere.
    var descriptors: [Int32] { listeners.map(\.descriptor) + datagrams.map(\.descriptor) }

    fileprivate mutating func add(_ socket: BoundSocket) {
        switch socket {
        case .listener(let listener): listeners.append(listener)
        case .datagram(let socket): datagrams.append(socket)
        }
    }
}

/// Opening the sockets of a server: all of them or none.
package enum Binding {
    /// How many ports are tried for one that is free for all that is to share it.
    private static let attempts = 16

    package static func open(
        _ service: Service,
        at places: [Place],
        settings: BindSettings = BindSettings()
    ) throws(ServingError) -> Door {
        var door = Door(service)
        for place in places {
            for socket in try open(place, settings) {
                switch socket {
                case .listener where service.session == nil:
                    throw .notServed(service: service.name, overStreams: true)
                case .datagram where service.answer == nil:
                    throw .notServed(service: service.name, overStreams: false)
                default: door.add(socket)
                }
            }
        }
        return door
    }

    private static func open(_ place: Place, _ settings: BindSettings) throws(ServingError) -> [BoundSocket] {
        switch place {
        case .internet(let addresses, let transports, let mayLackFamilies):
            let isChosen = addresses.allSatisfy { $0.port == 0 }
            for _ in 1..<attempts {
                do {
                    return try openTogether(addresses, transports, settings, mayLackFamilies)
                } catch .cannotListen(_, _, let failure, _) where failure.errno == .addressInUse && isChosen {
                    // The port that was free for one is taken for another: ask for another.
                }
            }
            return try openTogether(addresses, transports, settings, mayLackFamilies)
        case .unix(let path, let transport):
            return [try open(.unix(path: path), transport, settings)]
        case .inherited(let descriptor):
            do { return [try InheritedSocket.take(descriptor)] } catch { throw .cannotInherit(descriptor, error) }
        }
    }

    private static func openTogether(
        _ addresses: [SocketAddress],
        _ transports: [Transport],
        _ settings: BindSettings,
        _ mayLackFamilies: Bool
    ) throws(ServingError) -> [BoundSocket] {
        var sockets: [BoundSocket] = []
        var port: UInt16?
        var missing: ServingError?
        for transport in transports {
            for var address in addresses {
                if address.port == 0 { address.port = port ?? 0 }
                do {
                    let socket = try open(.internet(address), transport, settings)
                    port = port ?? socket.name.internet?.port
                    sockets.append(socket)
                } catch .cannotListen(let name, _, let failure, let holder)
                    where mayLackFamilies
                    && (failure.errno == .addressNotAvailable || failure.errno == .addressFamilyNotSupported)
                {
                    missing = .cannotListen(name, transport, failure, holder)
                }
            }
        }
        if let missing, sockets.isEmpty { throw missing }
        return sockets
    }

    private static func open(
        _ name: SocketName,
        _ transport: Transport,
        _ settings: BindSettings
    ) throws(ServingError) -> BoundSocket {
        do throws(SystemFailure) {
            return transport.isStream
                ? .listener(try Listener(on: name, settings: settings))
                : .datagram(try DatagramSocket(on: name, settings: settings))
        } catch {
            let holder = error.errno == .addressInUse ? SocketHolder.find(name, transport) : nil
            throw .cannotListen(name, transport, error, holder)
        }
    }
}
