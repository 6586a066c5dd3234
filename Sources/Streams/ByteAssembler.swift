/// Puts the segments of one direction of a stream in order: hands each byte on once, and what was never captured as a gap.
///
/// Where segments overlap the bytes that came first stay.
package struct ByteAssembler: Sendable {
    /// What comes next in the stream.
    package enum Piece: Sendable, Equatable {
        /// The time is that of the packet that brought the bytes.
        case data(offset: Int64, bytes: [UInt8], elapsedNanoseconds: Int64)
        case gap(Range<Int64>)
    }

    /// What came before its turn.
    private struct Held: Sendable {
        let range: Range<Int64>
        /// Nil where the capture cut the packet before these bytes.
        let bytes: [UInt8]?
        let elapsedNanoseconds: Int64

        /// A piece takes room beside its bytes, and time to find its place among others.
        var charge: Int { max(1 << 10, bytes?.count ?? 0) }
    }

    /// So much may wait behind a hole whose bytes the receiver has.
    package static let patience = 1 << 20

    /// The end of what was handed on.
    package private(set) var next: Int64
    private let maximumHeld: Int
    /// Disjoint, in ascending order, all beyond `next`.
    private var held: [Held] = []
    private var heldCharge = 0
    private var acknowledged = Int64.min
    /// The end of the highest byte that any segment told of.
    private var highest: Int64

    /// Segments count from `start` on: what lies before is left out.
    package init(from start: Int64, maximumHeld: Int = 16 << 20) {
        next = start
        highest = start
        self.maximumHeld = maximumHeld
    }

    /// Takes a segment of `length` bytes, of which `payload` has those that were captured, and appends what is in order now.
    package mutating func add(
        _ payload: Span<UInt8>,
        length: Int,
        at offset: Int64,
        elapsedNanoseconds: Int64,
        to pieces: inout [Piece]
    ) {
        let end = offset + Int64(length)
        let captured = offset + Int64(min(payload.count, length))
        highest = max(highest, end)
        makeRoom(for: offset..<captured)
        hold(offset..<captured, isCaptured: true, payload, elapsedNanoseconds)
        // These may come again, until the receiver has them.
        hold(captured..<end, isCaptured: false, payload, elapsedNanoseconds)
        drain(to: &pieces)
        while heldCharge > maximumHeld { giveUp(to: &pieces) }
        giveUpAcknowledged(to: &pieces)
    }

    /// The receiver has all before `offset`.
    package mutating func acknowledge(upTo offset: Int64, to pieces: inout [Piece]) {
        guard offset > acknowledged else { return }
        acknowledged = offset
        drain(to: &pieces)
        giveUpAcknowledged(to: &pieces)
    }

    /// No segment comes any more.
    package mutating func finish(to pieces: inout [Piece]) {
        while !held.isEmpty { giveUp(to: &pieces) }
        if highest > next {
            pieces.append(.gap(next..<highest))
            next = highest
        }
    }

    // MARK: -

    /// Takes out of `range` what was known of it by its length alone.
    private mutating func makeRoom(for range: Range<Int64>) {
        var index = place(of: range.lowerBound)
        while !range.isEmpty, index < held.count, held[index].range.lowerBound < range.upperBound {
            let piece = held[index]
            if piece.bytes == nil {
                let rests = [Int64.min..<range.lowerBound, range.upperBound..<Int64.max]
                    .map { piece.range.clamped(to: $0) }
                    .filter { !$0.isEmpty }
                    .map { Held(range: $0, bytes: nil, elapsedNanoseconds: piece.elapsedNanoseconds) }
                held.replaceSubrange(index...index, with: rests)
                heldCharge += rests.reduce(-piece.charge) { $0 + $1.charge }
                index += rests.count
            } else {
                index += 1
            }
        }
    }

    /// Keeps what is new of `range`; what is captured of it begins where `payload` does.
    private mutating func hold(
        _ range: Range<Int64>,
        isCaptured: Bool,
        _ payload: Span<UInt8>,
        _ elapsedNanoseconds: Int64
    ) {
        var start = max(range.lowerBound, next)
        var index = place(of: start)
        while start < range.upperBound {
            let stop = index < held.count ? min(range.upperBound, held[index].range.lowerBound) : range.upperBound
            if start < stop {
                let places = Int(start - range.lowerBound)..<Int(stop - range.lowerBound)
                let bytes = isCaptured ? places.map { payload[$0] } : nil
                let piece = Held(range: start..<stop, bytes: bytes, elapsedNanoseconds: elapsedNanoseconds)
                held.insert(piece, at: index)
                heldCharge += piece.charge
                index += 1
            }
            guard index < held.count else { return }
            start = max(start, held[index].range.upperBound)
            index += 1
        }
    }

    /// The place of the first piece that ends beyond `offset`.
    private func place(of offset: Int64) -> Int {
        var low = 0
        var high = held.count
        while low < high {
            let middle = (low + high) / 2
            if held[middle].range.upperBound > offset { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Hands on what has no hole before it, and what was cut off once the receiver has it, or where it is given up.
    private mutating func drain(to pieces: inout [Piece], givingUp: Bool = false) {
        var count = 0
        while count < held.count, held[count].range.lowerBound == next {
            let piece = held[count]
            guard piece.bytes != nil || givingUp || piece.range.upperBound <= acknowledged else { break }
            if let bytes = piece.bytes {
                pieces.append(.data(offset: next, bytes: bytes, elapsedNanoseconds: piece.elapsedNanoseconds))
            } else {
                pieces.append(.gap(piece.range))
            }
            next = piece.range.upperBound
            heldCharge -= piece.charge
            count += 1
        }
        held.removeFirst(count)
    }

    /// Goes on behind the first hole.
    private mutating func giveUp(to pieces: inout [Piece]) {
        guard let first = held.first else { return }
        if first.range.lowerBound > next { pieces.append(.gap(next..<first.range.lowerBound)) }
        next = first.range.lowerBound
        drain(to: &pieces, givingUp: true)
    }

    private mutating func giveUpAcknowledged(to pieces: inout [Piece]) {
        while heldCharge > Self.patience, let first = held.first, first.range.lowerBound <= acknowledged {
            giveUp(to: &pieces)
        }
    }
}
