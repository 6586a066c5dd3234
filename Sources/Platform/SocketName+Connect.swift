internal import Glibc
internal import SystemPackage
internal import Wire

/// How a client's socket gets its two names.
extension SocketName {
    /// How many ports are tried where the kernel picks the target's own.
    private static let mostPorts = 16
    /// IFNAMSIZ of <net/if.h>.
    private static let longestInterface = 16

    /// bind(2) of a client's socket.
    func give(to descriptor: Int32) throws(SystemFailure) {
        guard unsafe withSockaddr({ unsafe bind(descriptor, $0, $1) }) == 0 else { throw SystemFailure("bind") }
    }

    /// bind(2) to an abstract name that the kernel chooses (unix(7), autobind).
    static func giveAny(to descriptor: Int32) throws(SystemFailure) {
        var name = sockaddr()
        name.sa_family = sa_family_t(AF_UNIX)
        guard unsafe bind(descriptor, &name, socklen_t(MemoryLayout<sa_family_t>.size)) == 0 else {
            throw SystemFailure("bind")
        }
    }

    /// connect(2): whether it has come to its end, before which a socket that does not wait goes on connecting.
    ///
    /// A socket whose port happens to be the one that it connects to on this host gets to itself: TCP opens from both sides at once
    /// (RFC 9293 section 3.5), and a datagram comes back as its own answer. Such a socket gets another port. It could have the port
    /// only because nobody else had it, so that where there is no other, the connection is refused.
    func connect(_ descriptor: Int32, watch: StreamSocket.Watch?) throws(SystemFailure) -> Bool {
        for _ in 1...Self.mostPorts {
            let entry = CallEntry()
            guard let result = unsafe withSockaddr({ unsafe Glibc.connect(descriptor, $0, $1) }) else {
                throw SystemFailure("connect", .fileNameTooLong)
            }
            let failure = SystemFailure("connect")
            let hasBegun = result == 0 || failure.errno == .nowInProgress
            let local = hasBegun ? try? localName(of: descriptor) : nil
            if hasBegun, leads(to: local) {
                Self.disconnect(descriptor)
                continue
            }
            watch?.record(entry, "connect", failure: result == 0 ? nil : failure) {
                .open(local: local, remote: self)
            }
            guard hasBegun else { throw failure }
            return result == 0
        }
        throw SystemFailure("connect", .connectionRefused)
    }

    /// connect(2) of a socket for datagrams: whether this is an address of many hosts.
    ///
    /// Such a socket is connected no longer, for what is sent to all is answered by each host from its own address.
    func connectsToGroup(_ descriptor: Int32, watch: StreamSocket.Watch?) throws(SystemFailure) -> Bool {
        var isGroup = internet.map { AddressScope($0.address.unmapped ?? $0.address) == .multicast } ?? false
        do throws(SystemFailure) {
            _ = try connect(descriptor, watch: watch)
        } catch {
            // ip(7): the address is one of broadcast; or a route forbids it, and does so once more.
            guard error.errno == .permissionDenied else { throw error }
            try SocketOption.broadcast.set(on: descriptor, watch: watch)
            _ = try connect(descriptor, watch: watch)
            isGroup = true
        }
        if isGroup { Self.disconnect(descriptor) }
        return isGroup
    }

    /// Whether a socket of the name `local` that connects to this name gets to itself; 0.0.0.0 and :: are whichever address it has.
    func leads(to local: SocketName?) -> Bool {
        guard let here = local?.internet, let there = internet, here.port == there.port else { return false }
        let address = there.address.unmapped ?? there.address
        return [here.address.unmapped ?? here.address, .any4, .any6].contains(address)
    }

    /// connect(2) to AF_UNSPEC: the socket has no peer any more, and its port is given back where the kernel chose it.
    ///
    /// A socket for datagrams forgets its interface with that, which it is to keep.
    private static func disconnect(_ descriptor: Int32) {
        var interface = [UInt8](repeating: 0, count: longestInterface)
        var length = socklen_t(interface.count)
        let isBound = unsafe getsockopt(descriptor, SOL_SOCKET, SO_BINDTODEVICE, &interface, &length) == 0 && length > 0
        var nobody = sockaddr()
        nobody.sa_family = sa_family_t(AF_UNSPEC)
        _ = unsafe Glibc.connect(descriptor, &nobody, socklen_t(MemoryLayout<sockaddr>.size))
        if isBound { unsafe setsockopt(descriptor, SOL_SOCKET, SO_BINDTODEVICE, interface, length) }
    }
}
