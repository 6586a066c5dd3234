internal import Glibc
package import Wire

/// Why a name has no addresses.
package struct NameFailure: Error, Equatable, CustomStringConvertible {
    package let name: String
    /// The resolver's own words, lower-case at the start.
    package let reason: String
    /// The name may resolve later: the resolver could not be asked (EAI_AGAIN).
    package let isTemporary: Bool

    package var description: String { "cannot resolve '\(name)': \(reason)" }
}

/// The system's resolver, asked as an application asks it.
package enum NameService {
    package enum Family: Sendable, Equatable {
        case any, ipv4, ipv6
    }

    /// getaddrinfo(3) for TCP: every address once, in the order in which an application would try them.
    ///
    /// `service` is a port number or a name of services(5). Blocks for as long as the resolver does.
    package static func addresses(
        of host: String,
        service: String,
        family: Family = .any
    ) throws(NameFailure) -> [SocketAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_family =
            switch family {
            case .any: AF_UNSPEC
            case .ipv4: AF_INET
            case .ipv6: AF_INET6
            }
        var first: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(host, service, &hints, &first)
        guard status == 0 else {
            let subject = status == EAI_SERVICE ? service : host
            throw NameFailure(name: subject, reason: reason(status), isTemporary: status == EAI_AGAIN)
        }
        defer { unsafe freeaddrinfo(first) }

        var addresses: [SocketAddress] = []
        var next = unsafe first
        while let info = unsafe next {
            let bytes = unsafe UnsafeRawBufferPointer(start: info.pointee.ai_addr, count: Int(info.pointee.ai_addrlen))
            if let address = unsafe SocketAddress(sockaddr: bytes), !addresses.contains(address) {
                addresses.append(address)
            }
            unsafe next = info.pointee.ai_next
        }
        return addresses
    }

    /// getnameinfo(3) with `NI_NAMEREQD`: the name of an address, or nil where it has none.
    ///
    /// Blocks for as long as the resolver does.
    package static func hostName(of address: IPAddress) -> String? {
        name(of: SocketAddress(address: address, port: 0), hostBytes: Int(NI_MAXHOST), flags: NI_NAMEREQD)
    }

    /// The name of a port in services(5), or nil where it has none.
    package static func serviceName(of port: UInt16, isDatagram: Bool) -> String? {
        let end = SocketAddress(address: .any4, port: port)
        let name = name(of: end, serviceBytes: Int(NI_MAXSERV), flags: isDatagram ? NI_DGRAM : 0)
        return name == "\(port)" ? nil : name
    }

    /// Asks for the one of the two names that is given room.
    private static func name(
        of end: SocketAddress,
        hostBytes: Int = 0,
        serviceBytes: Int = 0,
        flags: Int32
    ) -> String? {
        var host = [CChar](repeating: 0, count: hostBytes)
        var service = [CChar](repeating: 0, count: serviceBytes)
        let status = unsafe end.withSockaddr { address, length in
            unsafe getnameinfo(
                address,
                length,
                &host,
                socklen_t(hostBytes),
                &service,
                socklen_t(serviceBytes),
                flags
            )
        }
        guard status == 0 else { return nil }
        let characters = (hostBytes > 0 ? host : service).prefix { $0 != 0 }
        return String(decoding: characters.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func reason(_ status: Int32) -> String {
        if status == EAI_SYSTEM { return SystemFailure("getaddrinfo").reason }
        let text = unsafe String(cString: gai_strerror(status))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
