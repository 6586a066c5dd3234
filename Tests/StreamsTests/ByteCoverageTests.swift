import TestSupport
import Testing

@testable import Streams

@Suite struct ByteCoverageTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `ranges in any order count as a set of bytes does`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        var coverage = ByteCoverage(from: 0)
        var model: Set<Int64> = []
        for _ in 0..<200 {
            let start = Int64.random(in: -20..<300, using: &generator)
            let range = start..<start + Int64.random(in: 1...20, using: &generator)
            let fresh = range.filter { $0 >= 0 && model.insert($0).inserted }.count
            #expect(coverage.add(range) == fresh)
            let end = (0...).first { !model.contains($0) }
            #expect(coverage.contiguousEnd == end)
            #expect(coverage.holes(startingBefore: .max) == model.count { !model.contains($0 - 1) && $0 > 0 })
        }
    }

    @Test func `a hole that is filled joins what is before it and behind it`() {
        var coverage = ByteCoverage(from: 100)
        #expect(coverage.add(120..<130) == 10)
        #expect(coverage.add(140..<150) == 10)
        #expect((coverage.contiguousEnd, coverage.holes(startingBefore: .max)) == (100, 2))
        // 20 before the first island and 10 between the two.
        #expect(coverage.add(100..<145) == 30)
        #expect((coverage.contiguousEnd, coverage.holes(startingBefore: .max)) == (150, 0))
    }

    @Test func `islands that touch are one`() {
        var coverage = ByteCoverage(from: 0)
        _ = coverage.add(10..<20)
        _ = coverage.add(30..<40)
        #expect(coverage.add(20..<30) == 10)
        #expect(coverage.holes(startingBefore: .max) == 1)
    }

    @Test func `the ends of the number line are bytes like others`() {
        var coverage = ByteCoverage(from: 0)
        #expect(coverage.add(.max - 1 ..< .max) == 1)
        #expect(coverage.add(.min..<5) == 5)
        #expect(coverage.add(.min ..< .max) == .max - 6)
        #expect(coverage.contiguousEnd == .max)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a capture that lost every other packet is followed without going through all holes`() {
        var coverage = ByteCoverage(from: 0)
        let packets: Int64 = 200_000
        for packet in 0..<packets { _ = coverage.add(packet * 20 + 10..<packet * 20 + 20) }
        #expect(coverage.holes(startingBefore: .max) == Int(packets))
        for packet in 0..<packets { #expect(coverage.add(packet * 20..<packet * 20 + 10) == 10) }
        #expect(coverage.holes(startingBefore: .max) == 0)
    }
}
