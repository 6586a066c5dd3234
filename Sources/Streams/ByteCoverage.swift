/// Which bytes of a stream have been seen: one run from the start, and islands beyond it.
struct ByteCoverage: Sendable {
    /// The end of the run that starts at the stream's first byte seen.
    private(set) var contiguousEnd: Int64
    /// Disjoint, not touching, in ascending order, all beyond `contiguousEnd`.
    private var islands: [Range<Int64>] = []

    init(from start: Int64) {
        contiguousEnd = start
    }

    /// The end of the highest byte seen.
    var end: Int64 { islands.last?.upperBound ?? contiguousEnd }

    /// How many holes between bytes seen begin before `offset`.
    func holes(startingBefore offset: Int64) -> Int {
        var start = contiguousEnd
        return islands.count { island in
            defer { start = island.upperBound }
            return start > .min && start < offset
        }
    }

    /// The stream begins at `start` after all, and not at the first byte seen.
    mutating func begin(at start: Int64) {
        guard contiguousEnd < start else { return }
        let seen = islands
        self = ByteCoverage(from: start)
        for island in seen { _ = add(island) }
    }

    /// Adds `range` and returns how many of its bytes were new.
    mutating func add(_ range: Range<Int64>) -> Int64 {
        guard range.upperBound > contiguousEnd else { return 0 }
        if islands.isEmpty && range.lowerBound <= contiguousEnd {
            defer { contiguousEnd = range.upperBound }
            return range.upperBound - contiguousEnd
        }
        // Behind a hole that stays open the data goes on.
        if let last = islands.indices.last, islands[last].upperBound == range.lowerBound {
            islands[last] = islands[last].lowerBound..<range.upperBound
            return Int64(range.count)
        }
        var merged = max(range.lowerBound, contiguousEnd)..<range.upperBound
        var fresh = Int64(merged.count)

        // Whatever the new run overlaps or touches becomes part of it.
        let first = firstIsland { $0.upperBound >= merged.lowerBound }
        let last = firstIsland { $0.lowerBound > merged.upperBound }
        for island in islands[first..<last] {
            fresh -= Int64(island.clamped(to: merged).count)
            merged = min(merged.lowerBound, island.lowerBound)..<max(merged.upperBound, island.upperBound)
        }
        if merged.lowerBound <= contiguousEnd {
            contiguousEnd = merged.upperBound
            islands.removeSubrange(first..<last)
        } else {
            islands.replaceSubrange(first..<last, with: CollectionOfOne(merged))
        }
        return fresh
    }

    /// The place of the first island that is `beyond` something, which all behind it are too.
    private func firstIsland(_ beyond: (Range<Int64>) -> Bool) -> Int {
        var low = 0
        var high = islands.count
        while low < high {
            let middle = (low + high) / 2
            if beyond(islands[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
