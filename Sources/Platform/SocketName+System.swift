internal import Glibc
internal import Wire

extension SocketName {
    /// What `struct sockaddr_un` has room for: a path and a zero, or an abstract name behind one.
    private static let pathRoom = MemoryLayout.size(ofValue: sockaddr_un().sun_path)

    var family: Int32 {
        switch self {
        case .internet(let address): address.family
        case .unix: AF_UNIX
        }
    }

    /// Hands the name to a call that takes a `struct sockaddr`; nil where a path is too long for one.
    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result? {
        switch self {
        case .internet(let address):
            return unsafe address.withSockaddr { unsafe body($0, $1) }
        case .unix(let path):
            let count = path.utf8.count
            guard count <= (isAbstract ? Self.pathRoom : Self.pathRoom - 1) else { return nil }
            var storage = sockaddr_un()
            storage.sun_family = sa_family_t(AF_UNIX)
            unsafe withUnsafeMutableBytes(of: &storage.sun_path) {
                unsafe $0.copyBytes(from: path.utf8)
                if isAbstract { unsafe $0[0] = 0 }
            }
            // Every byte of an abstract name counts, zeros too.
            let size = isAbstract ? MemoryLayout<sa_family_t>.size + count : MemoryLayout<sockaddr_un>.size
            return unsafe withUnsafePointer(to: &storage) {
                unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe body($0, socklen_t(size))
                }
            }
        }
    }

    /// The name that a call filled in, or nil for a family other than IPv4, IPv6 and unix(7).
    init?(filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Bool) {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let filled = unsafe withUnsafeMutablePointer(to: &storage) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe call($0, &length) }
        }
        guard filled else { return nil }
        let size = min(Int(length), MemoryLayout<sockaddr_storage>.size)
        let name = unsafe withUnsafeBytes(of: &storage) { bytes in
            unsafe SocketName(sockaddr: UnsafeRawBufferPointer(rebasing: bytes.prefix(size)), in: bytes)
        }
        guard let name else { return nil }
        self = name
    }

    /// Who sent a datagram; nil where the sender has no name.
    init?(sender bytes: UnsafeRawBufferPointer) {
        guard let name = unsafe SocketName(sockaddr: bytes, in: bytes), name != .unix(path: "") else { return nil }
        self = name
    }

    /// The name in the first bytes of `room`.
    private init?(sockaddr bytes: UnsafeRawBufferPointer, in room: UnsafeRawBufferPointer) {
        guard bytes.count >= MemoryLayout<sa_family_t>.size else { return nil }
        if Int32(unsafe bytes.loadUnaligned(as: sa_family_t.self)) == AF_UNIX {
            self = unsafe .unix(path: Self.path(in: bytes[...]))
        } else if let address = unsafe SocketAddress(sockaddr: room) {
            self = .internet(address)
        } else {
            return nil
        }
    }

    /// What stands behind the family: up to a zero, but for an abstract name, which begins with one and is shown with an `@`,
    /// and has all bytes.
    private static func path(in sockaddr: Slice<UnsafeRawBufferPointer>) -> String {
        let path = unsafe sockaddr.dropFirst(MemoryLayout<sa_family_t>.size)
        if unsafe path.first == 0 { return unsafe "@" + String(decoding: path.dropFirst(), as: UTF8.self) }
        let text = unsafe String(decoding: path.prefix { $0 != 0 }, as: UTF8.self)
        return text.utf8.first == UInt8(ascii: "@") ? "./" + text : text
    }
}

/// getsockname(2).
func localName(of descriptor: Int32) throws(SystemFailure) -> SocketName {
    guard let name = unsafe SocketName(filledBy: { unsafe getsockname(descriptor, $0, $1) == 0 }) else {
        throw SystemFailure("getsockname")
    }
    return name
}

/// getpeername(2).
func remoteName(of descriptor: Int32) throws(SystemFailure) -> SocketName {
    guard let name = unsafe SocketName(filledBy: { unsafe getpeername(descriptor, $0, $1) == 0 }) else {
        throw SystemFailure("getpeername")
    }
    return name
}
