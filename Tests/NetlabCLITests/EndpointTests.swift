import ArgumentParser
import Platform
import Testing
import Wire

@testable import NetlabCLI

@Suite struct EndpointTests {
    @Test(
        arguments: [
            ("localhost:2000", "localhost", "2000"), ("localhost:http", "localhost", "http"), (":80", nil, "80"),
            ("*:80", nil, "80"), ("example.com", "example.com", nil), ("127.0.0.1:0", "127.0.0.1", "0"),
            ("[::1]:2000", "::1", "2000"), ("[::1]", "::1", nil), ("[fe80::1%eth0]:65535", "fe80::1%eth0", "65535"),
            ("tcp:localhost:7", "localhost", "7"), ("tcp::7", nil, "7"), ("tcp:[::1]:7", "::1", "7"),
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
            "udp:localhost:7", "unix:/tmp/a", "unix-dgram:/tmp/a",
        ]
    )
    func `what is no endpoint is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Endpoint(text) }
    }

    @Test func `without a host a server takes every address`() throws {
        let endpoint = try Endpoint(":2000")
        #expect(try endpoint.listening(family: .any).map(\.description) == ["0.0.0.0:2000", "[::]:2000"])
        #expect(try endpoint.listening(family: .ipv4).map(\.description) == ["0.0.0.0:2000"])
        #expect(try endpoint.listening(family: .ipv6).map(\.description) == ["[::]:2000"])
        #expect(try Endpoint("127.0.0.1").listening(family: .any).map(\.description) == ["127.0.0.1:0"])
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
