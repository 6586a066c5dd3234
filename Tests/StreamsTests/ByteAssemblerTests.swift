import Streams
import TestSupport
import Testing

@Suite struct ByteAssemblerTests {
    private var pieces: [ByteAssembler.Piece] = []

    /// Bytes that say where they lie.
    private static func bytes(_ range: Range<Int>) -> [UInt8] {
        range.map { UInt8(truncatingIfNeeded: $0 &* 167 >> 3) }
    }

    private static func data(_ range: Range<Int>) -> ByteAssembler.Piece {
        .data(offset: Int64(range.lowerBound), bytes: bytes(range), elapsedNanoseconds: 0)
    }

    /// Adds the segment of these bytes, of which so many were captured.
    private mutating func add(_ range: Range<Int>, captured: Int = .max, to assembler: inout ByteAssembler) {
        let bytes = Array(Self.bytes(range).prefix(captured))
        assembler.add(
            bytes.span,
            length: range.count,
            at: Int64(range.lowerBound),
            elapsedNanoseconds: 0,
            to: &pieces
        )
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    mutating func `segments cut anew, shuffled and sent again make the bytes that were sent`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        var segments: [Range<Int>] = []
        let total = 20_000
        for _ in 0..<3 {
            var start = 0
            while start < total {
                let end = min(total, start + Int.random(in: 1...1_448, using: &generator))
                segments.append(start..<end)
                start = end
            }
        }
        segments.shuffle(using: &generator)
        var assembler = ByteAssembler(from: 0)
        for segment in segments { add(segment, to: &assembler) }
        assembler.finish(to: &pieces)
        var made: [UInt8] = []
        for piece in pieces {
            if case .data(let offset, let bytes, _) = piece, offset == Int64(made.count) {
                made += bytes
            } else {
                Issue.record("\(piece)")
            }
        }
        #expect(made == Self.bytes(0..<total))
    }

    @Test mutating func `what comes early waits until the hole before it is filled`() {
        var assembler = ByteAssembler(from: 0)
        add(0..<10, to: &assembler)
        add(20..<30, to: &assembler)
        #expect(pieces == [Self.data(0..<10)])
        add(10..<20, to: &assembler)
        #expect(pieces == [Self.data(0..<10), Self.data(10..<20), Self.data(20..<30)])
    }

    @Test mutating func `where segments overlap the first bytes stay`() {
        var assembler = ByteAssembler(from: 0)
        assembler.add([9, 9].span, length: 2, at: 4, elapsedNanoseconds: 0, to: &pieces)
        assembler.add([1, 1, 1, 1, 1, 1, 1, 1].span, length: 8, at: 0, elapsedNanoseconds: 5, to: &pieces)
        assembler.add([2, 2, 2].span, length: 3, at: 7, elapsedNanoseconds: 6, to: &pieces)
        #expect(
            pieces == [
                .data(offset: 0, bytes: [1, 1, 1, 1], elapsedNanoseconds: 5),
                .data(offset: 4, bytes: [9, 9], elapsedNanoseconds: 0),
                .data(offset: 6, bytes: [1, 1], elapsedNanoseconds: 5),
                .data(offset: 8, bytes: [2, 2], elapsedNanoseconds: 6),
            ]
        )
    }

    @Test mutating func `a hole that is never filled is a gap at the end, and so is a tail that only a FIN tells of`() {
        var assembler = ByteAssembler(from: 0)
        add(5..<10, to: &assembler)
        add(20..<20, to: &assembler)
        #expect(pieces.isEmpty)
        assembler.finish(to: &pieces)
        #expect(pieces == [.gap(0..<5), Self.data(5..<10), .gap(10..<20)])
    }

    @Test mutating func `what the snap length cut off is a gap once the receiver has it`() {
        var assembler = ByteAssembler(from: 0)
        add(0..<100, captured: 30, to: &assembler)
        add(100..<200, captured: 0, to: &assembler)
        #expect(pieces == [Self.data(0..<30)])
        assembler.acknowledge(upTo: 150, to: &pieces)
        #expect(pieces == [Self.data(0..<30), .gap(30..<100)])
        assembler.finish(to: &pieces)
        #expect(pieces == [Self.data(0..<30), .gap(30..<100), .gap(100..<200)])
    }

    @Test mutating func `bytes that a packet lacks are found in a later one`() {
        var assembler = ByteAssembler(from: 0)
        add(0..<300, captured: 0, to: &assembler)
        assembler.acknowledge(upTo: 0, to: &pieces)
        add(300..<310, to: &assembler)
        #expect(pieces.isEmpty)
        add(100..<200, captured: 50, to: &assembler)
        add(0..<100, to: &assembler)
        #expect(pieces == [Self.data(0..<100), Self.data(100..<150)])
        add(120..<300, to: &assembler)
        assembler.finish(to: &pieces)
        #expect(pieces.dropFirst(2) == [Self.data(150..<300), Self.data(300..<310)])
    }

    @Test mutating func `what was cut off waits in bounded memory where no acknowledgment is captured`() {
        var assembler = ByteAssembler(from: 0, maximumHeld: 10 << 10)
        for index in 0..<20 { add(index * 10..<(index + 1) * 10, captured: 0, to: &assembler) }
        #expect(assembler.next >= 100)
        assembler.finish(to: &pieces)
        #expect(pieces == (0..<20).map { .gap($0 * 10..<($0 + 1) * 10) })
    }

    @Test mutating func `a hole whose bytes the receiver has is given up once more than 1 MiB waits behind it`() {
        var assembler = ByteAssembler(from: 0)
        let segment = 1 << 16
        for index in 1...16 { add(index * segment..<(index + 1) * segment, to: &assembler) }
        assembler.acknowledge(upTo: Int64(17 * segment), to: &pieces)
        #expect(pieces.isEmpty)
        add(17 * segment..<17 * segment + 1, to: &assembler)
        #expect(pieces.count == 18)
        #expect(pieces.first == .gap(0..<Int64(segment)))
        #expect(assembler.next == Int64(17 * segment + 1))
    }

    @Test mutating func `what waits is bounded, however small its pieces`() {
        var assembler = ByteAssembler(from: 0, maximumHeld: 10 << 10)
        for index in 0..<10 { add(2 + 2 * index..<3 + 2 * index, to: &assembler) }
        #expect(pieces.isEmpty)
        add(22..<23, to: &assembler)
        #expect(pieces == [.gap(0..<2), Self.data(2..<3)])
    }

    @Test mutating func `bytes before the start are left out`() {
        var assembler = ByteAssembler(from: 100)
        add(90..<110, to: &assembler)
        #expect(pieces == [Self.data(100..<110)])
    }
}
