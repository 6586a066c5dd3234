internal import Glibc
package import Wire

/// What getaddrinfo(3) returns.
package struct AddressInfo: Sendable, Equatable {
    /// In the order of the list, one for each combination of address, socket type and protocol.
    package private(set) var entries: [Entry] = []
    /// `ai_canonname` of the first entry; nil without `AI_CANONNAME`.
    package private(set) var canonicalName: String?

    package struct Entry: Sendable, Equatable {
        package let socketType: SocketType
        /// The protocol's number, 6 for TCP.
        package let transport: Int32
        package let address: SocketAddress
    }

    /// The addresses, each once, in their order.
    package var addresses: [SocketAddress] {
        var seen: Set<SocketAddress> = []
        return entries.map(\.address).filter { seen.insert($0).inserted }
    }

    /// What getaddrinfo(3) is told beside the names.
    package struct Hints: Sendable, Equatable {
        package var family: NameService.Family
        /// Nil for all.
        package var socketType: SocketType?
        package var flags: AddressInfoFlags

        package init(
            family: NameService.Family = .any,
            socketType: SocketType? = nil,
            flags: AddressInfoFlags = []
        ) {
            self.family = family
            self.socketType = socketType
            self.flags = flags
        }
    }

    mutating func add(_ entry: addrinfo) {
        if entries.isEmpty, let name = unsafe entry.ai_canonname { canonicalName = unsafe String(cString: name) }
        let bytes = unsafe UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen))
        guard let address = unsafe SocketAddress(sockaddr: bytes) else { return }
        entries.append(
            Entry(
                socketType: SocketType(rawValue: unsafe entry.ai_socktype),
                transport: unsafe entry.ai_protocol,
                address: address
            )
        )
    }
}

/// A kind of socket by its number in sys/socket.h.
package struct SocketType: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    package static let stream = SocketType(rawValue: 1)
    package static let datagram = SocketType(rawValue: 2)
    package static let raw = SocketType(rawValue: 3)

    package var description: String {
        switch self {
        case .stream: "SOCK_STREAM"
        case .datagram: "SOCK_DGRAM"
        case .raw: "SOCK_RAW"
        default: "\(rawValue)"
        }
    }
}

/// Flags of a call, with the names that netdb.h gives them.
package protocol NamedFlags: OptionSet, Sendable where RawValue == Int32, Element == Self {
    static var names: [(name: String, flag: Self)] { get }
}

extension NamedFlags {
    /// The name of each flag that is set.
    package var setNames: [String] {
        Self.names.filter { contains($0.flag) }.map(\.name)
    }
}

/// `ai_flags` of getaddrinfo(3); some are in the header for GNU sources only.
package struct AddressInfoFlags: NamedFlags, Equatable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    package static let passive = AddressInfoFlags(rawValue: 0x1)
    package static let canonicalName = AddressInfoFlags(rawValue: 0x2)

    package static let names: [(name: String, flag: AddressInfoFlags)] = [
        ("AI_PASSIVE", passive), ("AI_CANONNAME", canonicalName),
        ("AI_NUMERICHOST", .init(rawValue: 0x4)), ("AI_V4MAPPED", .init(rawValue: 0x8)),
        ("AI_ALL", .init(rawValue: 0x10)),
        ("AI_ADDRCONFIG", .init(rawValue: 0x20)), ("AI_IDN", .init(rawValue: 0x40)),
        ("AI_CANONIDN", .init(rawValue: 0x80)), ("AI_NUMERICSERV", .init(rawValue: 0x400)),
    ]
}

/// The flags of getnameinfo(3).
package struct NameInfoFlags: NamedFlags, Equatable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    package static let numericHost = NameInfoFlags(rawValue: 0x1)
    package static let numericService = NameInfoFlags(rawValue: 0x2)
    package static let nameRequired = NameInfoFlags(rawValue: 0x8)
    package static let datagram = NameInfoFlags(rawValue: 0x10)

    package static let names: [(name: String, flag: NameInfoFlags)] = [
        ("NI_NUMERICHOST", numericHost), ("NI_NUMERICSERV", numericService),
        ("NI_NOFQDN", .init(rawValue: 0x4)), ("NI_NAMEREQD", nameRequired), ("NI_DGRAM", datagram),
        ("NI_IDN", .init(rawValue: 0x20)),
    ]
}
