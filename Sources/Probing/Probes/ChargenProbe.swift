internal import Wire

extension Probe {
    /// Receives `size` bytes of a character generator (RFC 864), or one datagram, and holds them against its pattern.
    package static func chargen(size: Int64 = Int64(CharacterGenerator.round.count)) -> Probe {
        Probe(name: "chargen", wellKnownPort: 19) { ChargenConversation(size: $0.isStream ? size : 0) }
    }
}

private struct ChargenConversation: Conversation {
    /// 0 for one datagram of whatever size.
    let size: Int64
    private var begin: Timestamp?
    private var count: Int64 = 0
    /// Where in the pattern the first line begins, which servers do differently.
    private var start: Int?
    private var departure: Int64?

    init(size: Int64) {
        self.size = size
    }

    mutating func ask(_ number: Int, _ moves: inout Moves) { begin = moves.time }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        for index in bytes.indices where size == 0 || count < size {
            take(bytes[index])
            count += 1
        }
        guard count >= size else { return }
        let nanoseconds = begin.map { moves.time - $0 } ?? 0
        moves.settle(
            1,
            departure == nil ? .replied : .altered,
            [.transferred(bytes: count, nanoseconds: nanoseconds)]
                + (departure.map { [.departure(offset: $0)] } ?? [])
        )
    }

    private mutating func take(_ byte: UInt8) {
        guard departure == nil else { return }
        let round = CharacterGenerator.round
        let start = start ?? Int(byte &- CharacterGenerator.firstCharacter) * CharacterGenerator.bytesPerLine
        self.start = start
        let place = (start + Int(count % Int64(round.count))) % round.count
        if start >= round.count || byte != round[place] { departure = count }
    }
}
