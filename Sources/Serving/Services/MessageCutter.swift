/// Cuts a stream into messages: its lines, and what a read leaves without a line's end.
///
/// A client that sends no line ends is waiting for its answer and cannot be waited for; what completes its line later is
/// no message of its own.
struct MessageCutter: Sendable {
    struct Message: Equatable {
        /// Without its line's end.
        let text: [UInt8]
        /// CR LF, LF, or empty where the line goes on.
        let end: [UInt8]
        /// Whether it goes on with the line of the message before.
        let continues: Bool

        /// Whether there is nothing in the line.
        var isEmptyLine: Bool { text.isEmpty && !continues }
    }

    private static let newline: UInt8 = 10
    private static let carriageReturn: UInt8 = 13

    private var bytes: [UInt8] = []
    private var position = 0
    private var continues = false

    var isEmpty: Bool { unreadCount == 0 }
    var unreadCount: Int { bytes.count - position }

    mutating func append(_ input: borrowing Span<UInt8>) {
        if position > 0 { bytes.removeFirst(position) }
        position = 0
        for index in input.indices { bytes.append(input[index]) }
    }

    /// The next message; nil where all that came has been taken.
    mutating func next() -> Message? {
        guard !isEmpty else { return nil }
        let line = bytes[position...].prefix { $0 != Self.newline }
        let isWhole = line.endIndex < bytes.endIndex
        let end = isWhole ? line.endIndex + 1 : line.endIndex
        // A CR at the end of a read is half of a line's end.
        let text = line.last == Self.carriageReturn ? line.dropLast() : line
        let message = Message(text: Array(text), end: Array(bytes[text.endIndex..<end]), continues: continues)
        position = end
        continues = !isWhole
        return message
    }
}

extension Reply {
    /// What one reply says at most, where there are many messages to answer.
    static let roomForAnswers = 64 << 10

    /// Answers messages as long as there is room, at most `limit`; the others wait for what is said to leave, and so does more
    /// input.
    mutating func answer(
        _ messages: inout MessageCutter,
        atMost limit: Int = .max,
        _ body: (MessageCutter.Message, inout Reply) -> Void
    ) {
        var count = 0
        while bytes.count < Self.roomForAnswers, ending == nil, count < limit || bytes.isEmpty,
            let message = messages.next()
        {
            body(message, &self)
            count += 1
        }
        guard !messages.isEmpty, ending == nil else { return }
        hasMore = true
        holdsInput = true
    }
}
