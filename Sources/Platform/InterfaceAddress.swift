internal import Glibc
package import Wire

/// An address of an interface, with the length of its network's prefix.
package struct InterfaceAddress: Sendable, Equatable {
    package let interface: String
    package let address: SocketAddress
    /// Nil where the interface has no netmask.
    package let prefixLength: Int?

    /// The addresses of this process's network namespace in the kernel's order (getifaddrs(3)).
    package static func all() throws(SystemFailure) -> [InterfaceAddress] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard unsafe getifaddrs(&first) == 0 else { throw SystemFailure("getifaddrs") }
        defer { unsafe freeifaddrs(first) }
        var addresses: [InterfaceAddress] = []
        var next = unsafe first
        while let entry = unsafe next?.pointee {
            if let address = unsafe SocketAddress(entry.ifa_addr) {
                addresses.append(
                    InterfaceAddress(
                        interface: unsafe String(cString: entry.ifa_name),
                        address: address,
                        prefixLength: unsafe SocketAddress(entry.ifa_netmask).map(\.address.leadingOnes)
                    )
                )
            }
            unsafe next = entry.ifa_next
        }
        return addresses
    }
}

extension SocketAddress {
    /// Nil for no address, and for one of another family.
    fileprivate init?(_ pointer: UnsafeMutablePointer<sockaddr>?) {
        guard let pointer = unsafe pointer else { return nil }
        // The kernel's addresses are as long as their family's.
        let size =
            switch Int32(unsafe pointer.pointee.sa_family) {
            case AF_INET: MemoryLayout<sockaddr_in>.size
            case AF_INET6: MemoryLayout<sockaddr_in6>.size
            default: 0
            }
        unsafe self.init(sockaddr: UnsafeRawBufferPointer(start: pointer, count: size))
    }
}

extension IPAddress {
    fileprivate var leadingOnes: Int {
        switch self {
        case .v4(let bits): (~bits).leadingZeroBitCount
        case .v6(let value): (~value.bits).leadingZeroBitCount
        }
    }
}
