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

    private static func reason(_ status: Int32) -> String {
        if status == EAI_SYSTEM { return SystemFailure("getaddrinfo").reason }
        let text = unsafe String(cString: gai_strerror(status))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
