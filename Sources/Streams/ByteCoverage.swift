/// Which bytes of a stream have been seen: one run from the start, and islands beyond it.
struct ByteCoverage: Sendable {
    /// The end of the run that starts at the stream's first byte seen.
    private(set) var contiguousEnd: Int64
    /// Disjoint, not touching, all beyond `contiguousEnd`.
    private var islands = SortedRanges<Void>()

    init(from start: Int64) {
        contiguousEnd = start
    }

    /// The end of the highest byte seen.
    var end: Int64 { islands.last?.range.upperBound ?? contiguousEnd }

    /// How many holes between bytes seen begin before `offset`.
    func holes(startingBefore offset: Int64) -> Int {
        var start = contiguousEnd
        return islands.elements.count { island in
            defer { start = island.range.upperBound }
            return start > .min && start < offset
        }
    }

    /// The stream begins at `start` after all, and not at the first byte seen.
    mutating func begin(at start: Int64) {
        guard contiguousEnd < start else { return }
        let seen = islands
        self = ByteCoverage(from: start)
        for island in seen.elements { _ = add(island.range) }
    }

    /// Adds `range` and returns how many of its bytes were new.
    mutating func add(_ range: Range<Int64>) -> Int64 {
        guard range.upperBound > contiguousEnd else { return 0 }
        if islands.isEmpty && range.lowerBound <= contiguousEnd {
            defer { contiguousEnd = range.upperBound }
            return range.upperBound - contiguousEnd
        }
        // Behind a hole that stays open the data goes on.
        if let last = islands.last?.range, last.upperBound == range.lowerBound {
            islands.replaceLast(with: .init(range: last.lowerBound..<range.upperBound, value: ()))
            return Int64(range.count)
        }
        let merged = max(range.lowerBound, contiguousEnd)..<range.upperBound
        let fresh = islands.add(merged).reduce(0) { $0 + Int64($1.count) }
        if let first = islands.first?.range, first.lowerBound <= contiguousEnd {
            contiguousEnd = first.upperBound
            islands.removeFirst()
        }
        return fresh
    }
}
