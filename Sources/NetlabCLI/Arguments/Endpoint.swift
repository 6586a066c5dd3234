internal import ArgumentParser
internal import Platform
internal import Serving
internal import Wire

/// Where to listen or to connect: `host:port`, `host:service`, `:port`, `[v6%scope]:port`, with or without `tcp:` or `udp:`
/// before it; `unix:PATH`, `unix-dgram:PATH`, either with `@NAME` for one that is no file; `fd:NUMBER`.
struct Endpoint: Sendable, Equatable {
    enum Place: Sendable, Equatable {
        /// Without a host: to a server every address of this host, to a client loopback.
        case internet(host: String?, service: String?)
        case unix(path: String)
        case descriptor(Int32)
    }

    /// The longest path, or abstract name, that a socket can have (unix(7)).
    private static let longestPath = 107

    /// Nil where none is named, which means TCP as a rule; what the socket of a descriptor is, it says itself.
    let namedTransport: Transport?
    let place: Place

    var transport: Transport { namedTransport ?? .tcp }

    init(_ text: String) throws {
        // What an unset variable of a shell leaves must not mean all addresses.
        guard !text.isEmpty else { throw ValidationError("an endpoint is empty; all addresses are *:PORT") }
        let (scheme, rest) = Self.scheme(of: text)
        if scheme == "fd" {
            guard let number = Int32(rest), number >= 0, rest.first?.isNumber == true else {
                throw ValidationError("'\(text)' has no number of an open file behind fd:")
            }
            namedTransport = nil
            place = .descriptor(number)
            return
        }
        namedTransport = scheme.flatMap(Transport.init)
        guard namedTransport != .unix && namedTransport != .unixDatagram else {
            let isAbstract = rest.hasPrefix("@")
            let count = rest.utf8.count - (isAbstract ? 1 : 0)
            guard (1...Self.longestPath).contains(count), Value.isWhole(String(rest)) else {
                let what = isAbstract ? "a name behind the @" : "a path"
                throw ValidationError("'\(text)' needs \(what) of 1 to \(Self.longestPath) bytes")
            }
            place = .unix(path: String(rest))
            return
        }
        place = try Self.internet(rest, in: text)
    }

    /// A host's name or address; nil where none is named.
    var host: String? {
        if case .internet(let host, _) = place { host } else { nil }
    }

    /// A port number or a name of services(5); nil where none is named.
    var service: String? {
        if case .internet(_, let service) = place { service } else { nil }
    }

    private static func scheme(of text: String) -> (String?, Substring) {
        for scheme in Transport.allCases.map(\.rawValue) + ["fd"] where text.hasPrefix(scheme + ":") {
            return (scheme, text.dropFirst(scheme.count + 1))
        }
        return (nil, text[...])
    }

    private static func internet(_ place: Substring, in text: String) throws -> Place {
        var host: Substring
        var service: Substring?
        if place.hasPrefix("[") {
            guard let end = place.firstIndex(of: "]") else {
                throw ValidationError("'\(text)' has a '[' without a ']'")
            }
            host = place[place.index(after: place.startIndex)..<end]
            let rest = place[place.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else {
                throw ValidationError("'\(text)' has something other than ':port' behind the ']'")
            }
            service = rest.isEmpty ? nil : rest.dropFirst()
        } else {
            let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard !(parts.count == 2 && parts[1].contains(":")) else {
                throw ValidationError("'\(text)' is not HOST:PORT; an IPv6 address goes into brackets: [::1]:2000")
            }
            host = parts[0]
            service = parts.count == 2 ? parts[1] : nil
        }
        if host == "*" { host = "" }
        if service == nil, !host.isEmpty, host.allSatisfy({ $0.isASCII && $0.isNumber }) {
            throw ValidationError(
                "'\(text)' is a number without a host: a port is written :\(host) or 127.0.0.1:\(host)"
            )
        }
        if let name = service, name.isEmpty || !isService(name) {
            throw ValidationError("'\(name)' in '\(text)' is no port from 0 to 65,535 and no service's name")
        }
        return .internet(host: host.isEmpty ? nil : String(host), service: service.map(String.init))
    }

    private static func isService(_ name: Substring) -> Bool {
        name.allSatisfy { $0.isASCII && $0.isNumber } ? UInt16(name) != nil : true
    }
}

extension Endpoint {
    /// The addresses to connect to over TCP, in the order to try them.
    func targets(family: NameService.Family) throws(CommandFailure) -> [SocketAddress] {
        guard case .internet(let host, let service) = place, transport == .tcp else {
            throw CommandFailure(status: .usage, cause: "only TCP is probed here")
        }
        guard let service else {
            throw CommandFailure(status: .usage, cause: "no port is named", hint: "name one as in localhost:2000.")
        }
        return try Self.resolve(host ?? "localhost", service, family)
    }

    /// Where to listen; on `port` where none is named.
    func listening(family: NameService.Family, port: UInt16 = 0) throws(CommandFailure) -> Serving.Place {
        switch place {
        case .unix(let path): return .unix(path: path, transport)
        case .descriptor(let number): return .inherited(number)
        case .internet(let host?, let service):
            return .internet(try Self.resolve(host, service ?? "\(port)", family), [transport])
        case .internet(nil, let service):
            // Only the port is to be looked up; any address does for that.
            let port = try Self.resolve("127.0.0.1", service ?? "\(port)", .any).first?.port ?? 0
            return .everywhere(.any4, .any6, family, port: port, [transport])
        }
    }

    private static func resolve(
        _ host: String,
        _ service: String,
        _ family: NameService.Family
    ) throws(CommandFailure) -> [SocketAddress] {
        do {
            return try NameService.addresses(of: host, service: service, family: family)
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension Serving.Place {
    /// The address of each family, as far as this host has both.
    static func everywhere(
        _ four: IPAddress,
        _ six: IPAddress,
        _ family: NameService.Family,
        port: UInt16,
        _ transports: [Transport]
    ) -> Serving.Place {
        let addresses =
            switch family {
            case .any: [four, six]
            case .ipv4: [four]
            case .ipv6: [six]
            }
        return .internet(
            addresses.map { SocketAddress(address: $0, port: port) },
            transports,
            mayLackFamilies: family == .any
        )
    }
}

/// `-4` and `-6`, wherever names are resolved.
struct FamilyOptions: ParsableArguments {
    @Flag(name: .customShort("4"), help: "Use IPv4 only.")
    var ipv4 = false

    @Flag(name: .customShort("6"), help: "Use IPv6 only.")
    var ipv6 = false

    func validate() throws {
        if ipv4 && ipv6 { throw ValidationError("-4 and -6 contradict each other") }
    }

    var family: NameService.Family {
        ipv4 ? .ipv4 : ipv6 ? .ipv6 : .any
    }
}
