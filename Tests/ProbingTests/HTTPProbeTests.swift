import Testing
import Wire

@testable import Probing

/// Requests of HTTP and the answers to them, without a connection.
@Suite struct HTTPProbeTests {
    private static func talk(_ exchange: HTTPExchange = HTTPExchange(), _ url: String = "a.example:8080/x?y") throws
        -> Talk
    {
        let target = Target(
            .internet(SocketAddress(address: .loopback4, port: 8080)),
            .tcp,
            try HTTPLocation(url)
        )
        var talk = try Talk(.http(exchange), .tcp, to: target)
        talk.ask()
        return talk
    }

    @Test func `a request names the host and the path, and asks for the connection's end`() throws {
        #expect(
            try Self.talk().said == "GET /x?y HTTP/1.1\r\nHost: a.example:8080\r\nUser-Agent: netlab\r\nAccept: */*\r\n"
                + "Connection: close\r\n\r\n"
        )
    }

    @Test func `a field that is given takes the place of one that is sent anyway`() throws {
        var exchange = HTTPExchange()
        exchange.method = "POST"
        exchange.body = Array("abc".utf8)
        exchange.headers = [HTTPRequest.Field(name: "host", value: Array("b".utf8))]
        let said = try Self.talk(exchange).said
        #expect(said.hasPrefix("POST /x?y HTTP/1.1\r\nUser-Agent"))
        #expect(said.contains("\r\nhost: b\r\n"))
        #expect(said.hasSuffix("\r\nContent-Length: 3\r\nhost: b\r\n\r\nabc"))
    }

    @Test func `what is for one server only does not go to another`() throws {
        var exchange = HTTPExchange()
        exchange.headers = ["Authorization", "COOKIE", "X"].map { HTTPRequest.Field(name: $0, value: [65]) }
        exchange.trusted = ["b.example"]
        let said = try Self.talk(exchange).said
        #expect(!said.contains("Authorization") && !said.contains("COOKIE") && said.contains("X: A"))
        exchange.trusted = ["a.example:8080"]
        #expect(try Self.talk(exchange).said.contains("Authorization: A"))
    }

    @Test func `an answer tells its status, its sizes and where it leads`() throws {
        var talk = try Self.talk()
        talk.receive("HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 3\r\n\r\nab")
        #expect(talk.answers.isEmpty)
        #expect(talk.conversation.progress.last == .sizes(headerBytes: 55, bodyBytes: 2))
        talk.receive("c")
        #expect(talk.outcomes == [.replied])
        #expect(
            talk.facts == [
                .status(302, reason: Array("Found".utf8)), .message(minorVersion: 1, contentLength: 3),
                .sizes(headerBytes: 55, bodyBytes: 3),
                .redirect(Array("/y".utf8)),
            ]
        )
    }

    @Test(arguments: [(404, Outcome.replied), (404, .altered), (302, .altered), (302, .replied)])
    func `any status is an answer, unless another is expected`(status: Int, outcome: Outcome) throws {
        var exchange = HTTPExchange()
        if outcome == .altered || status == 302 { exchange.expected = [200] }
        exchange.follows = status == 302 && outcome == .replied
        var talk = try Self.talk(exchange)
        talk.receive("HTTP/1.1 \(status) x\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n")
        #expect(talk.outcomes == [outcome])
    }

    @Test(
        arguments: [
            ("sta.us: ok", nil, Outcome.replied), ("^down", nil, .altered), ("ok$", "down", .replied),
            (nil, "ok", .altered),
            ("(?m)^status", nil, .replied),
        ] as [(String?, String?, Outcome)]
    )
    func `a body is held against what it has to match and what it must not`(
        expected: String?,
        refused: String?,
        outcome: Outcome
    ) throws {
        var exchange = HTTPExchange()
        exchange.expectedBody = try expected.map { try LinePattern($0) }
        exchange.refusedBody = try refused.map { try LinePattern($0) }
        var talk = try Self.talk(exchange)
        talk.receive("HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nall here\n\r\n")
        talk.receive("a\r\nstatus: ok\r\n0\r\n\r\n")
        #expect(talk.outcomes == [outcome])
        #expect(talk.facts.contains { if case .breach = $0 { true } else { false } } == (outcome == .altered))
    }

    @Test func `what is no answer is unexpected, and half of one is none yet`() throws {
        var talk = try Self.talk()
        talk.receive("SSH-2.0-x\r\n")
        #expect(talk.outcomes == [.unexpected])
        talk = try Self.talk()
        talk.receive("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab")
        talk.end()
        #expect(talk.answers.isEmpty)
        talk = try Self.talk()
        talk.receive("HTTP/1.0 200 OK\r\n\r\nab")
        talk.end()
        #expect(talk.outcomes == [.replied])
    }

    // MARK: Datagrams

    @Test func `a port 53 is asked of the DNS, a port 123 of NTP, and others nothing`() throws {
        func payload(_ port: UInt16, _ chosen: DatagramPayload = .suited) throws -> [UInt8] {
            let target = Target(.internet(SocketAddress(address: .loopback4, port: port)), .udp)
            var talk = try Talk(.udp(chosen), .udp, to: target)
            talk.ask()
            return Array(talk.sent.joined())
        }
        // The root's name servers, recursion desired (RFC 1035 section 4.1).
        #expect(try payload(53).dropFirst(2) == [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1])
        #expect(try payload(123).count == 48)
        #expect(try payload(123).first == 0xe3)
        #expect(try payload(9) == [])
        #expect(try payload(53, .bytes([7])) == [7])
        #expect(try payload(9, .ntp).count == 48)
        #expect(Probe.udp(.dns).wellKnownPort == 53)
        #expect(Probe.udp().silence(.udp) == .silent)
    }

    @Test func `whatever comes back is a reply, an empty datagram too`() throws {
        for bytes in [[], [0, 255], Array("pong".utf8)] as [[UInt8]] {
            var talk = try Talk(.udp(), .udp)
            talk.ask()
            talk.receive(bytes)
            #expect(talk.outcomes == [.replied])
            #expect(talk.facts == [.text(bytes)])
        }
    }
}
