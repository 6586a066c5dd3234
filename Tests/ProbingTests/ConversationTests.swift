import Platform
import Testing
import Wire

@testable import Probing

/// Each kind of probe as bytes in and verdicts out, without a connection.
@Suite struct ConversationTests {
    private static let noon = Talk.noon

    // MARK: Echo

    @Test(arguments: [1, 3, 64, 1_000]) func `a stream's echo is whole however it is cut`(cut: Int) throws {
        var talk = try Talk(.echo())
        talk.ask(1)
        talk.ask(2)
        let all = Array(talk.sent.joined())
        #expect(all.count == 128)
        for start in stride(from: 0, to: all.count, by: cut) {
            talk.receive(Array(all[start..<min(all.count, start + cut)]))
        }
        #expect(talk.numbers == [1, 2])
        #expect(talk.outcomes == [.replied, .replied])
    }

    @Test func `a byte that differs is named by its place`() throws {
        var talk = try Talk(.echo())
        talk.ask()
        var answer = talk.sent[0]
        answer[40] ^= 1
        talk.receive(answer)
        #expect(talk.outcomes == [.altered])
        #expect(talk.facts == [.departure(offset: 40)])
    }

    @Test func `an unverified answer only has to be long enough`() throws {
        var request = EchoRequest()
        request.verifies = false
        var talk = try Talk(.echo(request))
        talk.ask()
        talk.receive([UInt8](repeating: 0, count: 64))
        #expect(talk.outcomes == [.replied])
    }

    @Test func `datagrams tell which request they answer, in whatever order and how often`() throws {
        var talk = try Talk(.echo(), .udp)
        for number in 1...3 { talk.ask(number) }
        let sent = talk.sent
        for index in [2, 0, 0, 1] { talk.receive(sent[index]) }
        #expect(talk.numbers == [3, 1, 1, 2])
        #expect(talk.outcomes == [.replied, .replied, .replied, .replied])
        talk.receive(Array(sent[1].prefix(20)))
        #expect(talk.numbers.last == 2)
        #expect(talk.outcomes.last == .altered)
        #expect(talk.facts == [.departure(offset: 20)])
    }

    @Test func `a datagram of another run, or of none, answers the oldest`() throws {
        var talk = try Talk(.echo(), .udp)
        talk.ask(1)
        talk.ask(2)
        talk.receive([UInt8](repeating: 0xFF, count: 64))
        talk.receive([])
        #expect(talk.numbers == [1, 2])
        #expect(talk.outcomes == [.altered, .altered])
    }

    @Test func `a message is sent as it is, and an empty request is a datagram too`() throws {
        var request = EchoRequest()
        request.message = Array("spam".utf8)
        var talk = try Talk(.echo(request))
        talk.ask()
        #expect(talk.sent == [Array("spam".utf8)])
        request = EchoRequest()
        request.size = 0
        talk = try Talk(.echo(request), .udp)
        talk.ask()
        talk.receive([])
        #expect(talk.outcomes == [.replied])
    }

    // MARK: Clocks

    @Test func `RFC 868's four bytes are a time with half a second and half the round trip of doubt`() throws {
        var talk = try Talk(.time)
        talk.ask()
        // RFC 868: 2,208,988,800 is 1970; the answer began to come 10 ms later.
        let value = UInt32(1_795_216_814 + 2_208_988_800)
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
        talk.receive(Array(bytes.prefix(1)), at: Self.noon + 10_000_000)
        #expect(talk.answers.isEmpty)
        talk.receive(Array(bytes.dropFirst()), at: Self.noon + 20_000_000)
        // Between 3.25 - 1 + ... : the peer was 2.74 s ahead at least and 3.75 s at most.
        #expect(talk.facts == [.clockOffset(nanoseconds: 3_245_000_000, uncertaintyNanoseconds: 505_000_000)])
        talk = try Talk(.time)
        talk.ask()
        talk.receive(bytes + [0])
        #expect(talk.outcomes == [.unexpected])
    }

    @Test func `a day's time is whole when the server closes, a datagram's at once`() throws {
        var talk = try Talk(.daytime)
        talk.ask()
        talk.receive("half past")
        talk.receive(" nine\r\n")
        #expect(talk.answers.isEmpty)
        talk.end()
        #expect(talk.facts == [.text(Array("half past nine".utf8))])
        talk = try Talk(.daytime, .udp)
        talk.ask()
        talk.receive(Clock.calendarText(at: Self.noon) + "\r\n")
        #expect(talk.outcomes == [.replied])
        #expect(talk.facts.last == .clockOffset(nanoseconds: 250_000_000, uncertaintyNanoseconds: 500_000_000))
        talk = try Talk(.daytime)
        talk.ask()
        talk.end()
        #expect(talk.answers.isEmpty)
    }

