internal import ArgumentParser
internal import Platform
internal import Wire

/// `host:port`, `host:service`, `:port`, `[v6%scope]:port`, with or without `tcp:` before it.
struct Endpoint: Sendable, Equatable {
    /// Nil where none is named: to a server every address of this host, to a client loopback.
    let host: String?
    /// A port number or a name of services(5); nil where none is named.
    let service: String?

    init(_ text: String) throws {
        let place = try Self.withoutTransport(text)
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
                "'\(text)' is a number without a host: a port is written :\(text) or 127.0.0.1:\(text)"
            )
        }
        if let name = service, name.isEmpty || !Self.isService(name) {
            throw ValidationError("'\(name)' in '\(text)' is no port from 0 to 65,535 and no service's name")
        }
        self.host = host.isEmpty ? nil : String(host)
        self.service = service.map(String.init)
    }

    /// The addresses to connect to, in the order to try them.
    func targets(family: NameService.Family) throws(CommandFailure) -> [SocketAddress] {
        guard let service else {
            throw CommandFailure(status: .usage, cause: "no port is named", hint: "name one as in localhost:2000.")
        }
        return try resolve(host ?? "localhost", service, family)
    }

    /// The addresses to listen on.
    func listening(family: NameService.Family) throws(CommandFailure) -> [SocketAddress] {
        if let host { return try resolve(host, service ?? "0", family) }
        let wildcards: [IPAddress] =
            switch family {
            case .any: [.any4, .any6]
            case .ipv4: [.any4]
            case .ipv6: [.any6]
            }
        // Only the port is to be looked up; any address does for that.
        let port = try resolve("127.0.0.1", service ?? "0", .any).first?.port ?? 0
        return wildcards.map { SocketAddress(address: $0, port: port) }
    }

    private func resolve(
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

    private static func withoutTransport(_ text: String) throws -> Substring {
        for scheme in ["udp:", "unix:", "unix-dgram:"] where text.hasPrefix(scheme) {
            throw ValidationError("'\(text)': only TCP is served here")
        }
        return text.hasPrefix("tcp:") ? text.dropFirst(4) : text[...]
    }

    private static func isService(_ name: Substring) -> Bool {
        name.allSatisfy { $0.isASCII && $0.isNumber } ? UInt16(name) != nil : true
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
