import Probing
import Testing

/// Numbers worked out by hand.
@Suite struct ProbeStatisticsTests {
    private static func statistics(_ attempts: [(Outcome, start: Int64, end: Int64)]) -> ProbeStatistics {
        var statistics = ProbeStatistics()
        for (index, attempt) in attempts.enumerated() {
            var value = Attempt(
                target: 0,
                number: index + 1,
                intendedNanoseconds: attempt.start,
                startNanoseconds: attempt.start
            )
            value.outcome = attempt.0
            value.endNanoseconds = attempt.end
            statistics.add(value)
        }
        return statistics
    }

    @Test func `times count from the intended start`() throws {
        var attempt = Attempt(target: 0, number: 1, intendedNanoseconds: 1_000, startNanoseconds: 9_000)
        attempt.outcome = .connected
        attempt.endNanoseconds = 11_000
        var statistics = ProbeStatistics()
        statistics.add(attempt)
        let times = try #require(statistics.times)
        #expect((times.minimum, times.mean, times.p50, times.maximum) == (10_000, 10_000, 10_000, 10_000))
        #expect(times.jitter == nil)
    }

    @Test func `jitter is a sixteenth of each difference, as RFC 3550 has it`() throws {
        // Latencies 1600, 0, 3200: J = 0 + 1600/16 = 100, then 100 + (3200 - 100)/16 = 293.75.
        let statistics = Self.statistics([
            (.connected, 0, 1_600), (.connected, 5_000, 5_000), (.connected, 9_000, 12_200),
        ])
        #expect(try #require(statistics.times).jitter == 294)
    }

    @Test func `loss is a share of what was sent`() {
        let statistics = Self.statistics([(.connected, 0, 1), (.refused, 2, 3), (.timedOut, 4, 5), (.connected, 6, 7)])
        #expect((statistics.sent, statistics.received, statistics.lossPercent) == (4, 2, 50))
        #expect(statistics.outcomes == [.connected: 2, .refused: 1, .timedOut: 1])
        #expect(Self.statistics([]).lossPercent == 0)
        #expect(Self.statistics([(.refused, 0, 1)]).times == nil)
    }

    @Test func `an outage lasts from the first failure's start to the next success`() {
        let statistics = Self.statistics([
            (.connected, 0, 1), (.refused, 10, 11), (.refused, 20, 21), (.connected, 30, 35), (.refused, 40, 41),
        ])
        #expect(statistics.longestOutageNanoseconds == 25)
        #expect(Self.statistics([(.refused, 0, 7)]).longestOutageNanoseconds == 7)
    }

    @Test func `percentiles are within a thousandth`() throws {
        let statistics = Self.statistics((1...1_000).map { (.connected, 0, Int64($0) * 1_000) })
        let times = try #require(statistics.times)
        #expect((times.minimum, times.maximum, times.mean) == (1_000, 1_000_000, 500_500))
        for (found, exact) in [(times.p50, 500_000), (times.p90, 900_000), (times.p99, 990_000), (times.p999, 999_000)]
        {
            #expect(abs(Double(found) / Double(exact) - 1) <= 0.001)
        }
    }
}
