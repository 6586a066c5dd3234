import Platform
import Serving
import Testing
import Wire

/// Services of RFC 862 to 868, and timestamps.
@Suite struct ClassicServiceTests {
    @Test func `time is four bytes that begin again in 2036`() {
        #expect(Talk(.time, at: "1970-01-01T00:00:00Z").greeting == [0x83, 0xaa, 0x7e, 0x80])
        // RFC 868 has 2,629,584,000 for this one.
        #expect(Talk(.time, at: "1983-05-01T00:00:00Z").greeting == [0x9c, 0xbc, 0x44, 0x80])
        #expect(Talk(.time, at: "2036-02-07T06:28:15Z").greeting == [0xff, 0xff, 0xff, 0xff])
        #expect(Talk(.time, at: "2036-02-07T06:28:16Z").greeting == [0, 0, 0, 0])
        #expect(Talk(.time).end == .fin)
    }

    @Test(arguments: ["1999-12-31T23:59:59Z", "2036-02-07T06:28:15Z", "2036-02-07T06:28:16Z", "2100-01-01T00:00:00Z"])
    func `four bytes are read back as the nearest time`(text: String) throws {
        let time = try #require(Timestamp(text))
        for days in [-20_000, 0, 20_000] as [Int64] {
            let now = Timestamp(seconds: time.nanoseconds / 1_000_000_000 + days * 86_400, nanoseconds: 5)
            #expect(TimeProtocol.time(TimeProtocol.bytes(at: time), near: now) == time)
        }
        #expect(TimeProtocol.time([1, 2, 3], near: time) == nil)
    }

    @Test func `daytime is one line, and the greeting another`() {
        let plain = String(Talk(.daytime()).greeting)
        #expect(plain.wholeMatch(of: /\w{3} Nov 2[01] \d\d:20:11 2026\r\n/) != nil)
        let greeted = Talk(.daytime(greeting: "Good day"))
        #expect(String(greeted.greeting) == plain + "Good day\r\n")
        #expect(greeted.end == .fin)
    }

    @Test func `a day of one digit has a space before it, as ctime(3) has`() {
        #expect(String(Talk(.daytime(), at: "2026-11-05T12:00:00Z").greeting).hasPrefix("Thu Nov  5 "))
    }

    @Test func `discard takes everything and says nothing`() {
        var talk = Talk(.discard)
        #expect(talk.say([UInt8](repeating: 7, count: 100_000)).isEmpty)
        #expect(talk.end == nil)
        #expect(talk.shutdown().isEmpty)
        #expect(talk.end == .fin)
        #expect(Service.discard.answer?([1], Timestamp(nanoseconds: 0)) == nil)
    }

    @Test func `chargen turns its ring by one character a line, without end`() {
        let lines = String(Talk(.chargen, most: 300 * 74).greeting).split(separator: "\r\n")
        // The beginning of the example of RFC 864.
        #expect(lines[0] == ##" !"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefg"##)
        #expect(lines[1] == ##"!"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefgh"##)
        #expect(lines.count == 300)
        #expect(lines.allSatisfy { $0.utf8.count == 72 })
        for (line, next) in zip(lines, lines.dropFirst()) { #expect(line.dropFirst() == next.dropLast()) }
        #expect(lines[95] == lines[0])
    }

    @Test func `chargen goes on after the client's end, and whatever it sends`() {
        var talk = Talk(.chargen, most: 10)
        #expect(talk.say(Array("garbage".utf8), most: 500_000).count == 500_000)
        #expect(talk.shutdown(most: 500_000).utf8.count == 500_000)
        #expect(talk.end == nil)
        #expect(talk.pendingCount < 1 << 16)
    }

    @Test func `a message comes back behind the time, with the line end that it had`() {
        var talk = Talk(.timestamp)
        let stamp = "[\(Clock.calendarText(at: Timestamp("2026-11-20T23:20:11Z")!))] "
        #expect(stamp.wholeMatch(of: /\[\w{3} Nov 2[01] \d\d:20:11 2026\]\s/) != nil)
        #expect(talk.say("spam") == stamp + "spam")
        #expect(talk.say("\n") == "\n")
        #expect(talk.say("spam\n") == stamp + "spam\n")
        #expect(talk.say("spam\r\n") == stamp + "spam\r\n")
        #expect(talk.say("a\nb\n\nc") == "\(stamp)a\n\(stamp)b\n\(stamp)\n\(stamp)c")
        #expect(talk.shutdown() == "")
        #expect(talk.end == .fin)
    }

    @Test func `a datagram is one message, empty or full`() {
        let time = Timestamp("2026-11-20T23:20:11Z")!
        let answer = Service.timestamp.answer!
        #expect(answer(Array("a\nb".utf8), time).map { String($0) }?.hasSuffix("] a\nb") == true)
        #expect(answer([], time).map { String($0) }?.hasSuffix("] ") == true)
        #expect(answer([UInt8](repeating: 65, count: 65_507), time)?.count == 65_507)
    }

    @Test func `who sends many messages and reads nothing costs bounded memory`() {
        var talk = Talk(.timestamp)
        var sent = 0
        while talk.wantsInput && sent < 4 << 20 {
            talk.send([UInt8](repeating: 10, count: 1 << 16))
            sent += 1 << 16
        }
        #expect(sent == 1 << 16)
        #expect(talk.pendingCount <= Exchange.pendingLimit)
        #expect(talk.read(most: .max).count == sent * 28)
        #expect(talk.wantsInput == true)
    }

    @Test func `a datagram is answered with what a connection would get, whatever is in it`() throws {
        let time = try #require(Timestamp("2026-11-20T23:20:11Z"))
        for service in [Service.daytime(greeting: "Good day"), .time] {
            #expect(service.answer?([], time) == Talk(service).greeting)
            #expect(service.answer?([1, 2, 3], time) == Talk(service).greeting)
        }
        #expect(Service.chargen.answer?([7], time) == Talk(.chargen, most: 74).greeting)
        #expect(Service.echo.answer?([1, 2, 3], time) == [1, 2, 3])
    }

    @Test func `answers that are longer than their datagram are known`() {
        let time = Timestamp("2026-11-20T23:20:11Z")!
        for service in Service.all {
            guard let answer = service.answer else { continue }
            let isLonger = (answer([], time)?.count ?? 0) > 0
            #expect(service.amplifies == isLonger, "\(service.name)")
        }
    }
}
