import Rendering
import Streams
import TestSupport
import Testing
import Wire

@testable import NetlabCLI

/// What a capture says, in text and JSON, of how connections were opened, refused and reset.
@Suite struct ConnectionTests {
    private typealias End = BuiltCapture.End

    private static let ends4 = (BuiltCapture.client4, BuiltCapture.server4)

    private static func ends(isIPv6: Bool) -> (client: End, server: End, router: IPAddress) {
        isIPv6
            ? (BuiltCapture.client6, BuiltCapture.server6, BuiltCapture.address6(1))
            : (BuiltCapture.client4, BuiltCapture.server4, .v4(0x0af0_0001))
    }

    // MARK: Attempts

    @Test func `SYNs that nothing answers are counted over their time`() throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        for time in [0, 1_020, 3_070, 7_200, 15_400, 31_500, 64_100.0] {
            capture.send(time, from: client, to: server, .syn, at: 0)
        }
        let lines = try capture.list()
        #expect(lines[1].hasSuffix("64.100 s  unanswered"))
        #expect(lines[2] == "     7 SYNs in 64.100 s, not answered")
        let stream = try #require(capture.json().first)
        #expect(stream.failedAttempt == .string("unanswered"))
        #expect(stream.close == .string("notOpened"))
        #expect(stream.clientToServer?.retransmittedSyns == .integer(6))
        #expect(stream.reset == .null)
    }

    @Test func `a handshake that was never completed says how often the SYN+ACK was sent`() throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.send(0, from: client, to: server, .syn, at: 0)
        for time in [1, 1_001, 3_001.0] { capture.send(time, from: server, to: client, [.syn, .ack], at: 0) }
        let lines = try capture.list()
        #expect(lines[1].hasSuffix("half-open"))
        #expect(lines[2] == "     answered by SYN+ACK and never completed (SYN+ACK sent 3 times in 3.001 s)")
        let stream = try #require(capture.json().first)
        #expect(stream.failedAttempt == .string("neverCompleted"))
        #expect(stream.serverToClient?.retransmittedSyns == .integer(2))
    }

    @Test func `a refusal by RST says so, and JSON who sent it`() throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.send(0, from: client, to: server, .syn, at: 0)
        capture.send(2.5, from: server, to: client, [.rst, .ack], at: 0)
        #expect(try capture.list()[2] == "     refused by RST after 2.50 ms")
        let stream = try #require(capture.json().first)
        #expect(stream.failedAttempt == .string("refusedByReset"))
        #expect(stream.close == .string("reset"))
        #expect(stream.reset?.sender == .string("server"))
        #expect(stream.reset?.stage == .string("syn"))
        #expect(stream.serverToClient?.resets == .integer(1))
    }

    @Test(
        arguments: [
            (false, 3, 1, "host unreachable"), (false, 3, 13, "administratively prohibited"),
            (false, 3, 3, "port unreachable"), (true, 1, 4, "port unreachable"),
            (true, 1, 1, "administratively prohibited"),
        ] as [(Bool, UInt8, UInt8, String)]
    )
    func `a refusal by ICMP says which message, whose, and in which packets`(
        isIPv6: Bool,
        type: UInt8,
        code: UInt8,
        message: String
    ) throws {
        var capture = BuiltCapture()
        let (client, server, router) = Self.ends(isIPv6: isIPv6)
        for start in [0, 1_000.0] {
            capture.send(start, from: client, to: server, .syn, at: 0)
            capture.refuse(start + 1, type: type, code: code, router: router, about: client, to: server)
        }
        let line =
            "     refused by ICMP (2 SYNs in 1.000 s), \(router) answered ICMP \(message) to 2 packets of the client"
        #expect(try capture.list()[2] == line + " (in packets 2, 4)")
        let stream = try #require(capture.json().first)
        #expect(stream.failedAttempt == .string("refusedByIcmp"))
        let error = try #require(stream.icmpErrors?.array?.first)
        #expect(error.message == .string(message))
        #expect((error.type, error.code) == (.integer(Int(type)), .integer(Int(code))))
        #expect(error.sender == .string("\(router)"))
        #expect(error.about == .string("clientToServer"))
        #expect(error.count == .integer(2))
        #expect(error.packets == .array([.integer(2), .integer(4)]))
        #expect(error.mtuBytes == .null)
    }

    @Test func `a connection whose SYN had to be sent again says how often`() throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.send(0, from: client, to: server, .syn, at: 0)
        capture.send(1_000, from: client, to: server, .syn, at: 0)
        capture.handshake(client, server, at: 3_000)
        #expect(try capture.list()[2].hasPrefix("     SYN sent 3 times"))
        #expect(try #require(capture.json().first).failedAttempt == .null)
    }

    // MARK: Floods

    @Test(arguments: [false, true])
    func `a flood is a line, and JSON has its streams`(isIPv6: Bool) throws {
        var capture = BuiltCapture(keeping: .few(1))
        let server = Self.ends(isIPv6: isIPv6).server
        for number in 1...24 {
            let address = isIPv6 ? BuiltCapture.address6(UInt64(number) << 16) : .v4(0xcb00_7100 + UInt32(number))
            let client = End(address: address, port: UInt16(1_024 + number), sequence: UInt32(number))
            capture.send(Double(number), from: client, to: server, .syn, at: 0)
            capture.send(Double(number) + 0.1, from: server, to: client, [.syn, .ack], at: 0)
        }
        let name = isIPv6 ? "[2001:db8::14]:80" : "198.51.100.20:80"
        #expect(
            try capture.list().first
                == "  24 handshakes from 24 addresses to \(name) were answered by SYN+ACK and never completed"
                + " (48 packets in 23.10 ms)"
        )
        #expect(try capture.list().count == 2)
        #expect(try capture.list(showsAll: true).count == 1 + 2 * 24)
        #expect(try capture.json().map(\.failedAttempt) == [JSON?](repeating: .string("neverCompleted"), count: 24))
    }

    @Test func `many that ICMP refused are a line with its messages`() throws {
        var capture = BuiltCapture(keeping: .few(1))
        let (client, server, router) = Self.ends(isIPv6: false)
        for number in 1...10 as ClosedRange<UInt16> {
            let end = End(address: server.address, port: 100 + number, sequence: 5)
            capture.send(Double(number), from: client, to: end, .syn, at: 0)
            capture.refuse(Double(number), type: 3, code: number < 9 ? 1 : 3, router: router, about: client, to: end)
        }
        #expect(
            try capture.list().first
                == "  10 handshakes from 192.0.2.10 to 10 ports of 198.51.100.20 were refused by ICMP host unreachable"
                + " and port unreachable (10 packets in 9.00 ms)"
        )
    }

    @Test func `what is no part of a flood has its row below it`() throws {
        var capture = BuiltCapture(keeping: .few(1))
        let (client, server) = Self.ends4
        for port in 1...10 as ClosedRange<UInt16> {
            let closed = End(address: server.address, port: port, sequence: 5)
            capture.send(Double(port), from: client, to: closed, .syn, at: 0)
            capture.send(Double(port), from: closed, to: client, [.rst, .ack], at: 0)
        }
        capture.handshake(client, server, at: 100)
        let lines = try capture.list()
        #expect(
            lines.first
                == "  10 handshakes from 192.0.2.10 to 10 ports of 198.51.100.20 were refused by RST (20 packets in 9.00 ms)"
        )
        #expect(lines.count == 5)
        #expect(lines.last?.contains("192.0.2.10:40000") == true)
    }

    // MARK: Resets

    @Test(arguments: Direction.allCases)
    func `who reset is said, after what and after how long`(sender: Direction) throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.handshake(client, server)
        capture.send(30, from: client, to: server, [.psh, .ack], bytes: 100)
        capture.send(50, from: server, to: client, .ack, acknowledging: 101)
        let (source, other) = sender == .clientToServer ? (client, server) : (server, client)
        capture.send(30_050, from: source, to: other, .rst, at: sender == .clientToServer ? 101 : 1)
        let name = sender == .clientToServer ? "client" : "server"
        let text = "reset by the \(name) after 30.050 s, with 100 bytes from the client and 0 from the server,"
        #expect(try capture.list()[2] == "     \(text) 30.000 s after the packet before")
        #expect(try capture.drawing(\.lanes).contains(text))
        #expect(try capture.drawing(\.ladder).contains(text))
        let reset = try #require(capture.json().first?.reset)
        #expect(reset.sender == .string(name))
        #expect(reset.packet == .integer(6))
        #expect(reset.elapsedNanoseconds == .integer(30_050_000_000))
        #expect(reset.silenceNanoseconds == .integer(30_000_000_000))
        #expect(reset.stage == .string("established"))
        #expect((reset.clientBytes, reset.serverBytes) == (.integer(100), .integer(0)))
        #expect(reset.unacknowledgedBytes == .integer(0))
    }

    @Test func `a RST behind a FIN with bytes that nobody acknowledged says so`() throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.handshake(client, server)
        capture.send(30, from: client, to: server, [.psh, .ack], bytes: 100)
        capture.send(31, from: client, to: server, [.fin, .ack], at: 101)
        capture.send(32, from: server, to: client, .rst)
        let text =
            "after the client's FIN, with 100 bytes from the client and 0 from the server, 100 of the client's not"
        #expect(try capture.list()[2].contains(text))
    }

    // MARK: ICMP

    @Test(arguments: [false, true])
    func `a packet that was too large for the path is told with the MTU`(isIPv6: Bool) throws {
        var capture = BuiltCapture()
        let (client, server, router) = Self.ends(isIPv6: isIPv6)
        capture.handshake(client, server)
        for time in [30, 230, 830.0] {
            capture.send(time, from: server, to: client, .ack, bytes: 1_440)
            capture.refuse(
                time + 1,
                type: isIPv6 ? 2 : 3,
                code: isIPv6 ? 0 : 4,
                field: 1_280,
                router: router,
                about: server,
                to: client,
                at: 1
            )
        }
        let name = isIPv6 ? "packet too big" : "need to frag"
        let text =
            "\(router) answered ICMP \(name) (mtu 1280) to 3 packets of the server (in packets 5, 7, 9), 2 segments sent again"
        #expect(try capture.list()[2].contains(text))
        #expect(try capture.drawing(\.lanes).contains(text))
        let error = try #require(capture.json().first?.icmpErrors?.array?.first)
        #expect(error.message == .string(name))
        #expect(error.mtuBytes == .integer(1_280))
        #expect(error.about == .string("serverToClient"))
        #expect(error.count == .integer(3))
    }

    // MARK: Time

    /// A request of 33 bytes at `request`, its ACK at `acknowledged` and an answer of 1,406 bytes at `answer`.
    private static func exchange(
        handshake: Double = 20,
        request: Double,
        acknowledged: Double,
        answer: Double
    ) -> BuiltCapture {
        var capture = BuiltCapture()
        let (client, server) = ends4
        capture.handshake(client, server, answer: handshake)
        capture.send(request, from: client, to: server, [.psh, .ack], bytes: 33)
        capture.send(acknowledged, from: server, to: client, .ack, acknowledging: 34)
        capture.send(answer, from: server, to: client, [.psh, .ack], acknowledging: 34, bytes: 1_406)
        return capture
    }

    @Test func `a slow path, a slow client and a slow server are told apart`() throws {
        let path = Self.exchange(handshake: 900, request: 900.3, acknowledged: 1_800.3, answer: 1_820.3)
        let client = Self.exchange(request: 1_370.1, acknowledged: 1_390.1, answer: 1_410.1)
        let server = Self.exchange(request: 20.3, acknowledged: 40.3, answer: 1_040.3)
        let sentences = [
            "The handshake took 900.10 ms, and the client's first bytes were acknowledged after 900.00 ms.",
            "The client waited 1.350 s after the handshake before it sent its first bytes.",
            "The server answered 1.020 s after the client's first bytes, 1.000 s after it had acknowledged them.",
        ]
        for (index, capture) in [path, client, server].enumerated() {
            let text = try capture.drawing(\.lanes)
            #expect(sentences.map(text.contains) == [0, 1, 2].map { $0 == index })
            #expect(!text.contains(" 0 ns"))
        }
        let members = try [path, client, server].map { try #require($0.json().first) }
        #expect(members.map(\.handshakeNanoseconds?.integer) == [900_100_000, 20_100_000, 20_100_000])
        #expect(members.map(\.requestNanoseconds?.integer) == [200_000, 1_350_000_000, 200_000])
        #expect(members.map(\.answerNanoseconds?.integer) == [920_000_000, 40_000_000, 1_020_000_000])
        #expect(members.map(\.acknowledgmentNanoseconds?.integer) == [900_000_000, 20_000_000, 20_000_000])
        #expect(members.map(\.firstSender) == [JSON?](repeating: .string("client"), count: 3))
    }

    @Test func `a quick exchange has no sentence on its times`() throws {
        let text = try Self.exchange(request: 20.3, acknowledged: 40.3, answer: 60).drawing(\.lanes)
        for word in ["handshake", "waited", "answered", "acknowledged"] { #expect(!text.contains(word)) }
    }

    @Test func `a closed window is told with its time, at the end that closed it`() throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.handshake(client, server, answer: 1)
        capture.send(10, from: client, to: server, [.psh, .ack], bytes: 500)
        capture.send(11, from: server, to: client, .ack, acknowledging: 501, window: 0)
        capture.send(20_011, from: server, to: client, .ack, acknowledging: 501, window: 2_920)
        capture.send(20_020, from: client, to: server, [.psh, .ack], at: 501, bytes: 100)
        let text = "window closed by the server for 20.000 s of 20.020 s (1 packet)"
        #expect(try capture.list()[2].contains(text))
        #expect(try capture.drawing(\.lanes).contains(text))
        let stream = try #require(capture.json().first)
        #expect(stream.serverToClient?.zeroWindowNanoseconds == .integer(20_000_000_000))
        #expect(stream.clientToServer?.zeroWindowNanoseconds == .integer(0))
    }

    @Test func `of packets without times no time is told`() throws {
        var capture = BuiltCapture()
        capture.isTimed = false
        let (client, server) = Self.ends4
        capture.handshake(client, server)
        capture.send(30, from: client, to: server, [.psh, .ack], bytes: 100)
        capture.send(40, from: server, to: client, .ack, acknowledging: 101, window: 0)
        capture.send(50, from: server, to: client, .ack, acknowledging: 101)
        capture.send(60, from: server, to: client, [.psh, .ack], acknowledging: 101, bytes: 50)
        capture.send(70, from: server, to: client, .rst, at: 51)
        let text =
            "reset by the server, with 100 bytes from the client and 50 from the server, window closed by the server"
        #expect(try capture.list()[2] == "     \(text) in 1 packet")
        let stream = try #require(capture.json().first)
        #expect(stream.reset?.sender == .string("server"))
        #expect((stream.reset?.elapsedNanoseconds, stream.reset?.silenceNanoseconds) == (.null, .null))
        #expect(stream.serverToClient?.zeroWindowNanoseconds == .null)
        #expect(stream.firstSender == .string("client"))
        for time in [stream.handshakeNanoseconds, stream.requestNanoseconds, stream.answerNanoseconds] {
            #expect(time == .null)
        }
        var refused = BuiltCapture()
        refused.isTimed = false
        for _ in 0..<2 { refused.send(0, from: client, to: server, .syn, at: 0) }
        #expect(try refused.list()[2] == "     2 SYNs, not answered")
    }

    // MARK: Drawings

    @Test func `packets that are apart have a row each in the ladder`() throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.handshake(client, server)
        for time in [30, 236, 836, 2_036, 4_436, 9_241.0] {
            capture.send(time, from: client, to: server, [.psh, .ack], bytes: 648)
        }
        for time in [206_000, 806_000, 2_006_000, 4_406_000, 9_211_000] {
            let row = "\(Quantity.grouped(time)) 648 retransmission"
            #expect(try capture.drawing(\.ladder).contains(row), "\(row)")
        }
    }

    @Test func `packets of a burst share a row`() throws {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.handshake(client, server)
        for number in 0..<4 as Range<UInt32> {
            capture.send(30 + Double(number), from: client, to: server, .ack, at: 1 + number * 100, bytes: 100)
        }
        #expect(try capture.drawing(\.ladder).contains("4 segments, 400 ─"))
        for number in 4..<9 as Range<UInt32> {
            let time = 50 + Double(number) * 5
            capture.send(time, from: client, to: server, .ack, at: 1 + number * 100, bytes: 100)
        }
        #expect(try capture.drawing(\.ladder).contains("5 segments, 500 in 20.00 ms ─"))
    }

    @Test
    func `a short segment that left with a late ACK is named in lanes, ladder and JSON, with its cause as a guess`()
        throws
    {
        var capture = BuiltCapture()
        let (client, server) = Self.ends4
        capture.handshake(client, server, answer: 1)
        capture.send(10, from: client, to: server, [.psh, .ack], bytes: 500)
        capture.send(51, from: server, to: client, .ack, acknowledging: 501)
        capture.send(51.1, from: client, to: server, [.psh, .ack], at: 501, bytes: 40)
        capture.send(52, from: server, to: client, .ack, acknowledging: 541, bytes: 1_000)
        // 41 ms after the segment that it acknowledges, and the shortest round trip took 0.9 ms.
        let text =
            "1 of 2 segments of the client (packet 6) was held until the server's acknowledgment, which came 40.10 ms late;"
            + " consistent with Nagle's algorithm and delayed ACKs."
        for direction in Direction.allCases {
            #expect(try capture.drawing(\.lanes, direction).contains(text))
            let ladder = try capture.drawing(\.ladder, direction)
            #expect(ladder.contains(text))
            #expect(ladder.contains("40 held for the ACK, 40.10 ms late"))
        }
        let item = try #require(capture.json().first?.clientToServer?.segmentItems?.array?.last)
        let reason = try #require(item.reasons?.array?.last)
        #expect(reason.kind == .string("late-ack"))
        #expect(reason.acknowledgedBy == .integer(5))
        #expect(reason.lateNanoseconds == .integer(40_100_000))
    }
}
