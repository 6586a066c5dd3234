internal import Wire

/// The bytes of a stream in both directions, in the order in which they came to be known.
package struct StreamBytes: Sendable {
    package enum Content: Sendable, Equatable {
        /// The time, since the stream's first packet, is that of the packet that brought the bytes.
        case data([UInt8], elapsedNanoseconds: Int64)
        /// So many bytes were never captured.
        case gap(Int64)
    }

    package struct Event: Sendable, Equatable {
        package let direction: Direction
        package let offset: Int64
        package var content: Content
    }

    private var clientToServer: ByteAssembler?
    private var serverToClient: ByteAssembler?
    private var events: [Event] = []
    private var pieces: [ByteAssembler.Piece] = []

    package init() {}

    /// Takes the stream's next packet; `payload` has those of its bytes that were captured.
    package mutating func add(_ item: PacketItem, _ payload: Span<UInt8>, of stream: TCPStream) {
        if let acknowledged = item.acknowledged, !item.flags.hasRST {
            change(item.direction.reversed) { $0?.acknowledge(upTo: acknowledged, to: &$1) }
        }
        // What a reset carries is a reason for people (RFC 9293 section 3.5.3), and a FIN tells where the stream ends.
        let isFromStart = stream.isFromStart(item.direction)
        guard !item.flags.hasRST, item.bytes > 0 || item.flags.hasFIN && isFromStart else { return }
        change(item.direction) { assembler, pieces in
            var known = assembler ?? ByteAssembler(from: isFromStart ? 0 : item.offset)
            assembler = nil
            known.add(
                payload,
                length: item.bytes,
                at: item.offset,
                elapsedNanoseconds: item.elapsedNanoseconds,
                to: &pieces
            )
            assembler = known
        }
    }

    /// No packet comes any more.
    package mutating func finish() {
        for direction in Direction.allCases { change(direction) { $0?.finish(to: &$1) } }
    }

    /// What came since the last call; a gap that may yet become longer waits unless `all` is asked for.
    package mutating func take(all: Bool = false) -> [Event] {
        var taken = events
        events.removeAll()
        if !all, let last = taken.last, case .gap = last.content { events.append(taken.removeLast()) }
        return taken
    }

    private mutating func change(
        _ direction: Direction,
        _ body: (inout ByteAssembler?, inout [ByteAssembler.Piece]) -> Void
    ) {
        switch direction {
        case .clientToServer: body(&clientToServer, &pieces)
        case .serverToClient: body(&serverToClient, &pieces)
        }
        for piece in pieces {
            switch piece {
            case .data(let offset, let bytes, let elapsedNanoseconds):
                let content = Content.data(bytes, elapsedNanoseconds: elapsedNanoseconds)
                events.append(Event(direction: direction, offset: offset, content: content))
            case .gap(let range): append(gap: range, direction)
            }
        }
        pieces.removeAll(keepingCapacity: true)
    }

    private mutating func append(gap range: Range<Int64>, _ direction: Direction) {
        let bytes = range.upperBound - range.lowerBound
        if let last = events.last, last.direction == direction, case .gap(let before) = last.content,
            last.offset + before == range.lowerBound
        {
            events[events.count - 1].content = .gap(before + bytes)
        } else {
            events.append(Event(direction: direction, offset: range.lowerBound, content: .gap(bytes)))
        }
    }
}
