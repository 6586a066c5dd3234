internal import Glibc
package import Wire

/// The system's resolver, asked as an application asks it; every call blocks for as long as the resolver does.
package enum NameService {
    package enum Family: Sendable, Equatable, CaseIterable {
        case any, ipv4, ipv6
    }

    /// getaddrinfo(3) for TCP: every address once, in the order in which an application would try them.
    ///
    /// `service` is a port number or a name of services(5).
    package static func addresses(
        of host: String,
        service: String,
        family: Family = .any,
        socketType: SocketType = .stream
    ) throws(LookupFailure) -> [SocketAddress] {
        try addressInfo(of: host, service: service, AddressInfo.Hints(family: family, socketType: socketType)).addresses
    }

    /// getaddrinfo(3); without a name the addresses are loopback's, without a service the ports are 0.
    package static func addressInfo(
        of host: String?,
        service: String?,
        _ hints: AddressInfo.Hints
    ) throws(LookupFailure) -> AddressInfo {
        var request = unsafe addrinfo()
        unsafe request.ai_flags = hints.flags.rawValue
        unsafe request.ai_family = hints.family.number
        unsafe request.ai_socktype = hints.socketType?.rawValue ?? 0
        var first: UnsafeMutablePointer<addrinfo>?
        let emptiness = host == nil ? nil : NameSwitch.current.emptiness(of: "hosts")
        // What is an address asks nobody.
        if emptiness != nil { unsafe request.ai_flags |= AI_NUMERICHOST }
        if let service, UInt16(service) == nil { try NameSwitch.check("services", "getaddrinfo", about: service) }
        let status = unsafe getaddrinfo(host, service, &request, &first)
        guard status == 0 else {
            if let emptiness, let host, status == EAI_NONAME {
                throw LookupFailure(name: host, call: "getaddrinfo", code: .noSource(emptiness))
            }
            throw LookupFailure("getaddrinfo", status, about: (status == EAI_SERVICE ? service : host) ?? "")
        }
        defer { unsafe freeaddrinfo(first) }
        var info = AddressInfo()
        var next = unsafe first
        while let entry = unsafe next?.pointee {
            unsafe info.add(entry)
            unsafe next = entry.ai_next
        }
        return info
    }

    /// getnameinfo(3) with `NI_NAMEREQD`: the name of an address, or nil where it has none.
    package static func hostName(of address: IPAddress) -> String? {
        try? nameInfo(of: SocketAddress(address: address, port: 0), .nameRequired, wants: .host).host
    }

    /// The name of a port in services(5), or nil where it has none.
    package static func serviceName(of port: UInt16, isDatagram: Bool) -> String? {
        let end = SocketAddress(address: .any4, port: port)
        let name = try? nameInfo(of: end, isDatagram ? .datagram : [], wants: .service).service
        return name == "\(port)" ? nil : name
    }

    /// Which of the two names getnameinfo(3) is given room for.
    package enum Wanted: Sendable {
        case host, service, both
    }

    /// getnameinfo(3); what is not wanted is empty.
    package static func nameInfo(
        of end: SocketAddress,
        _ flags: NameInfoFlags,
        wants wanted: Wanted = .both
    ) throws(LookupFailure) -> (host: String, service: String) {
        var host = [CChar](repeating: 0, count: wanted == .service ? 0 : Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: wanted == .host ? 0 : Int(NI_MAXSERV))
        let subject = end.address.description
        if wanted != .service, !flags.contains(.numericHost) {
            try NameSwitch.check("hosts", "getnameinfo", about: subject)
        }
        if wanted != .host, !flags.contains(.numericService) {
            try NameSwitch.check("services", "getnameinfo", about: subject)
        }
        let status = unsafe end.withSockaddr { address, length in
            unsafe getnameinfo(
                address,
                length,
                &host,
                socklen_t(host.count),
                &service,
                socklen_t(service.count),
                flags.rawValue
            )
        }
        guard status == 0 else { throw LookupFailure("getnameinfo", status, about: subject) }
        return (text(host), text(service))
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension NameService.Family {
    var number: Int32 {
        switch self {
        case .any: AF_UNSPEC
        case .ipv4: AF_INET
        case .ipv6: AF_INET6
        }
    }
}
