import ArgumentParser
import Platform
import Serving
import Testing
import Wire

@testable import NetlabCLI

@Suite struct EndpointTests {
    @Test func `faults stand behind a served endpoint, and a path keeps its commas`() throws {
        let slow = try ServedEndpoint("udp:[::1]:7,delay=50ms+-5ms,loss=12.5%")
        #expect(slow.endpoint == (try Endpoint("udp:[::1]:7")))
        var streams = Faults()
        streams.delay = Faults.Delay(.milliseconds(50), jitter: .milliseconds(5))
        var datagrams = DatagramFaults()
        datagrams.loss = 0.125
        #expect(slow.faults == EndpointFaults(streams, datagrams))
        #expect(slow.faults?.datagrams.delay == .milliseconds(50))
        let path = try ServedEndpoint("unix:/tmp/a,b=c,no-read")
        #expect(path.endpoint.place == .unix(path: "/tmp/a,b=c"))
        #expect(path.faults?.streams.isDeaf == true)
        #expect(try ServedEndpoint(":7").faults == nil)
    }

    @Test(
        arguments: [
            ("localhost:2000", "localhost", "2000"), ("localhost:http", "localhost", "http"), (":80", nil, "80"),
            ("*:80", nil, "80"), ("example.com", "example.com", nil), ("127.0.0.1:0", "127.0.0.1", "0"),
            ("[::1]:2000", "::1", "2000"), ("[::1]", "::1", nil), ("[fe80::1%eth0]:65535", "fe80::1%eth0", "65535"),
            ("tcp:localhost:7", "localhost", "7"), ("tcp::7", nil, "7"), ("tcp:[::1]:7", "::1", "7"),
            ("udp:localhost:7", "localhost", "7"), ("udp::7", nil, "7"), ("*", nil, nil), ("tcp:fd:3", "fd", "3"),
        ] as [(String, String?, String?)]
    )
    func `an endpoint is a host and a port, each of which may be missing`(
        text: String,
        host: String?,
        service: String?
    ) throws {
        let endpoint = try Endpoint(text)
        #expect(endpoint.host == host)
        #expect(endpoint.service == service)
    }

    @Test(
        arguments: [
            "::1", "::1:2000", "a:b:c", "localhost:", "[::1]:", "[::1", "[::1]2000", "localhost:65536",
            "localhost:-1x:",
            "", "udp:7", "unix:", "unix:@", "unix-dgram:@",
            "unix:@" + String(repeating: "a", count: 108), "unix-dgram:", "fd:", "fd:-1", "fd:+1", "fd:a",
            "fd:3000000000",
            "unix:/" + String(repeating: "a", count: 107),
        ]
    )
    func `what is no endpoint is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Endpoint(text) }
    }

    @Test func `a transport stands before the rest`() throws {
        #expect(try Endpoint("localhost:7").namedTransport == nil)
        #expect(try Endpoint("localhost:7").transport == .tcp)
        #expect(try Endpoint("tcp:localhost:7").namedTransport == .tcp)
        #expect(try Endpoint("udp:localhost:7").transport == .udp)
    }

    @Test func `a path or a descriptor is a place too`() throws {
        #expect(try Endpoint("unix:/tmp/a b:c").place == .unix(path: "/tmp/a b:c"))
        #expect(try Endpoint("unix:/tmp/a").transport == .unix)
        #expect(try Endpoint("unix-dgram:a").place == .unix(path: "a"))
        let longest = "@" + String(repeating: "a", count: 107)
        #expect(try Endpoint("unix:" + longest).place == .unix(path: longest))
        #expect(try Endpoint("unix-dgram:a").transport == .unixDatagram)
        #expect(try Endpoint("fd:3").place == .descriptor(3))
        #expect(try Endpoint("unix:/tmp/a").listening(family: .any) == .unix(path: "/tmp/a", .unix))
        #expect(try Endpoint("fd:3").listening(family: .any) == .inherited(3))
    }

    @Test(arguments: ["udp:localhost:7", "unix:/tmp/a", "fd:3"])
    func `a client goes to TCP only`(text: String) throws {
        let endpoint = try Endpoint(text)
        let failure = #expect(throws: CommandFailure.self) { try endpoint.targets(family: .any) }
        #expect(failure?.status == .usage)
    }

    private static func listening(_ text: String, _ family: NameService.Family = .any, port: UInt16 = 0) throws
        -> [String]
    {
        guard case .internet(let addresses, _, _) = try Endpoint(text).listening(family: family, port: port) else {
            return []
        }
        return addresses.map(\.description)
    }

    @Test(arguments: [":2000", "*:2000"])
    func `without a host a server takes every address`(text: String) throws {
        #expect(try Self.listening(text) == ["0.0.0.0:2000", "[::]:2000"])
        #expect(try Self.listening(text, .ipv4) == ["0.0.0.0:2000"])
        #expect(try Self.listening(text, .ipv6) == ["[::]:2000"])
    }

    @Test func `without a port a server takes the service's own`() throws {
        #expect(try Self.listening("127.0.0.1") == ["127.0.0.1:0"])
        #expect(try Self.listening("127.0.0.1", port: 7) == ["127.0.0.1:7"])
        #expect(try Self.listening("127.0.0.1:0", port: 7) == ["127.0.0.1:0"])
    }

    @Test func `without a port a client has nowhere to go`() throws {
        let endpoint = try Endpoint("127.0.0.1")
        let failure = #expect(throws: CommandFailure.self) { try endpoint.targets(family: .any) }
        #expect(failure?.status == .usage)
        #expect(try Endpoint("127.0.0.1:7").targets(family: .any).map(\.description) == ["127.0.0.1:7"])
    }

    @Test func `a host that does not resolve has a status of its own`() throws {
        let endpoint = try Endpoint("a b:7")
        let failure = #expect(throws: CommandFailure.self) { try endpoint.targets(family: .any) }
        #expect([NetlabCLI.ExitStatus.noHost, .timedOut].contains(failure?.status))
    }
}
