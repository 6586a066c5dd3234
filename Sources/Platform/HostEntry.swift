internal import Glibc
package import Wire

/// What gethostbyname(3) and gethostbyaddr(3) return: `struct hostent`.
package struct HostEntry: Sendable, Equatable {
    /// `h_name`: the official name.
    package let name: String
    package let aliases: [String]
    /// `h_addr_list`.
    package let addresses: [IPAddress]
}

extension NameService {
    /// gethostbyname_r(3) for any family, which is IPv4; gethostbyname2_r(3) for one that is named.
    package static func hostEntry(of name: String, family: Family = .any) throws(LookupFailure) -> HostEntry {
        if IPAddress(name) == nil { try NameSwitch.check("hosts", "gethostbyname_r", about: name) }
        return switch family {
        case .any:
            try unsafe entry("gethostbyname_r", about: name) { host, buffer, size, result, error in
                unsafe gethostbyname_r(name, host, buffer, size, result, error)
            }
        case .ipv4, .ipv6:
            try unsafe entry("gethostbyname2_r", about: name) { host, buffer, size, result, error in
                unsafe gethostbyname2_r(name, family.number, host, buffer, size, result, error)
            }
        }
    }

    /// gethostbyaddr_r(3).
    package static func hostEntry(of address: IPAddress) throws(LookupFailure) -> HostEntry {
        try NameSwitch.check("hosts", "gethostbyaddr_r", about: address.description)
        let (bytes, family) = address.networkForm
        return try unsafe entry("gethostbyaddr_r", about: address.description) { host, buffer, size, result, error in
            unsafe gethostbyaddr_r(bytes, socklen_t(bytes.count), family, host, buffer, size, result, error)
        }
    }

    private typealias Call = (
        UnsafeMutablePointer<hostent>, UnsafeMutablePointer<CChar>, Int,
        UnsafeMutablePointer<UnsafeMutablePointer<hostent>?>, UnsafeMutablePointer<Int32>
    ) -> Int32

    /// Makes the call with ever more room until the entry fits.
    private static func entry(
        _ name: String,
        about subject: String,
        _ call: Call
    ) throws(LookupFailure) -> HostEntry {
        var size = 1024
        while true {
            var host = unsafe hostent()
            var result: UnsafeMutablePointer<hostent>?
            var hostError: Int32 = 0
            var buffer = [CChar](repeating: 0, count: size)
            let answer: (status: Int32, entry: HostEntry?) = unsafe buffer.withUnsafeMutableBufferPointer { room in
                // The array is not empty, so that it has an address.
                guard let start = room.baseAddress else { return (ERANGE, nil) }
                let status = unsafe call(&host, start, size, &result, &hostError)
                return (status, unsafe result.map { unsafe HostEntry($0.pointee) })
            }
            if let entry = answer.entry { return entry }
            guard answer.status == ERANGE, size < 1 << 24 else {
                throw LookupFailure(name, hostError: hostError, status: answer.status, about: subject)
            }
            size *= 2
        }
    }
}

extension IPAddress {
    /// The bytes as they are in a packet, and the number of the family, for calls that take both.
    var networkForm: (bytes: [UInt8], family: Int32) {
        var bytes: [UInt8] = []
        switch self {
        case .v4(let bits):
            bytes.append(bits, as: .bigEndian)
            return (bytes, AF_INET)
        case .v6(let value):
            bytes.append(value.bits, as: .bigEndian)
            return (bytes, AF_INET6)
        }
    }
}

extension HostEntry {
    init(_ host: hostent) {
        name = unsafe host.h_name.map { unsafe String(cString: $0) } ?? ""
        aliases = unsafe Self.list(host.h_aliases) { unsafe String(cString: $0) }
        let family = unsafe host.h_addrtype
        addresses = unsafe Self.list(host.h_addr_list) { pointer in
            let address = UnsafeRawPointer(pointer)
            return family == AF_INET6
                ? .v6(IPv6Address(UInt128(bigEndian: unsafe address.loadUnaligned(as: UInt128.self))))
                : .v4(UInt32(bigEndian: unsafe address.loadUnaligned(as: UInt32.self)))
        }
    }

    /// What `read` makes of each pointer of a list that a null pointer ends.
    private static func list<Element>(
        _ start: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
        _ read: (UnsafeMutablePointer<CChar>) -> Element
    ) -> [Element] {
        var elements: [Element] = []
        var next = unsafe start
        while let pointer = unsafe next?.pointee {
            elements.append(unsafe read(pointer))
            unsafe next = next?.successor()
        }
        return elements
    }
}
