import Platform
import Serving
import SystemPackage
import Testing
import Wire

/// A connection without its socket: what is asked of whoever drives it.
@Suite struct ExchangeTests {
    private static let second: Int64 = 1_000_000_000

    @Test func `what came goes back in the same turn where nothing holds it`() {
        var exchange = Exchange()
        #expect(exchange.take("abc") == true)
        exchange.returned(3, at: 0)
        #expect(exchange.next(at: 0) == .rest)
        #expect((exchange.served.bytesReceived, exchange.served.bytesSent, exchange.served.writes) == (3, 3, 1))
    }

    @Test func `what a call left of it is sent before what comes next`() {
        var exchange = Exchange()
        #expect(exchange.take("abc") == true)
        exchange.returned(1, at: 0)
        exchange.queue(Array("bc".utf8).span)
        #expect(exchange.take("def") == false)
        #expect(exchange.send() == "bcdef")
        #expect(exchange.next(at: 0) == .rest)
    }

    @Test func `a client that is done sending gets all that was said, and then the end`() {
        var exchange = Exchange()
        #expect(exchange.take("abc") == true)
        exchange.queue(Array("abc".utf8).span)
        exchange.endInput()
        #expect(exchange.wantsInput == false)
        #expect(exchange.send() == "abc")
        #expect(exchange.next(at: 0) == .shutdown)
        exchange.didShutdown(at: 0)
        #expect(exchange.next(at: 0) == .close(.fin, reset: false))
    }

    @Test func `a server that is done first reads on until the client is`() {
        var exchange = Exchange(ScriptedSession(receiving: { _, reply in reply.close() }))
        #expect(exchange.take("abc") == false)
        #expect(exchange.next(at: 0) == .shutdown)
        exchange.didShutdown(at: 0)
        #expect(exchange.wantsInput == true)
        #expect(exchange.next(at: 0) == .rest)
        #expect(exchange.take("late") == false)
        #expect(exchange.next(at: 0) == .rest)
        exchange.endInput()
        #expect(exchange.next(at: 0) == .close(.fin, reset: false))
        #expect(exchange.served.bytesReceived == 3)
    }

    @Test func `it does not wait for ever for a client to be done`() {
        var exchange = Exchange(ScriptedSession(opening: { $0.close() }))
        #expect(exchange.next(at: 0) == .shutdown)
        exchange.didShutdown(at: 7)
        let deadline = 7 + Exchange.closingTime.nanoseconds
        #expect(exchange.deadline == deadline)
        #expect(exchange.next(at: deadline - 1) == .rest)
        #expect(exchange.next(at: deadline) == .close(.fin, reset: false))
    }

    @Test func `nor for one that is idle meanwhile`() {
        var exchange = Exchange(
            ScriptedSession(opening: { $0.close() }),
            limits: Exchange.Limits(idle: .seconds(1))
        )
        #expect(exchange.next(at: 0) == .shutdown)
        exchange.didShutdown(at: 0)
        #expect(exchange.next(at: Self.second) == .close(.fin, reset: false))
    }

    @Test func `the time that a session takes is none that its client idles`() {
        var exchange = Exchange(
            ScriptedSession(receiving: { _, reply in reply.send("late") }),
            limits: Exchange.Limits(idle: .seconds(1))
        )
        #expect(exchange.take("abc") == false)
        exchange.resumed(at: 60 * Self.second)
        #expect(exchange.next(at: 60 * Self.second) == .send(4))
        #expect(exchange.next(at: 61 * Self.second) == .close(.idle, reset: false))
    }

    @Test func `nothing is read while the client does not take what was said`() {
        var exchange = Exchange()
        #expect(exchange.take(bytes: 1) == true)
        exchange.queue([0x78].span)
        while exchange.wantsInput { #expect(exchange.take(bytes: 1 << 16) == false) }
        #expect(exchange.pendingCount >= Exchange.pendingLimit)
        #expect(exchange.pendingCount < Exchange.pendingLimit + 1 << 16)
        exchange.sent(1 << 16, Exchange.noon, at: 0)
        #expect(exchange.wantsInput == true)
    }

    @Test func `a client that reads slowly costs no more, however much it gets`() {
        var exchange = Exchange()
        #expect(exchange.take(bytes: 1) == true)
        exchange.queue([0x78].span)
        for _ in 0..<200 {
            while exchange.wantsInput { _ = exchange.take(bytes: 1 << 16) }
            exchange.sent(1 << 15, Exchange.noon, at: 0)
            // What was sent is not kept either, but for a while.
            #expect(exchange.unsent.startIndex <= Exchange.pendingLimit)
        }
    }

    @Test func `a session with more to say is asked when all has left`() {
        var exchange = Exchange(
            ScriptedSession(
                opening: {
                    $0.send("one")
                    $0.hasMore = true
                },
                resuming: {
                    $0.send("two")
                    $0.close()
                }
            )
        )
        #expect(exchange.send() == "one")
        #expect(exchange.send() == "two")
        #expect(exchange.next(at: 0) == .shutdown)
    }

    @Test func `it ends when nothing moved for too long, in either direction`() {
        var exchange = Exchange(limits: Exchange.Limits(idle: .seconds(2)))
        #expect(exchange.next(at: 2 * Self.second - 1) == .rest)
        #expect(exchange.take("a", at: Self.second) == true)
        exchange.returned(1, at: 2 * Self.second)
        #expect(exchange.deadline == 4 * Self.second)
        #expect(exchange.next(at: 4 * Self.second) == .close(.idle, reset: false))
        #expect(exchange.served.durationNanoseconds == 4 * Self.second)
    }

    @Test func `a client that never reads is idle too`() {
        var exchange = Exchange(
            ScriptedSession(opening: { $0.send("unread") }),
            limits: Exchange.Limits(idle: .seconds(1))
        )
        #expect(exchange.next(at: 0) == .send(6))
        #expect(exchange.next(at: Self.second) == .close(.idle, reset: false))
    }

    @Test func `it carries no more bytes than it may`() {
        var exchange = Exchange(limits: Exchange.Limits(bytes: 4))
        #expect(exchange.take("abcd") == false)
        #expect(exchange.send() == "abcd")
        #expect(exchange.take("e") == false)
        #expect(exchange.send() == "e")
        #expect(exchange.next(at: 0) == .shutdown)
        exchange.didShutdown(at: 0)
        exchange.endInput()
        #expect(exchange.next(at: 0) == .close(.limit, reset: false))
    }

    @Test func `a client that does not keep up with others is let go`() {
        var exchange = Exchange()
        let message = SessionMessage.bytes([UInt8](repeating: 0x78, count: Exchange.pendingLimit / 2))
        for _ in 0..<2 { exchange.hear(message, Exchange.noon, at: 0) }
        #expect(exchange.next(at: 0) == .send(Exchange.pendingLimit))
        exchange.hear(message, Exchange.noon, at: 0)
        #expect(exchange.next(at: 0) == .close(.limit, reset: false))
    }

    @Test func `a failed call ends it at once, whatever is pending`() {
        var exchange = Exchange(ScriptedSession(opening: { $0.send("unsent") }))
        exchange.abort(Served.End(SystemFailure("send", .brokenPipe)))
        #expect(exchange.next(at: 0) == .close(.reset, reset: false))
        // The first end stands.
        exchange.abort(.drain)
        #expect(exchange.next(at: 0) == .close(.reset, reset: false))
        #expect(exchange.wantsInput == false)
    }
}
