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
        /// Nil where the capture cut the packet before these bytes.
        let bytes: [UInt8]?
        let elapsedNanoseconds: Int64

        /// A piece takes room beside its bytes.
        var charge: Int { max(1 << 10, bytes?.count ?? 0) }
    }

    /// So much may wait behind a hole whose bytes the receiver has.
    package static let patience = 1 << 20

    /// The end of what was handed on.
    package private(set) var next: Int64
    private let maximumHeld: Int
    /// All beyond `next`.
    private var held = SortedRanges<Held>()
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
        guard !range.isEmpty, !held.isEmpty, held.touching(range).contains(where: { $0.value.bytes == nil }) else {
            return
        }
        for element in held.remove(touching: range) {
            let isKnown = element.value.bytes != nil
            let rests =
                isKnown
                ? [element.range]
                : [Int64.min..<range.lowerBound, range.upperBound..<Int64.max]
                    .map { element.range.clamped(to: $0) }
                    .filter { !$0.isEmpty }
            for rest in rests { held.insert(.init(range: rest, value: element.value)) }
            heldCharge += (rests.count - 1) * element.value.charge
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
        guard start < range.upperBound else { return }
        for known in held.isEmpty ? [] : held.touching(start..<range.upperBound) {
            hold(
                start..<max(start, min(range.upperBound, known.range.lowerBound)),
                of: range,
                isCaptured,
                payload,
                elapsedNanoseconds
            )
            start = max(start, known.range.upperBound)
        }
        hold(start..<max(start, range.upperBound), of: range, isCaptured, payload, elapsedNanoseconds)
    }

    /// Keeps a part of `range` that is new as a whole, or nothing where it is empty.
    private mutating func hold(
        _ part: Range<Int64>,
        of range: Range<Int64>,
        _ isCaptured: Bool,
        _ payload: Span<UInt8>,
        _ elapsedNanoseconds: Int64
    ) {
        guard !part.isEmpty else { return }
        let places = Int(part.lowerBound - range.lowerBound)..<Int(part.upperBound - range.lowerBound)
        let bytes = isCaptured ? places.map { payload[$0] } : nil
        let piece = Held(bytes: bytes, elapsedNanoseconds: elapsedNanoseconds)
        held.insert(.init(range: part, value: piece))
        heldCharge += piece.charge
    }

    /// Hands on what has no hole before it, and what was cut off once the receiver has it, or where it is given up.
    private mutating func drain(to pieces: inout [Piece], givingUp: Bool = false) {
        while let first = held.first, first.range.lowerBound == next {
            let piece = first.value
            guard piece.bytes != nil || givingUp || first.range.upperBound <= acknowledged else { break }
            if let bytes = piece.bytes {
                pieces.append(.data(offset: next, bytes: bytes, elapsedNanoseconds: piece.elapsedNanoseconds))
            } else {
                pieces.append(.gap(first.range))
            }
            next = first.range.upperBound
            heldCharge -= piece.charge
            held.removeFirst()
        }
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
