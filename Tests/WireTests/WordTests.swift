import TestSupport
import Testing
import Wire

@Suite struct WordTests {
    @Test func `a number has its bytes in both orders`() {
        let word = Word(0x0102_0304, .bits32)
        #expect(word.bytes(.bigEndian) == [1, 2, 3, 4])
        #expect(word.bytes(.littleEndian) == [4, 3, 2, 1])
        #expect(word.swapped == Word(0x0403_0201, .bits32))
    }

    @Test(arguments: Word.Width.allCases)
    func `bytes lead back to their number, and swapping twice too`(width: Word.Width) {
        var generator = SeededGenerator(state: UInt64(width.rawValue))
        for _ in 0..<1_000 {
            let bytes = (0..<width.bytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for order in [ByteOrder.bigEndian, .littleEndian] {
                let word = Word(bytes.span, order)
                #expect(word?.width == width)
                #expect(word?.bytes(order) == bytes)
                #expect(word?.swapped.bytes(order) == bytes.reversed())
                #expect(word?.swapped.swapped == word)
            }
        }
    }

    @Test(arguments: Word.Width.allCases)
    func `the limits of each width`(width: Word.Width) {
        let ones = [UInt8](repeating: 0xff, count: width.bytes)
        let highest = Word(width.largest, width)
        #expect(highest.bytes(.bigEndian) == ones)
        #expect(highest.unsigned == width.largest)
        #expect(highest.signed == -1)
        let smallest = Word(UInt128(1) << (width.rawValue - 1), width)
        #expect(smallest.signed == width.signedRange.lowerBound)
        #expect(Word(smallest.unsigned - 1, width).signed == width.signedRange.upperBound)
        #expect(Word(.max, width) == highest)
    }

    @Test(arguments: [0, 3, 5, 7, 9, 15, 17, 32])
    func `so many bytes are no number`(count: Int) {
        let bytes = [UInt8](repeating: 0, count: count)
        #expect(Word(bytes.span, .bigEndian) == nil)
    }
}

@Suite struct ByteSwappingTests {
    /// What the swap has to do, byte by byte.
    private static func swapped(_ bytes: [UInt8], _ width: Word.Width, inFirst length: Int) -> [UInt8] {
        var result = bytes
        for start in stride(from: 0, to: length / width.bytes * width.bytes, by: width.bytes) {
            result.replaceSubrange(start..<start + width.bytes, with: bytes[start..<start + width.bytes].reversed())
        }
        return result
    }

    @Test(arguments: Word.Width.allCases)
    func `each whole number is turned round where it lies, and nothing else`(width: Word.Width) {
        var generator = SeededGenerator(state: 7)
        for count in 0...130 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for length in [0, count / 2, count] {
                var swapped = bytes
                var span = swapped.mutableSpan
                span.swapBytes(of: width, inFirst: length)
                #expect(swapped == Self.swapped(bytes, width, inFirst: length), "\(length) of \(count)")
            }
        }
    }
}
