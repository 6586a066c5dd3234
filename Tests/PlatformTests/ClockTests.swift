import Platform
import Testing
import Wire

@Suite struct ClockTests {
    @Test func `the monotonic clock never goes back`() {
        var last = Clock.monotonicNanoseconds()
        for _ in 0..<10_000 {
            let now = Clock.monotonicNanoseconds()
            #expect(now >= last)
            last = now
        }
    }

    @Test func `the wall clock is in this century`() throws {
        let begin = try #require(Timestamp("2020-01-01T00:00:00Z"))
        let end = try #require(Timestamp("2100-01-01T00:00:00Z"))
        #expect((begin..<end).contains(Clock.now()))
    }

    @Test func `a sleep is no shorter than asked for`() {
        let before = Clock.monotonicNanoseconds()
        Clock.sleep(for: .milliseconds(5))
        #expect(Clock.monotonicNanoseconds() - before >= 5_000_000)
    }

    @Test(arguments: [Duration.zero, .seconds(-5)])
    func `no sleep is none`(duration: Duration) {
        let before = Clock.monotonicNanoseconds()
        Clock.sleep(for: duration)
        #expect(Clock.monotonicNanoseconds() - before < 1_000_000_000)
    }

    @Test func `durations are whole nanoseconds, as many as a number holds`() {
        #expect(Duration.milliseconds(250).nanoseconds == 250_000_000)
        #expect(Duration.seconds(-1).nanoseconds == -1_000_000_000)
        #expect(Duration.seconds(Int64.max).nanoseconds == .max)
        #expect((Duration.seconds(9_223_372_036) + .nanoseconds(900_000_000)).nanoseconds == .max)
        #expect(Duration.seconds(Int64.min).nanoseconds == .min)
    }
}
