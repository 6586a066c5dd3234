internal import Platform
internal import Wire

extension Probe {
    /// Asks for the date and time as text (RFC 867), and reads the peer's clock where a time in the form of ctime(3) is in it.
    package static let daytime = Probe(name: "daytime", wellKnownPort: 13) {
        DaytimeConversation(isStream: $0.isStream)
    }
}

private struct DaytimeConversation: Conversation {
    /// Of a longer answer only the front is kept.
    private static let longestText = 1_024

    let isStream: Bool
    private var reading = ClockReading()
    private var text: [UInt8] = []

    init(isStream: Bool) {
        self.isStream = isStream
    }

    mutating func ask(_ number: Int, _ moves: inout Moves) { reading.ask(at: moves.time) }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        reading.answer(at: moves.time)
        for index in bytes.indices where text.count < Self.longestText { text.append(bytes[index]) }
        // A stream's answer is whole when the server closes.
        if !isStream { settle(&moves) }
    }

    mutating func endOfInput(_ moves: inout Moves) {
        if !text.isEmpty { settle(&moves) }
    }

    private func settle(_ moves: inout Moves) {
        let line = text.withoutLineEnd
        let offset = Self.time(in: String(decoding: line, as: UTF8.self)).flatMap(reading.offset)
        moves.settle(1, .replied, [.text(line)] + [offset].compactMap(\.self))
    }

    /// The first time that stands among the words, as servers have greetings before and behind it.
    private static func time(in text: String) -> Timestamp? {
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != ":" }
        return words.indices.lazy.compactMap { start in
            Clock.time(calendarText: words[start...].prefix(5).joined(separator: " "))
        }.first
    }
}

extension [UInt8] {
    /// Without the CR and LF characters at its end.
    var withoutLineEnd: [UInt8] { Array(self[..<((lastIndex { $0 != 13 && $0 != 10 } ?? -1) + 1)]) }
}
