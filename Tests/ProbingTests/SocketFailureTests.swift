import Platform
import Probing
import SystemPackage
import Testing
import Wire

/// Whose error a failed call is: the errnos are what Linux 6 says in each case.
@Suite struct SocketFailureTests {
    private static func address(_ text: String) throws -> SocketAddress { try #require(SocketAddress(text)) }

    private static func failure(
        _ errno: Errno,
        _ message: ICMPError? = nil,
        call: String = "connect",
        to target: String = "203.0.113.7:80",
        over transport: Transport = .tcp,
        from local: String? = nil
    ) throws -> SocketFailure {
        SocketFailure(
            SystemFailure(call, errno),
            message,
            to: Target(.internet(try address(target)), transport),
            from: try local.map(address)
        )
    }

    private static func portUnreachable(from sender: String, isIPv6: Bool = false) -> ICMPError {
        ICMPError(isIPv6: isIPv6, type: isIPv6 ? 1 : 3, code: isIPv6 ? 4 : 3, sender: IPAddress(sender))
    }

    @Test(
        arguments: [
            // net/ipv4/icmp.c, icmp_err_convert: what the kernel makes of type 3; 11 and 12 are in tcp_v4_err.
            (.networkUnreachable, 3, 0), (.noRouteToHost, 3, 1), (.protocolNotAvailable, 3, 2),
            (.notSupportedOnSocket, 3, 5), (.hostIsDown, 3, 7), (Errno(rawValue: 64), 3, 8), (.noRouteToHost, 3, 13),
            (.noRouteToHost, 11, 0), (Errno(rawValue: 71), 12, 0), (.messageTooLong, 3, 4),
        ] as [(Errno, UInt8, UInt8)],
        [Transport.tcp, .udp]
    )
    func `a message of the path is unreachable, whatever errno stands for it`(
        message: (errno: Errno, type: UInt8, code: UInt8),
        transport: Transport
    ) throws {
        let router = ICMPError(isIPv6: false, type: message.type, code: message.code, sender: .v4(0xcb00_71fd))
        let failure = try Self.failure(message.errno, router, call: "recv", over: transport)
        #expect((failure.outcome, failure.cause) == (.unreachable, .networkMessage))
    }

    @Test func `only the target itself says that nobody listens, and only where TCP would not reset`() throws {
        for (sender, transport, outcome) in [
            ("203.0.113.253", .tcp, .unreachable), ("203.0.113.253", .udp, .unreachable),
            ("203.0.113.7", .tcp, .unreachable), ("203.0.113.7", .udp, .refused),
        ] as [(String, Transport, Outcome)] {
            let message = Self.portUnreachable(from: sender)
            #expect(try Self.failure(.connectionRefused, message, over: transport).outcome == outcome)
            // The same through a socket of IPv6.
            let mapped = try Self.failure(.connectionRefused, message, to: "[::ffff:203.0.113.7]:80", over: transport)
            #expect(mapped.outcome == outcome)
        }
        let six = Self.portUnreachable(from: "2001:db8::7", isIPv6: true)
        #expect(try Self.failure(.connectionRefused, six, to: "[2001:db8::7]:53", over: .udp).outcome == .refused)
        #expect(try Self.failure(.connectionRefused, six, to: "[2001:db8::8]:53", over: .udp).outcome == .unreachable)
        // 0.0.0.0 is this host.
        let loopback = Self.portUnreachable(from: "127.0.0.1")
        #expect(try Self.failure(.connectionRefused, loopback, to: "0.0.0.0:9", over: .udp).outcome == .refused)
        #expect(try Self.failure(.connectionRefused).outcome == .refused)
    }

    @Test func `a message that this host sends itself is its own`() throws {
        let message = ICMPError(isIPv6: false, type: 3, code: 1, sender: IPAddress("203.0.113.1"))
        #expect(try Self.failure(.noRouteToHost, message, from: "203.0.113.1:40000").cause == .ownMessage)
        #expect(try Self.failure(.noRouteToHost, message, from: "203.0.113.2:40000").cause == .networkMessage)
    }

    @Test(
        arguments: [
            ("connect", .addressNotAvailable, "203.0.113.7:80", .tcp, nil, .noFreePort, .systemFailure),
            // What a socket for datagrams says of the same.
            ("connect", .wouldBlock, "203.0.113.7:80", .udp, nil, .noFreePort, .systemFailure),
            ("bind", .addressInUse, "203.0.113.7:80", .tcp, "127.0.0.1:0", .noFreePort, .systemFailure),
            ("bind", .addressInUse, "203.0.113.7:80", .tcp, "127.0.0.1:9", .sourcePortTaken, .systemFailure),
            ("bind", .addressNotAvailable, "203.0.113.7:80", .tcp, "192.0.2.1:0", .sourceNotHere, .systemFailure),
            ("bind", .invalidArgument, "[2001:db8::1]:80", .tcp, "[fe80::1]:0", .interfaceMissing, .systemFailure),
            ("connect", .invalidArgument, "[fe80::1]:80", .tcp, nil, .interfaceMissing, .systemFailure),
            ("connect", .invalidArgument, "[ff02::1]:80", .udp, nil, .interfaceMissing, .systemFailure),
            ("connect", .invalidArgument, "203.0.113.7:80", .tcp, "127.0.0.1:0", .sourceIsLoopback, .systemFailure),
            ("connect", .invalidArgument, "203.0.113.7:80", .udp, nil, .blackholeRoute, .unreachable),
            ("connect", .permissionDenied, "203.0.113.7:80", .tcp, nil, .prohibitRoute, .unreachable),
            ("send", .notPermitted, "203.0.113.7:80", .udp, nil, .localFilter, .unreachable),
            ("connect", .networkUnreachable, "255.255.255.255:80", .tcp, nil, .groupAddress, .unreachable),
            ("connect", .networkUnreachable, "255.255.255.255:80", .udp, nil, .interfaceMissing, .systemFailure),
            ("connect", .networkUnreachable, "[ff02::1]:80", .tcp, nil, .groupAddress, .unreachable),
            ("socket", .tooManyOpenFiles, "203.0.113.7:80", .tcp, nil, .noDescriptor, .systemFailure),
            ("recv", .connectionReset, "203.0.113.7:80", .tcp, nil, nil, .reset),
            ("connect", .timedOut, "203.0.113.7:80", .tcp, nil, nil, .timedOut),
        ] as [(String, Errno, String, Transport, String?, SocketFailure.Cause?, Outcome)]
    )
    func `what this host lacks or forbids is its own error`(
        call: String,
        errno: Errno,
        target: String,
        transport: Transport,
        source: String?,
        cause: SocketFailure.Cause?,
        outcome: Outcome
    ) throws {
        let failure = try Self.failure(errno, call: call, to: target, over: transport, from: source)
        #expect(failure.cause == cause)
        #expect(failure.outcome == outcome)
    }

    @Test func `a path has no network to blame`() {
        let target = Target(.unix(path: "/nowhere"), .unix)
        let failure = SocketFailure(SystemFailure("connect", .noSuchFileOrDirectory), to: target)
        #expect((failure.outcome, failure.cause) == (.unreachable, nil))
    }

    @Test func `a name that servers cannot speak of is not one that does not exist`() {
        let outcomes = [-2, -3, -4, -5, -11].map { (code: Int32) in
            Outcome(LookupFailure(name: "x", call: "getaddrinfo", code: .addressInfo(code)))
        }
        // netdb.h: NONAME, AGAIN, FAIL, NODATA, SYSTEM.
        #expect(outcomes == [.nameNotFound, .nameUnavailable, .nameUnavailable, .nameNotFound, .systemFailure])
    }
}
