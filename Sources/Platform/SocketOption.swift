internal import Glibc
package import Wire

/// A socket option that netlab sets, with its value.
package enum SocketOption: Sendable, Equatable {
    /// TCP_NODELAY: Nagle's algorithm off (RFC 1122 §4.2.3.4).
    case noDelay
    /// SO_RCVBUF in bytes; the kernel doubles it for its own bookkeeping (socket(7)).
    case receiveBuffer(Int)
    /// SO_SNDBUF in bytes; the kernel doubles it for its own bookkeeping (socket(7)).
    case sendBuffer(Int)
    /// SO_RCVTIMEO: a recv(2) that waits longer fails with EAGAIN.
    case receiveTimeout(Duration)
    /// SO_SNDTIMEO: a send(2) that waits longer fails with EAGAIN, a connect(2) with EINPROGRESS.
    case sendTimeout(Duration)
    /// SO_LINGER with a time of 0: close(2) resets the connection, and drops what the client has not acknowledged.
    case resetOnClose
    /// SO_REUSEADDR: a port in TIME-WAIT may be listened on.
    case reuseAddress
    /// SO_REUSEPORT: other sockets of the same user may listen on the port too.
    case reusePort
    /// IP_RECVERR or IPV6_RECVERR: the kernel keeps the ICMP messages that errors come from (ip(7)).
    case errorMessages(isIPv6: Bool)
    /// SO_BROADCAST: datagrams may go to all hosts of a network.
    case broadcast
    /// SO_KEEPALIVE: an idle connection is asked whether it is still there.
    case keepAlive
    /// SO_BINDTODEVICE: packets leave by this interface alone.
    case interface(String)
    /// IP_TTL or IPV6_UNICAST_HOPS: through how many routers packets may go.
    case hopLimit(Int)
    /// The six bits of IP_TOS or IPV6_TCLASS that say how packets are to be treated (RFC 2474).
    case differentiatedServices(Int)
    /// IPV6_V6ONLY: an IPv6 wildcard leaves IPv4 alone.
    case onlyIPv6

    var name: String {
        switch self {
        case .noDelay: "TCP_NODELAY"
        case .receiveBuffer: "SO_RCVBUF"
        case .sendBuffer: "SO_SNDBUF"
        case .receiveTimeout: "SO_RCVTIMEO"
        case .sendTimeout: "SO_SNDTIMEO"
        case .resetOnClose: "SO_LINGER"
        case .reuseAddress: "SO_REUSEADDR"
        case .reusePort: "SO_REUSEPORT"
        case .onlyIPv6: "IPV6_V6ONLY"
        case .broadcast: "SO_BROADCAST"
        case .keepAlive: "SO_KEEPALIVE"
        case .interface: "SO_BINDTODEVICE"
        case .hopLimit: "IP_TTL"
        case .differentiatedServices: "IP_TOS"
        case .errorMessages(let isIPv6): isIPv6 ? "IPV6_RECVERR" : "IP_RECVERR"
        }
    }

    /// The value as a record shows it: bytes, 1 for on, or nanoseconds.
    private var recordedValue: Int64 {
        switch self {
        case .resetOnClose: 0
        case .noDelay, .reuseAddress, .reusePort, .onlyIPv6, .errorMessages, .broadcast, .keepAlive, .interface: 1
        case .hopLimit(let value): Int64(value)
        case .differentiatedServices(let value): Int64(value << 2)
        case .receiveBuffer(let bytes), .sendBuffer(let bytes): Int64(bytes)
        case .receiveTimeout(let duration), .sendTimeout(let duration): duration.nanoseconds
        }
    }

    /// setsockopt(2), recorded where a connection is watched.
    func set(on descriptor: Int32, watch: StreamSocket.Watch? = nil) throws(SystemFailure) {
        let entry = CallEntry()
        let result =
            switch self {
            case .noDelay: set(IPPROTO_TCP, TCP_NODELAY, Int32(1), on: descriptor)
            case .receiveBuffer(let bytes): set(SOL_SOCKET, SO_RCVBUF, Int32(clamping: bytes), on: descriptor)
            case .sendBuffer(let bytes): set(SOL_SOCKET, SO_SNDBUF, Int32(clamping: bytes), on: descriptor)
            case .receiveTimeout(let duration): set(SOL_SOCKET, SO_RCVTIMEO, timeval(duration), on: descriptor)
            case .sendTimeout(let duration): set(SOL_SOCKET, SO_SNDTIMEO, timeval(duration), on: descriptor)
            case .resetOnClose: set(SOL_SOCKET, SO_LINGER, linger(l_onoff: 1, l_linger: 0), on: descriptor)
            case .reuseAddress: set(SOL_SOCKET, SO_REUSEADDR, Int32(1), on: descriptor)
            case .reusePort: set(SOL_SOCKET, SO_REUSEPORT, Int32(1), on: descriptor)
            case .onlyIPv6: set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, Int32(1), on: descriptor)
            case .broadcast: set(SOL_SOCKET, SO_BROADCAST, Int32(1), on: descriptor)
            case .keepAlive: set(SOL_SOCKET, SO_KEEPALIVE, Int32(1), on: descriptor)
            case .interface(let name):
                unsafe setsockopt(descriptor, SOL_SOCKET, SO_BINDTODEVICE, name, socklen_t(name.utf8.count))
            case .hopLimit(let value):
                Self.isIPv6(descriptor)
                    ? set(Int32(IPPROTO_IPV6), IPV6_UNICAST_HOPS, Int32(value), on: descriptor)
                    : set(Int32(IPPROTO_IP), IP_TTL, Int32(value), on: descriptor)
            case .differentiatedServices(let value):
                Self.isIPv6(descriptor)
                    ? set(Int32(IPPROTO_IPV6), IPV6_TCLASS, Int32(value << 2), on: descriptor)
                    : set(Int32(IPPROTO_IP), IP_TOS, Int32(value << 2), on: descriptor)
            case .errorMessages(isIPv6: false): set(Int32(IPPROTO_IP), IP_RECVERR, Int32(1), on: descriptor)
            case .errorMessages(isIPv6: true): set(Int32(IPPROTO_IPV6), IPV6_RECVERR, Int32(1), on: descriptor)
            }
        let failure = SystemFailure("setsockopt \(name)")
        watch?.record(entry, "setsockopt", failure: result < 0 ? failure : nil) {
            .option(name: name, value: recordedValue)
        }
        guard result == 0 else { throw failure }
    }

    private static func isIPv6(_ descriptor: Int32) -> Bool {
        var domain: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &length) == 0 && domain == AF_INET6
    }

    private func set<Value>(_ level: some BinaryInteger, _ option: Int32, _ value: Value, on descriptor: Int32) -> Int32
    {
        unsafe withUnsafeBytes(of: value) {
            unsafe setsockopt(descriptor, Int32(level), option, $0.baseAddress, socklen_t($0.count))
        }
    }
}

extension SocketOption {
    /// What has the kernel keep the ICMP messages that a socket to `name` gets: of an IPv4-mapped address those of ICMP, which a
    /// socket of IPv6 is told of as well.
    package static func errorMessages(to name: SocketName) -> [SocketOption] {
        guard let address = name.internet?.address else { return [] }
        guard case .v6 = address else { return [.errorMessages(isIPv6: false)] }
        return [.errorMessages(isIPv6: true)] + (address.unmapped == nil ? [] : [.errorMessages(isIPv6: false)])
    }
}

extension timeval {
    /// `duration` in the kernel's terms: at least a microsecond, because 0 would mean for ever.
    init(_ duration: Duration) {
        let microseconds = max(1, duration.nanoseconds / 1000)
        self.init(tv_sec: Int(microseconds / 1_000_000), tv_usec: Int(microseconds % 1_000_000))
    }
}
