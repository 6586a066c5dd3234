internal import Platform
internal import Serving
internal import Wire

/// Where services are to listen, by what was typed and what a service manager handed over.
struct ServePlan {
    /// Places with the same faults, which are those of the run where there are none of their own.
    struct Stand {
        var places: [Place]
        var faults: EndpointFaults?
    }

    private let options: ListenOptions
    /// Where services are on the ports of their RFCs, moved by so many.
    private let portOffset: Int?

    init(_ options: ListenOptions, portOffset: Int? = nil) {
        self.options = options
        self.portOffset = portOffset
    }

    /// For each of the services.
    func stands(of services: [Service], passed: [SocketActivation.Passed]) throws -> [[Stand]] {
        let endpoints = try options.named
        guard services.count > 1 else {
            return try services.map { try stands(of: $0, endpoints, passed) }
        }
        if let stray = passed.first(where: { socket in !services.contains { $0.name == socket.name } }) {
            throw CommandFailure(
                status: .usage,
                cause: "the socket fd:\(stray.descriptor) has the name of no service",
                hint: "name it with FileDescriptorName= (systemd.socket(5)) as one of "
                    + services.map(\.name).joined(separator: ", ")
            )
        }
        return try services.map { service in
            try stands(of: service, endpoints, passed.filter { $0.name == service.name }, isOneOfMany: !passed.isEmpty)
        }
    }

    /// In the order of what was typed.
    private func stands(
        of service: Service,
        _ endpoints: [ServedEndpoint],
        _ passed: [SocketActivation.Passed],
        isOneOfMany: Bool = false
    ) throws -> [Stand] {
        if options.inetd { return [Stand(places: [])] }
        let transports = Self.transports(of: service)
        let port = try port(of: service)
        if endpoints.isEmpty && passed.isEmpty && !isOneOfMany {
            let freePort = portOffset == nil ? 0 : port
            return [Stand(places: [.everywhere(.loopback4, .loopback6, options.family, port: freePort, transports)])]
        }
        var stands = [Stand(places: passed.map { .inherited($0.descriptor) })]
        for named in endpoints {
            var place = try named.endpoint.listening(family: options.family, port: port)
            if portOffset != nil, named.endpoint.namedTransport == nil,
                case .internet(let addresses, _, let mayLack) = place
            {
                place = .internet(addresses, transports, mayLackFamilies: mayLack)
            }
            switch place {
            case .internet(_, let transports, _): try named.check(transports)
            case .unix(_, let transport): try named.check([transport])
            case .inherited: break
            }
            if named.faults == nil, stands[stands.count - 1].faults == nil {
                stands[stands.count - 1].places.append(place)
            } else {
                stands.append(Stand(places: [place], faults: named.faults))
            }
        }
        return stands.filter { !$0.places.isEmpty }
    }

    private static func transports(of service: Service) -> [Transport] {
        (service.session == nil ? [] : [.tcp]) + (service.answer == nil ? [] : [.udp])
    }

    /// What a place without a port gets: the service's own, or any.
    private func port(of service: Service) throws(CommandFailure) -> UInt16 {
        guard let portOffset else { return service.wellKnownPort ?? 0 }
        let port = portOffset + Int(service.wellKnownPort ?? 0)
        guard let port = UInt16(exactly: port) else {
            throw CommandFailure(status: .usage, cause: "port \(port) of \(service.name) is beyond 65,535")
        }
        return port
    }
}

/// What a server is bound to.
struct BoundNames {
    struct Entry {
        let service: String
        let transport: Transport
        let name: SocketName
    }

    private(set) var entries: [Entry] = []

    init() {}

    init(_ doors: [Door]) {
        for door in doors {
            let sockets = door.listeners.map { ($0.name, true) } + door.datagrams.map { ($0.name, false) }
            for (name, isStream) in sockets {
                let transport: Transport =
                    switch name {
                    case .internet: isStream ? .tcp : .udp
                    case .unix: isStream ? .unix : .unixDatagram
                    }
                entries.append(Entry(service: door.service.name, transport: transport, name: name))
            }
        }
    }

    /// Those that others than this host can reach.
    var wide: [SocketName] {
        entries.map(\.name).filter { $0.internet.map { !$0.address.isLoopback } ?? false }
    }

    /// Those that have no file, whose permissions would say who may come.
    var abstract: [SocketName] { entries.map(\.name).filter(\.isAbstract) }

    /// Writes each port on a line of its own.
    func writePorts(to path: String) throws(CommandFailure) {
        var ports: [UInt16] = []
        for port in entries.compactMap(\.name.internet?.port) where !ports.contains(port) { ports.append(port) }
        guard !ports.isEmpty else {
            throw CommandFailure(status: .usage, cause: "--port-file: paths have no port")
        }
        do {
            try ByteFile.replace(path, with: Array(ports.map { "\($0)\n" }.joined().utf8))
        } catch {
            throw CommandFailure(status: .cannotCreate, cause: "cannot write '\(path)': \(error.reason)")
        }
    }
}
