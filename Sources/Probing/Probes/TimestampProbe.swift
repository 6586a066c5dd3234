internal import DequeModule
internal import Platform
internal import Wire

extension Probe {
    /// Sends messages that are to come back behind the date and time: `[Thu Nov 20 23:20:11 2026] data`.
    ///
    /// Without a `message` each is `netlab` and its number.
    package static func timestamp(message: [UInt8]? = nil) -> Probe {
        Probe(name: "timestamp", sharesConnection: true, silence: { _ in .lost }) {
            TimestampConversation(message: message, isStream: $0.isStream)
        }
    }
}

private struct TimestampConversation: Conversation {
    /// An answer that goes on for longer without its message is none.
    private static let longestAnswer = 64 << 10

    let message: [UInt8]?
    let isStream: Bool
    private var owed: Deque<(number: Int, asked: Timestamp)> = []
    private var last = 0
    private var incoming: [UInt8] = []

    init(message: [UInt8]?, isStream: Bool) {
        self.message = message
        self.isStream = isStream
    }

    private func text(_ number: Int) -> [UInt8] { message ?? Array("netlab \(number)".utf8) }

    mutating func ask(_ number: Int, _ moves: inout Moves) {
        owed.append((number, moves.time))
        last = number
        moves.send(text(number) + (isStream ? [UInt8(ascii: "\n")] : []))
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        guard isStream else {
            let answer = bytes.indices.map { bytes[$0] }.withoutLineEnd
            let place = owed.firstIndex { answer.hasSuffix(text($0.number)) } ?? 0
            settle(answer, owed.indices.contains(place) ? owed.remove(at: place) : nil, &moves)
            return
        }
        for index in bytes.indices {
            let isEnd = bytes[index] == UInt8(ascii: "\n")
            // What only ends the answer before.
            if incoming.isEmpty && (isEnd || bytes[index] == 13) { continue }
            incoming.append(bytes[index])
            if isEnd || incoming.count > Self.longestAnswer { finish(&moves) }
        }
        // A server that takes the line's end away has said all of it.
        if let first = owed.first, incoming.hasSuffix([UInt8(ascii: " ")] + text(first.number)) { finish(&moves) }
    }

    private mutating func finish(_ moves: inout Moves) {
        settle(incoming.withoutLineEnd, owed.popFirst(), &moves)
        incoming = []
    }

    private func settle(_ answer: [UInt8], _ request: (number: Int, asked: Timestamp)?, _ moves: inout Moves) {
        let text = text(request?.number ?? last)
        let said = Fact.text(answer)
        guard let stamp = answer.stamp(before: text) else {
            moves.settle(
                request?.number ?? last,
                .altered,
                [said, .breach("it is not the message behind [date and time]")]
            )
            return
        }
        var reading = ClockReading()
        reading.ask(at: request?.asked ?? moves.time)
        reading.answer(at: moves.time)
        let offset = Clock.time(calendarText: stamp).flatMap(reading.offset)
        moves.settle(request?.number ?? last, .replied, [said] + [offset].compactMap(\.self))
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool { self.suffix(suffix.count).elementsEqual(suffix) }

    /// What stands in the brackets of `[date and time] text`.
    fileprivate func stamp(before text: [UInt8]) -> String? {
        guard hasSuffix(text) else { return nil }
        let head = dropLast(text.count)
        guard head.first == UInt8(ascii: "["), let end = head.lastIndex(of: UInt8(ascii: "]")) else { return nil }
        guard head[(end + 1)...].allSatisfy({ $0 == UInt8(ascii: " ") }) else { return nil }
        return String(decoding: head[1..<end], as: UTF8.self)
    }
}
