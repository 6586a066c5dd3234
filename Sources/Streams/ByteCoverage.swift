/// Which bytes of a stream have been seen: one run from the start, and islands beyond it.
struct ByteCoverage: Sendable {
    /// The end of the run that starts at the stream's first byte seen.
    private(set) var contiguousEnd: Int64
    /// Disjoint, not touching, all beyond `contiguousEnd`.
    private var islands = SortedRanges<Void>()

    init(from start: Int64) {
        contiguousEnd = start
    }

    /// The islands are as many as the holes: a capture in order has none.
    var holes: Int { islands.count }

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
