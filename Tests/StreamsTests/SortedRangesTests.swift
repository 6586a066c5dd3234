import TestSupport
import Testing

@testable import Streams

@Suite struct SortedRangesTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `what is new of ranges in any order is what a set of places says`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        var ranges = SortedRanges<Void>()
        var places: Set<Int64> = []
        for _ in 0..<2_000 {
            let start = Int64.random(in: 0..<6_000, using: &generator)
            let range = start..<start + Int64.random(in: 0...4, using: &generator)
            let fresh = range.filter { places.insert($0).inserted }
            #expect(ranges.add(range).flatMap { Array($0) } == fresh)
        }
        #expect(ranges.count == places.count { !places.contains($0 - 1) })
        #expect(ranges.first?.range.lowerBound == places.min())
        #expect((ranges.last?.range.upperBound ?? 0) - 1 == places.max())
        #expect(ranges.touching(0..<10_000).flatMap { Array($0.range) } == places.sorted())
        while !ranges.isEmpty {
            #expect(ranges.first?.range.lowerBound == places.min())
            ranges.first.map { places.subtract($0.range) }
            ranges.removeFirst()
        }
        #expect(places.isEmpty)
    }
}
