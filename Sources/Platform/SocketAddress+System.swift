internal import Glibc
internal import Wire

extension SocketAddress {
    var family: Int32 {
        switch address {
        case .v4: AF_INET
        case .v6: AF_INET6
        }
    }

    /// Hands the address to a call that takes a `struct sockaddr`.
    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        switch address {
        case .v4(let bits):
            var storage = sockaddr_in()
            storage.sin_family = sa_family_t(AF_INET)
            storage.sin_port = port.bigEndian
            storage.sin_addr.s_addr = bits.bigEndian
            return unsafe Self.rebind(&storage) { unsafe body($0, $1) }
        case .v6(let value):
            var storage = sockaddr_in6()
            storage.sin6_family = sa_family_t(AF_INET6)
            storage.sin6_port = port.bigEndian
            storage.sin6_scope_id = scope
            unsafe withUnsafeMutableBytes(of: &storage.sin6_addr) {
                unsafe $0.storeBytes(of: value.bits.bigEndian, as: UInt128.self)
            }
            return unsafe Self.rebind(&storage) { unsafe body($0, $1) }
        }
    }

    /// The address that a call filled in, or nil for a family other than IPv4 and IPv6.
    ///
    /// `call` gets room for the largest address and returns whether it filled it.
    init?(filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Bool) {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let filled = unsafe Self.rebind(&storage) { address, _ in unsafe call(address, &length) }
        guard filled else { return nil }
        let address = unsafe withUnsafeBytes(of: &storage) { unsafe SocketAddress(sockaddr: $0) }
        guard let address else { return nil }
        self = address
    }

    /// The address in a `struct sockaddr` of whatever family, or nil for a family other than IPv4 and IPv6.
    init?(sockaddr bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= MemoryLayout<sockaddr_in>.size else { return nil }
        switch Int32(unsafe bytes.loadUnaligned(as: sa_family_t.self)) {
        case AF_INET:
            let storage = unsafe bytes.loadUnaligned(as: sockaddr_in.self)
            self.init(
                address: .v4(UInt32(bigEndian: storage.sin_addr.s_addr)),
                port: UInt16(bigEndian: storage.sin_port)
            )
        case AF_INET6 where bytes.count >= MemoryLayout<sockaddr_in6>.size:
            let storage = unsafe bytes.loadUnaligned(as: sockaddr_in6.self)
            let bits = unsafe withUnsafeBytes(of: storage.sin6_addr) { unsafe $0.loadUnaligned(as: UInt128.self) }
            self.init(
                address: .v6(IPv6Address(UInt128(bigEndian: bits))),
                port: UInt16(bigEndian: storage.sin6_port),
                scope: storage.sin6_scope_id
            )
        default:
            return nil
        }
    }

    /// Hands `storage`, whatever family it is for, to a call that takes a `struct sockaddr` and its length.
    private static func rebind<Storage, Result>(
        _ storage: inout Storage,
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        unsafe withUnsafeMutablePointer(to: &storage) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<Storage>.size))
            }
        }
    }
}