    @Test(arguments: [
        "%", "%\r\n", "%\nHave a nice day!", "Welcome\r\n%\r\nBye\r\n", "It is %.", "[%] hello\n", "%\0",
        "Hora:\t%\n\r",
        "The 3 Nov days 1 2 %",
    ])
    func `the time is found wherever it stands in what a server says`(form: String) throws {
        let now = Clock.calendarText(at: Self.noon)
        var talk = try Talk(.daytime)
        talk.ask()
        talk.receive(form.replacing("%", with: now))
        talk.end()
        #expect(talk.facts.last == .clockOffset(nanoseconds: 250_000_000, uncertaintyNanoseconds: 500_000_000))
    }

    @Test(arguments: [
        "Thu Nov 20 23:20:11 2026", "Sun Feb 29 00:00:00 2032", "Thu Nov  5 03:02:01 2026",
    ])
    func `a calendar's text is read as it was written`(text: String) throws {
        let time = try #require(Clock.time(calendarText: text))
        #expect(Clock.calendarText(at: time).dropFirst(4) == text.dropFirst(4))
    }

    @Test(arguments: [
        "", "Thu Nov 20 23:20:11", "Thu Nov 31 23:20:11 2026", "Thu Nov 20 23:60:11 2026", "Thu Foo 20 23:20:11 2026",
        "Thu Nov 20 23:20 2026", "Thu Nov 20 a:b:c 2026", "Thu Nov 20 23:20:11 99999999999",
    ])
    func `what is no calendar's text is no time`(text: String) {
        #expect(Clock.time(calendarText: text) == nil)
    }

    @Test(arguments: ["\n", "\r\n", ""]) func `a timestamp's answer is its message behind brackets`(end: String) throws
    {
        var talk = try Talk(.timestamp())
        let stamp = "[\(Clock.calendarText(at: Self.noon))] "
        for number in 1...12 { talk.ask(number) }
        #expect(talk.sent[11] == Array("netlab 12\n".utf8))
        for number in 1...12 { talk.receive(stamp + "netlab \(number)" + end) }
        #expect(talk.numbers == Array(1...12))
        #expect(talk.outcomes.allSatisfy { $0 == .replied })
        #expect(talk.facts.first == .text(Array((stamp + "netlab 12").utf8)))
    }

    @Test(arguments: [Transport.tcp, .udp]) func `an answer to another question is altered`(transport: Transport) throws
    {
        for answer in ["spam\n", "[now] spam\n", "[now netlab 1\n", "x[now] netlab 1\n", "[now] y netlab 1\n"] {
            var talk = try Talk(.timestamp(), transport)
            talk.ask()
            talk.receive(answer)
            #expect(talk.outcomes == [.altered], "\(answer)")
        }
    }

    // MARK: Streams of bytes

    @Test func `what is to be discarded leaves in portions, and the end is the answer`() throws {
        var talk = try Talk(.discard(size: 200_000))
        talk.ask()
        while talk.last.hasMore {
            var moves = Moves(at: Self.noon)
            talk.conversation.resume(&moves)
            talk.sent.append(moves.bytes)
            talk.last = moves
        }
        #expect(talk.sent.map(\.count) == [65_536, 65_536, 65_536, 3_392])
        #expect(talk.last.shutsDown)
        talk.end()
        #expect(talk.outcomes == [.replied])
        talk = try Talk(.discard())
        talk.ask()
        talk.receive("?")
        #expect(talk.outcomes == [.unexpected])
    }

    /// The first two lines of RFC 864's example pattern begin with `!` and `"`; servers begin elsewhere too.
    @Test(arguments: [0, 1, 50, 94], [1, 7, 74, 10_000])
    func `the pattern of generated characters is known wherever it begins`(line: Int, cut: Int) throws {
        let lines = (0..<200).flatMap { CharacterGenerator.line(line + $0) }
        var talk = try Talk(.chargen(size: 10_000))
        talk.ask()
        for start in stride(from: 0, to: 10_000, by: cut) {
            talk.receive(Array(lines[start..<min(lines.count, start + cut)]))
        }
        #expect(talk.outcomes == [.replied])
        talk = try Talk(.chargen(size: 10_000))
        talk.ask()
        var broken = lines
        broken[777] ^= 1
        talk.receive(broken)
        #expect(talk.outcomes == [.altered])
        #expect(talk.facts.last == .departure(offset: 777))
    }

    @Test func `every kind outlives garbage`() throws {
        var generator = SystemRandomNumberGenerator()
        for probe in Probe.all where probe.converse != nil {
            for transport in probe.transports {
                for _ in 0..<50 {
                    var talk = try Talk(probe, transport)
                    talk.ask()
                    for _ in 0..<4 {
                        let count = Int.random(in: (transport.isStream ? 1 : 0)...200, using: &generator)
                        talk.receive((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
                    }
                    talk.pause()
                    talk.end()
                    #expect(
                        talk.outcomes.first != .replied
                            || ["chargen", "daytime", "time", "udp", "banner"].contains(probe.name)
                    )
                }
            }
        }
    }
}
