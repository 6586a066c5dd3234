import Probing
import Testing

@testable import NetlabCLI

@Suite struct AssertionTests {
    /// Nine answers of 1 to 9 ms, and one that was lost.
    private static var statistics: ProbeStatistics {
        var statistics = ProbeStatistics()
        for number in 1...10 {
            var attempt = Attempt(target: 0, number: number, intendedNanoseconds: 0, startNanoseconds: 0)
            attempt.outcome = number == 10 ? .lost : .replied
            attempt.endNanoseconds = Int64(number) * 1_000_000
            statistics.add(attempt)
        }
        return statistics
    }

    @Test(arguments: [
        ("max<=9ms", true), ("max < 9ms", false), ("min=1ms", true), ("min==1ms", true), ("min!=1ms", false),
        ("mean>4.9ms", true), ("p99<1", true), ("P99.9>=9ms", true), ("median<1ms", false), ("max<9ms", false),
        ("loss=10", true), ("loss<10%", false), ("loss <= 10 %", true), ("sent=10", true), ("received>=10", false),
        ("duplicated=0", true), ("late=0", true), ("reordered!=0", false), ("outage<=10ms", true), ("jitter<1s", true),
    ])
    func `an assertion is held against what was measured`(text: String, holds: Bool) throws {
        #expect(try Assertion(text).verdict(on: "t", Self.statistics).holds == holds)
    }

    @Test func `what was not measured is missed, however little is asked for`() throws {
        for text in ["p99<1h", "min>=0", "loss<=100", "outage>=0", "jitter>=0"] {
            let verdict = try Assertion(text).verdict(on: "t", ProbeStatistics())
            #expect(!verdict.holds)
            #expect(verdict.seen == "no answer")
        }
        #expect(try Assertion("received=0").verdict(on: "t", ProbeStatistics()).holds)
    }

    @Test(arguments: [("max<1ms", "9.00 ms"), ("loss=0", "10 %"), ("received=10", "9")])
    func `what was seen has its unit`(text: String, seen: String) throws {
        #expect(try Assertion(text).verdict(on: "t", Self.statistics).seen == seen)
    }

    @Test(arguments: [
        "", "p99", "p99<", "<20ms", "p98<1ms", "p99<20xs", "p99=>1", "p99<<1", "loss<101", "loss<-1", "loss<x",
        "sent<1.5",
        "sent=-1", "max<1ms<2ms", "p99<nan", "loss<nan", "loss<inf",
    ])
    func `what cannot be held against anything is refused`(text: String) {
        #expect(throws: (any Error).self) { try Assertion(text) }
    }
}
