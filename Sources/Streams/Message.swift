/// What the sender meant as one, and what became of it on its way.
package struct Message: Sendable, Equatable {
    /// How it is known where messages end.
    package enum Source: String, Sendable {
        /// Each is a recorded write.
        case record
        /// The bytes say it, by a rule that was given.
        case delimiter
        /// From PSH and pauses.
        case inferred
    }

    /// How a message lies in the pieces that carried it.
    package enum Fit: String, Sendable {
        /// One piece, and nothing else in it.
        case aligned
        /// More than one piece.
        case split
        /// One piece, shared with other messages.
        case coalesced
    }

    package let source: Source
    package let offset: Int64
    package let bytes: Int64
    /// Packet numbers of the segments that first carried its bytes.
    package let segments: [Int]
    /// Indices into the lane of reads; nil without a record of them.
    package let reads: [Int]?
    /// Nil where none of its bytes were captured.
    package let onWire: Fit?
    package let atReader: Fit?
    /// When its first and last byte were captured, since the stream's first packet.
    package let firstByteNanoseconds: Int64?
    package let lastByteNanoseconds: Int64?
}

extension Message {
    /// A message for each of the ascending `ranges`, joined with the packets and reads of the same bytes.
    static func each(
        of ranges: [Range<Int64>],
        from source: Source,
        carriers: [Carrier],
        reads: Lane?
    ) -> [Message] {
        var onWire = Overlaps(carriers.map(\.range))
        var atReader = reads.map { Overlaps($0.items.map { $0.offset..<$0.end }) }
        return ranges.map { range in
            let wire = onWire.next(range)
            let carried = carriers[wire.indices].map(\.item)
            let read = atReader?.next(range)
            return Message(
                source: source,
                offset: range.lowerBound,
                bytes: range.upperBound - range.lowerBound,
                segments: carried.map(\.number).withoutRepeats,
                reads: read.map { Array($0.indices) },
                // A packet may bring other bytes again beside these.
                onWire: wire.fit == .aligned && carried[0].offset..<carried[0].end != range ? .coalesced : wire.fit,
                atReader: read?.fit,
                firstByteNanoseconds: carried.first?.elapsedNanoseconds,
                lastByteNanoseconds: carried.map(\.elapsedNanoseconds).max()
            )
        }
    }
}

extension [Int] {
    /// Each number once, where it comes first.
    fileprivate var withoutRepeats: [Int] {
        guard count > 1 else { return self }
        var seen: Set<Int> = []
        return filter { seen.insert($0).inserted }
    }
}

/// Finds, for ranges asked in ascending order, which of some ascending pieces overlap each.
private struct Overlaps {
    private let pieces: [Range<Int64>]
    private var first = 0

    init(_ pieces: [Range<Int64>]) {
        self.pieces = pieces
    }

    mutating func next(_ range: Range<Int64>) -> (indices: Range<Int>, fit: Message.Fit?) {
        while first < pieces.count && pieces[first].upperBound <= range.lowerBound { first += 1 }
        var end = first
        while end < pieces.count && pieces[end].lowerBound < range.upperBound { end += 1 }
        let fit: Message.Fit? =
            switch end - first {
            case 0: nil
            case 1: pieces[first] == range ? .aligned : .coalesced
            default: .split
            }
        return (first..<end, fit)
    }
}
