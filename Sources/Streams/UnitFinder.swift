/// Finds units in bytes that come in order, in bounded memory.
package struct UnitFinder: Sendable {
    /// More units are not looked for.
    package static let limit = 1_000_000

    private let delimiter: Delimiter
    private let limit: Int
    private var ranges: [Range<Int64>] = []
    /// Where the unit at hand begins, and where the bytes so far end.
    private var start: Int64?
    private var end: Int64 = 0
    private var isFull = false
    /// How many bytes of the delimiter are there, or how many the character still needs.
    private var progress = 0
    /// For each place in the delimiter, how many bytes before it are as its first (Knuth, Morris and Pratt).
    private let fallback: [Int]

    package init(_ delimiter: Delimiter, limit: Int = limit) {
        self.delimiter = delimiter
        self.limit = limit
        fallback = if case .bytes(let pattern) = delimiter { Self.fallback(of: pattern) } else { [] }
    }

    /// All units so far; what has no end yet is the last.
    package var units: Units {
        var ranges = ranges
        if let start, start < end, !isFull { ranges.append(start..<end) }
        return Units(delimiter: delimiter, ranges: ranges, areCut: isFull)
    }

    /// Takes the bytes from `offset` on, which is where those before ended.
    package mutating func add(_ bytes: some Sequence<UInt8>, at offset: Int64) {
        guard !isFull else { return }
        if start == nil { start = offset }
        end = offset
        switch delimiter {
        case .bytes(let pattern): for byte in bytes { match(byte, pattern) }
        case .length(let length): for _ in bytes { advance(length) }
        case .characters: for byte in bytes { matchCharacter(byte) }
        }
    }

    /// Takes so many copies of `bytes` from offset 0 on.
    package mutating func add(_ bytes: ArraySlice<UInt8>, times: Int) {
        // Few calls for many copies of a short text.
        let copies = min(times, max(1, (1 << 16) / max(1, bytes.count)))
        let chunk = Array(repeatElement(bytes, count: copies).joined())
        for first in stride(from: 0, to: times, by: copies) where !isFull {
            let count = min(copies, times - first) * bytes.count
            add(chunk.prefix(count), at: Int64(first) * Int64(bytes.count))
        }
    }

    /// So many bytes from `offset` on are not known.
    package mutating func skip(_ count: Int64, at offset: Int64) {
        guard !isFull else { return }
        switch delimiter {
        case .bytes: progress = 0
        case .length(let length):
            // Of units that lie in the gap as a whole nothing is known.
            let first = start ?? offset
            let whole = (offset + count - first) / Int64(length) * Int64(length)
            if offset > first, whole > 0 { close(at: first + Int64(length)) }
            start = first + whole
        case .characters:
            if let start, start < end { close(at: end) }
            (start, progress) = (nil, 0)
        }
        end = offset + count
    }

    // MARK: -

    private mutating func close(at offset: Int64) {
        guard let start, start < offset, !isFull else { return }
        if ranges.count == limit {
            isFull = true
        } else {
            ranges.append(start..<offset)
            self.start = offset
        }
    }

    private mutating func match(_ byte: UInt8, _ pattern: [UInt8]) {
        end += 1
        while progress > 0 && pattern[progress] != byte { progress = fallback[progress - 1] }
        if pattern[progress] == byte { progress += 1 }
        if progress == pattern.count {
            close(at: end)
            progress = 0
        }
    }

    private mutating func advance(_ length: Int) {
        end += 1
        if let start, end - start >= Int64(length) { close(at: end) }
    }

    private mutating func matchCharacter(_ byte: UInt8) {
        if byte & 0xc0 == 0x80 && progress > 0 {
            progress -= 1
        } else {
            // What was cut short, ends here.
            close(at: end)
            progress = byte >= 0xf8 ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0
        }
        end += 1
        if progress == 0 { close(at: end) }
    }

    private static func fallback(of pattern: [UInt8]) -> [Int] {
        var table = [Int](repeating: 0, count: pattern.count)
        var length = 0
        for index in pattern.indices.dropFirst() {
            while length > 0 && pattern[length] != pattern[index] { length = table[length - 1] }
            if pattern[length] == pattern[index] { length += 1 }
            table[index] = length
        }
        return table
    }
}
