import Platform
import Serving
import Synchronization
import Testing

/// What is done wrong on purpose, and told.
@Suite struct FaultTests {
    private static let millisecond: Int64 = 1_000_000

    private final class Notes: Sendable {
        let faults = Mutex<[Fault]>([])

        /// An exchange whose faults are noted here.
        func exchange(
            _ session: ScriptedSession = ScriptedSession(),
            _ change: (inout Faults) -> Void
        ) -> Exchange {
            Exchange(session, faults: FaultTests.faults(change)) { [self] fault in faults.withLock { $0.append(fault) }
            }
        }
    }

    private static func faults(_ change: (inout Faults) -> Void) -> Faults {
        var faults = Faults()
        change(&faults)
        return faults
    }

    @Test func `each answer waits, and is not waited for by the next question`() {
        let notes = Notes()
        var exchange = notes.exchange { $0.delay = Faults.Delay(.milliseconds(5)) }
        #expect(exchange.take("abc") == false)
        #expect(exchange.next(at: 0) == .wait(until: 5 * Self.millisecond))
        #expect(exchange.wantsInput == false)
        #expect(exchange.send(at: 5 * Self.millisecond) == "abc")
        #expect(exchange.wantsInput == true)
        #expect(exchange.take("d", at: 6 * Self.millisecond) == false)
        #expect(exchange.next(at: 6 * Self.millisecond) == .wait(until: 11 * Self.millisecond))
        #expect(notes.faults.withLock { $0 } == [.delay(.milliseconds(5)), .delay(.milliseconds(5))])
    }

    @Test func `an answer in parts waits once`() {
        let session = ScriptedSession(
            receiving: {
                $1.send($0)
                $1.hasMore = true
            },
            resuming: { $0.send("more") }
        )
        let notes = Notes()
        var exchange = notes.exchange(session) { $0.delay = Faults.Delay(.milliseconds(5)) }
        #expect(exchange.take("abc") == false)
        #expect(exchange.send(at: 5 * Self.millisecond) == "abc")
        #expect(exchange.send(at: 5 * Self.millisecond) == "more")
        #expect(notes.faults.withLock { $0.count } == 1)
    }

    @Test func `jitter stays within its bounds, and is the same for the same seed and connection`() {
        func delays(seed: UInt64, connection: Int) -> [Fault?] {
            var pace = Pace(
                faults: Self.faults {
                    $0.delay = Faults.Delay(.milliseconds(20), jitter: .milliseconds(5))
                    $0.seed = seed
                },
                connection: connection
            )
            return (0..<100).map { _ in pace.begins(at: 0) }
        }
        let drawn = delays(seed: 1, connection: 1)
        for fault in drawn {
            guard case .delay(let delay) = fault else {
                Issue.record("no delay")
                continue
            }
            #expect(delay >= .milliseconds(15) && delay <= .milliseconds(25))
        }
        #expect(drawn == delays(seed: 1, connection: 1))
        #expect(drawn != delays(seed: 1, connection: 2))
        #expect(drawn != delays(seed: 2, connection: 1))
    }

    @Test(arguments: [8_000, 80_000, 8_000_000, 1_000_000_000])
    func `a rate is kept over time`(rate: Int) {
        var pace = Pace(faults: Self.faults { $0.rate = rate })
        let total = rate / 8
        var sent = 0
        var now: Int64 = 0
        while sent < total {
            switch pace.allowance(of: total - sent, sent: Int64(sent), at: now) {
            case .bytes(let count):
                sent += count
                pace.sent(count, at: now)
            case .wait(let time): now = time
            }
        }
        // A second's worth takes a second, but for the pieces at its ends.
        #expect(now > 950 * Self.millisecond && now <= 1_001 * Self.millisecond)
    }

    @Test func `chunks leave one by one, as far apart as told`() {
        let notes = Notes()
        var exchange = notes.exchange {
            $0.chunk = 2
            $0.chunkGap = .milliseconds(3)
        }
        #expect(exchange.take("abcde") == false)
        #expect(exchange.send() == "ab")
        #expect(exchange.next(at: 1) == .wait(until: 3 * Self.millisecond))
        #expect(exchange.send(at: 3 * Self.millisecond) == "cd")
        #expect(exchange.send(at: 6 * Self.millisecond) == "e")
        #expect(notes.faults.withLock { $0 } == [.chunk(bytes: 2, gap: .milliseconds(3))])
    }

    @Test func `a service's own pieces stay where they are smaller`() {
        let pace = Pace(writeSize: 4, writeGap: .milliseconds(9), faults: Self.faults { $0.chunk = 10 })
        #expect(pace.allowance(of: 100, sent: 0, at: 0) == .bytes(4))
        #expect(!pace.isFree)
    }

    @Test func `a reset comes after exactly so many bytes`() {
        let notes = Notes()
        var exchange = notes.exchange { $0.ending = .reset(after: 4) }
        #expect(exchange.take("abc") == false)
        #expect(exchange.send() == "abc")
        #expect(exchange.take("def") == false)
        #expect(exchange.send() == "d")
        #expect(exchange.next(at: 0) == .close(.fault, reset: true))
        #expect(notes.faults.withLock { $0 } == [.reset(after: 4)])
    }

    @Test func `a reset after nothing comes at once`() {
        var exchange = Notes().exchange { $0.ending = .reset(after: 0) }
        #expect(exchange.next(at: 0) == .close(.fault, reset: true))
    }

    @Test func `a close takes the place of the rest, and is an orderly one`() {
        let notes = Notes()
        var exchange = notes.exchange { $0.ending = .close(after: 4) }
        #expect(exchange.take("abcdef") == false)
        #expect(exchange.send() == "abcd")
        #expect(exchange.next(at: 0) == .shutdown)
        exchange.didShutdown(at: 0)
        #expect(exchange.next(at: 0) == .rest)
        #expect(exchange.wantsInput == true)
        exchange.endInput()
        #expect(exchange.next(at: 0) == .close(.fault, reset: false))
        #expect(notes.faults.withLock { $0 } == [.close(after: 4)])
    }

    @Test func `an answer that ends before is whole`() {
        let notes = Notes()
        var exchange = notes.exchange { $0.ending = .close(after: 4) }
        #expect(exchange.take("abc") == false)
        #expect(exchange.send() == "abc")
        exchange.endInput()
        #expect(exchange.next(at: 0) == .shutdown)
        exchange.didShutdown(at: 0)
        #expect(exchange.next(at: 0) == .close(.fin, reset: false))
        #expect(notes.faults.withLock { $0 }.isEmpty)
    }

    @Test func `a half-closed client loses what was not sent, where told`() {
        let notes = Notes()
        var exchange = notes.exchange { $0.closesHalfClosed = true }
        #expect(exchange.take("abc") == true)
        exchange.queue(Array("bc".utf8).span)
        exchange.endInput()
        #expect(exchange.next(at: 0) == .close(.fault, reset: false))
        #expect(notes.faults.withLock { $0 } == [.halfClose(unsent: 2)])
    }

    @Test func `a deaf server wants no input, and speaks`() {
        let notes = Notes()
        var exchange = notes.exchange(ScriptedSession(opening: { $0.send("hello") })) { $0.isDeaf = true }
        #expect(exchange.wantsInput == false)
        #expect(exchange.send() == "hello")
        #expect(exchange.next(at: 0) == .rest)
        #expect(exchange.wantsInput == false)
        #expect(notes.faults.withLock { $0 } == [.noRead])
    }
}
