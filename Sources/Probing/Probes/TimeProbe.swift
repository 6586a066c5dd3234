internal import Wire

extension Probe {
    /// Asks for the four bytes of the time protocol (RFC 868).
    package static let time = Probe(name: "time", wellKnownPort: 37) { _ in TimeConversation() }
}

private struct TimeConversation: Conversation {
    private var reading = ClockReading()
    private var answer: [UInt8] = []

    mutating func ask(_ number: Int, _ moves: inout Moves) { reading.ask(at: moves.time) }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        reading.answer(at: moves.time)
        let count = answer.count + bytes.count
        for index in bytes.indices.prefix(4) { answer.append(bytes[index]) }
        if count > 4 {
            moves.settle(1, .unexpected, [.breach("\(count) bytes came in place of four")])
        } else if let time = TimeProtocol.time(answer, near: moves.time) {
            moves.settle(1, .replied, [reading.offset(of: time)].compactMap(\.self))
        }
    }
}
