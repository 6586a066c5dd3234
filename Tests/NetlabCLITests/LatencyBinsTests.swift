import Probing
import TestSupport
import Testing

@testable import NetlabCLI

@Suite struct LatencyBinsTests {
    private static func bins(_ times: [Int64], limit: Int) -> [LatencyBins.Bin] {
        var bins = LatencyBins()
        for time in times { bins.add(nanoseconds: time) }
        return bins.bins(limit: limit)
    }

    @Test func `every time is in the bin that begins below it and ends above`() {
        var numbers = SeededGenerator(state: 1)
        for _ in 0..<200 {
            let time = Int64.random(in: 100...3_600_000_000_000, using: &numbers)
            let bins = Self.bins([time, 200], limit: .max)
            let place = bins.lastIndex { $0.count > 0 }
            // Their starts are rounded to a nanosecond.
            #expect(place.map { bins[$0].start <= time + 1 } == true)
            #expect(place == bins.count - 1)
        }
    }

    @Test(arguments: [1, 2, 3, 8, 16]) func `there are at most so many, and none is lost`(limit: Int) {
        let times = (0..<1_000).map { Int64($0) * Int64($0) * 4_000 }
        let bins = Self.bins(times, limit: limit)
        #expect(bins.count <= limit)
        #expect(bins.reduce(0) { $0 + $1.count } == times.count)
        #expect(zip(bins, bins.dropFirst()).allSatisfy { $0.start < $1.start })
    }

    @Test func `times beyond all measure have a bin too`() {
        #expect(Self.bins([-5, 0, .max], limit: 4).reduce(0) { $0 + $1.count } == 3)
        #expect(Self.bins([], limit: 4) == [])
    }

    @Test func `the picture fits 80 columns, also before the first answer`() {
        var statistics = ProbeStatistics()
        #expect(
            LiveHistogram.lines(targets: 1, elapsedNanoseconds: 0, statistics, [], columns: 80)
                == ["1 address  0.0 s  0 sent  0.0 % lost", "", ""]
        )
        var bins = LatencyBins()
        for number in 1...5_000 {
            var attempt = Attempt(target: 0, number: number, intendedNanoseconds: 0, startNanoseconds: 0)
            attempt.outcome = .replied
            attempt.endNanoseconds = Int64(number) * Int64(number) * 40_000
            statistics.add(attempt)
            bins.add(nanoseconds: attempt.latencyNanoseconds)
        }
        let lines = LiveHistogram.lines(
            targets: 12,
            elapsedNanoseconds: 3_600_000_000_000,
            statistics,
            bins.bins(limit: 16),
            columns: 80
        )
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines)")
    }
}
