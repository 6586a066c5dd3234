/// Disjoint ranges in ascending order, and what belongs to each.
///
/// They lie in blocks: one is found, added or removed among very many without moving all that are behind it, in whatever order
/// segments come.
struct SortedRanges<Value: Sendable>: Sendable {
    struct Element: Sendable {
        let range: Range<Int64>
        let value: Value
    }

    private static var longestBlock: Int { 256 }

    /// None of them is empty.
    private var blocks: [[Element]] = []

    var isEmpty: Bool { blocks.isEmpty }
    var count: Int { blocks.reduce(0) { $0 + $1.count } }
    var elements: FlattenSequence<[[Element]]> { blocks.joined() }
    var first: Element? { blocks.first?.first }
    var last: Element? { blocks.last?.last }

    /// Adds an element that overlaps no other.
    mutating func insert(_ element: Element) {
        let start = element.range.lowerBound
        // Most come behind all others.
        guard let last, last.range.lowerBound > start else { return append(element) }
        let block = blocks.partitioningIndex { ($0.last?.range.lowerBound ?? .min) > start }
        let index = blocks[block].partitioningIndex { $0.range.lowerBound > start }
        blocks[block].insert(element, at: index)
        split(block)
    }

    private mutating func append(_ element: Element) {
        if blocks.isEmpty { blocks.append([]) }
        blocks[blocks.count - 1].append(element)
        split(blocks.count - 1)
    }

    private mutating func split(_ block: Int) {
        guard blocks[block].count > Self.longestBlock else { return }
        // Of those at the end the first part stays full: what comes in order fills one block after the other.
        let kept = block == blocks.count - 1 ? Self.longestBlock : Self.longestBlock / 2
        let rest = Array(blocks[block][kept...])
        blocks[block].removeSubrange(kept...)
        blocks.insert(rest, at: block + 1)
    }

    mutating func replaceLast(with element: Element) {
        guard let block = blocks.indices.last else { return }
        blocks[block][blocks[block].count - 1] = element
    }

    mutating func removeFirst() {
        guard !blocks.isEmpty else { return }
        blocks[0].removeFirst()
        if blocks[0].isEmpty { blocks.removeFirst() }
    }

    /// Those that overlap `range`, or touch it.
    func touching(_ range: Range<Int64>) -> [Element] {
        var found: [Element] = []
        var (block, index) = place(touching: range.lowerBound)
        while block < blocks.count {
            while index < blocks[block].count {
                let element = blocks[block][index]
                guard element.range.lowerBound <= range.upperBound else { return found }
                found.append(element)
                index += 1
            }
            (block, index) = (block + 1, 0)
        }
        return found
    }

    /// Takes out those that overlap `range`, or touch it.
    mutating func remove(touching range: Range<Int64>) -> [Element] {
        var found: [Element] = []
        let start = place(touching: range.lowerBound)
        var (block, index) = start
        var emptied = block..<block
        while block < blocks.count {
            let end = blocks[block].partitioningIndex { $0.range.lowerBound > range.upperBound }
            guard end > index else { break }
            found += blocks[block][index..<end]
            blocks[block].removeSubrange(index..<end)
            if blocks[block].isEmpty {
                emptied = (emptied.isEmpty ? block : emptied.lowerBound)..<block + 1
            } else if index == 0 {
                break
            }
            (block, index) = (block + 1, 0)
        }
        blocks.removeSubrange(emptied)
        return found
    }

    /// Where the first is that ends at `offset` or beyond.
    private func place(touching offset: Int64) -> (block: Int, index: Int) {
        let block = blocks.partitioningIndex { ($0.last?.range.upperBound ?? .min) >= offset }
        guard block < blocks.count else { return (block, 0) }
        return (block, blocks[block].partitioningIndex { $0.range.upperBound >= offset })
    }
}

extension SortedRanges where Value == Void {
    /// Adds all of `range`, as one with those that it overlaps or touches; returns the parts that were new.
    mutating func add(_ range: Range<Int64>) -> [Range<Int64>] {
        guard !range.isEmpty else { return [] }
        var merged = range
        var fresh: [Range<Int64>] = []
        var start = range.lowerBound
        for island in remove(touching: range).map(\.range) {
            if start < island.lowerBound { fresh.append(start..<min(island.lowerBound, range.upperBound)) }
            start = max(start, island.upperBound)
            merged = min(merged.lowerBound, island.lowerBound)..<max(merged.upperBound, island.upperBound)
        }
        if start < range.upperBound { fresh.append(start..<range.upperBound) }
        insert(Element(range: merged, value: ()))
        return fresh
    }
}
