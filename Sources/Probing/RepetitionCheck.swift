/// Follows an answer and tells whether it is whole copies of a message.
///
/// A server reads what one recv brings, which of a long message may be the front: then the copies are of that front, and
/// how long it was shows only in the answer.
struct RepetitionCheck {
    /// How many lengths of a front are followed at once; a message that begins like itself that often is no text of people.
    private static let mostFronts = 64

    private let message: [UInt8]
    private var offset = 0
    /// How many bytes a copy may have: the whole message, until the answer departs from it.
    private var fronts: [Int]
    private var hasDeparted: Bool

    init(of message: [UInt8]) {
        self.message = message
        // Nothing has no copies.
        fronts = message.isEmpty ? [] : [message.count]
        hasDeparted = message.isEmpty
    }

    mutating func take(_ bytes: borrowing Span<UInt8>) {
        for index in bytes.indices {
            let byte = bytes[index]
            if !hasDeparted && byte != message[offset % message.count] {
                hasDeparted = true
                fronts = possibleFronts
            }
            if hasDeparted { fronts.removeAll { byte != message[offset % $0] } }
            offset += 1
        }
    }

    /// What to make of the answer if it ends here.
    var verdict: Outcome {
        if offset == 0 { return .closedEarly }
        if fronts.isEmpty { return .altered }
        // One copy of a front, or a message that was cut: the second is what happens.
        if !hasDeparted && offset < message.count { return .closedEarly }
        let candidates = hasDeparted ? fronts : [message.count] + possibleFronts
        return candidates.contains { offset % $0 == 0 } ? .replied : .closedEarly
    }

    /// The lengths of fronts whose copies begin as the message does, as far as the answer has gone.
    private var possibleFronts: [Int] {
        let seen = min(offset, message.count)
        let periods = Self.periods(of: message.prefix(seen))
        // Beyond the message's end only copies that make it up whole have gone on as it did.
        return Array(
            (offset > message.count ? periods.filter { message.count % $0 == 0 } : periods).prefix(Self.mostFronts)
        )
    }

    /// Every `k` for which `text` is a repetition of its first `k` elements, cut anywhere; the shortest first.
    private static func periods(of text: ArraySlice<UInt8>) -> [Int] {
        // borders[i] is the length of the longest proper prefix of text[...i] that is its suffix too (Knuth, Morris, Pratt).
        var borders = [Int](repeating: 0, count: text.count)
        var length = 0
        for index in text.indices.dropFirst() {
            while length > 0 && text[index] != text[length] { length = borders[length - 1] }
            if text[index] == text[length] { length += 1 }
            borders[index] = length
        }
        var periods: [Int] = []
        var border = borders.last ?? 0
        while border > 0 {
            periods.append(text.count - border)
            border = borders[border - 1]
        }
        return text.isEmpty ? [] : periods + [text.count]
    }
}
