import Streams
import TestSupport
import Testing

@Suite struct UnitFinderTests {
    /// The units of a text, found in pieces of so many bytes.
    private static func lengths(_ text: String, _ delimiter: Delimiter, pieces size: Int = .max) -> [Int] {
        lengths(Array(text.utf8), delimiter, pieces: size)
    }

    private static func lengths(_ bytes: [UInt8], _ delimiter: Delimiter, pieces size: Int = .max) -> [Int] {
        var finder = UnitFinder(delimiter)
        for start in stride(from: 0, to: bytes.count, by: min(size, max(1, bytes.count))) {
            finder.add(bytes[start..<min(bytes.count, start + min(size, bytes.count))], at: Int64(start))
        }
        return finder.units.ranges.map(\.count)
    }

    @Test(arguments: 1...5)
    func `lines are found, however their bytes come`(size: Int) {
        let text = "one\r\ntwo\n\r\r\n\nlast"
        #expect(Self.lengths(text, .bytes([10]), pieces: size) == [5, 4, 3, 1, 4])
        #expect(Self.lengths(text, .bytes([13, 10]), pieces: size) == [5, 7, 5])
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `a delimiter that repeats itself is found as a plain search finds it`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let bytes = (0..<300).map { _ in UInt8.random(in: 0...1, using: &generator) }
        let pattern = Array(bytes[100..<104])
        var ends: [Int] = []
        var place = 0
        while place + pattern.count <= bytes.count {
            if Array(bytes[place..<place + pattern.count]) == pattern {
                ends.append(place + pattern.count)
                place += pattern.count
            } else {
                place += 1
            }
        }
        if ends.last != bytes.count { ends.append(bytes.count) }
        #expect(Self.lengths(bytes, .bytes(pattern), pieces: 7) == zip(ends, [0] + ends).map { $0 - $1 })
    }

    @Test(arguments: 1...4, ["naïve 日本語 😀 e\u{301}", "", "ascii"])
    func `characters are those of Swift's own text`(size: Int, text: String) {
        #expect(Self.lengths(text, .characters, pieces: size) == text.unicodeScalars.map { UTF8.width($0) })
    }

    @Test func `bytes that are of no character stand alone, and what is cut short ends there`() {
        #expect(Self.lengths([0x80, 0xff, 0xe6, 0x97, 0x61, 0xc3, 0xa9, 0xf0], .characters) == [1, 1, 2, 1, 2, 1])
    }

    @Test func `a unit of a length goes on over a gap, and no delimiter is found across one`() {
        var fixed = UnitFinder(.length(10))
        fixed.add([UInt8](repeating: 0, count: 4), at: 0)
        fixed.skip(12, at: 4)
        fixed.add([UInt8](repeating: 0, count: 9), at: 16)
        #expect(fixed.units.ranges == [0..<10, 10..<20, 20..<25])
        fixed.skip(1 << 40, at: 25)
        fixed.add([0, 0], at: 25 + (1 << 40))
        #expect(fixed.units.ranges.count == 4)

        var lines = UnitFinder(.bytes([13, 10]))
        lines.add([97, 13], at: 0)
        lines.skip(2, at: 2)
        lines.add([10, 13, 10, 97], at: 4)
        #expect(lines.units.ranges == [0..<7, 7..<8])

        var characters = UnitFinder(.characters)
        characters.add([0x61, 0xe6], at: 0)
        characters.skip(2, at: 2)
        characters.add([0x62], at: 4)
        #expect(characters.units.ranges == [0..<1, 1..<2, 4..<5])
    }

    @Test func `units are bounded`() {
        var finder = UnitFinder(.length(1), limit: 3)
        finder.add([1, 2, 3, 4, 5], at: 0)
        #expect(finder.units.ranges == [0..<1, 1..<2, 2..<3])
        #expect(finder.units.areCut)
        var exact = UnitFinder(.length(1), limit: 3)
        exact.add([1, 2, 3], at: 0)
        #expect(!exact.units.areCut)
    }
}
