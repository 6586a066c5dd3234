internal import Wire

extension Probe {
    /// Receives what a server says first until it pauses, or goes through a dialogue with it.
    package static func banner(
        _ dialogue: Script = Script(),
        quiet: Duration = .milliseconds(300)
    ) -> Probe {
        // Nothing is owed to who has not asked.
        let isOwed = dialogue.steps.contains { if case .send = $0 { false } else { true } }
        return Probe(
            name: "banner",
            transports: [.tcp, .unix],
            wellKnownPort: dialogue.wellKnownPort,
            silence: { _ in isOwed ? .timedOut : .silent }
        ) { _ in BannerConversation(dialogue: dialogue, quiet: quiet) }
    }
}

private struct BannerConversation: Conversation {
    /// Of what comes so much is kept to be shown.
    private static let mostText = 16 << 10

    let dialogue: Script
    let quiet: Duration
    private var index = 0
    private var filter: TelnetFilter?
    /// What has come and no step has read yet; of lines only the last, without its end.
    private var unread: [UInt8] = []
    /// Whether a line came in this step that it did not expect.
    private var hasOther = false
    private var lines: AnswerLines
    /// Something was said to the peer.
    private var isAsked = false
    private var kept = 0
    private var facts: [Fact] = []
    private var isOver = false

    init(dialogue: Script, quiet: Duration) {
        self.dialogue = dialogue
        self.quiet = quiet
        lines = AnswerLines(dialogue.answers)
        filter = dialogue.isTelnet ? TelnetFilter() : nil
    }

    private var step: Script.Step? { dialogue.steps.indices.contains(index) ? dialogue.steps[index] : nil }

    var progress: [Fact] { facts + unmet }

    /// The step that it stands at.
    private var unmet: [Fact] {
        let expected: String
        switch step {
        case .expect(let pattern)?: expected = "/\(pattern.text)/"
        case .expectBytes(let bytes)?: expected = bytes.map(\.twoDigits).joined()
        case .send?, nil: return []
        }
        return [.step(number: index + 1, count: dialogue.steps.count, expected: expected)]
    }

    // MARK: What happens

    mutating func ask(_ number: Int, _ moves: inout Moves) { speak(&moves) }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        guard !isOver else { return }
        let text = filter?.take(bytes) ?? bytes.indices.map { bytes[$0] }
        if let filter { moves.send(filter.refusals) }
        keep(text)
        for byte in text where !isOver { read(byte, &moves) }
        // Options alone are nothing that was said.
        if !isOver, !facts.isEmpty || step != nil { moves.quiet = quiet }
    }

    mutating func pause(_ moves: inout Moves) { if !isUnfinished { judgeRest(&moves) } }

    mutating func endOfInput(_ moves: inout Moves) { judgeRest(&moves) }

    /// What has come says that more follows, however long that takes.
    private var isUnfinished: Bool {
        guard case .expect? = step else { return false }
        return unread.isEmpty ? lines.goOn : dialogue.answers.hasLines
    }

    // MARK: Steps

    /// Says what is to be said next; where that was the last step, and not what was to be heard, what comes then is the answer.
    private mutating func speak(_ moves: inout Moves) {
        while case .send(let bytes)? = step {
            moves.send(bytes)
            facts.append(.said(bytes))
            isAsked = true
            index += 1
        }
        guard step == nil, let last = dialogue.steps.last else { return }
        if case .send = last { return }
        settle(.replied, &moves)
    }

    private mutating func read(_ byte: UInt8, _ moves: inout Moves) {
        switch step {
        case .expectBytes(let expected)?:
            guard byte == expected[unread.count] else { return settle(.unexpected, &moves) }
            unread.append(byte)
            if unread.count == expected.count { meet(&moves) }
        case .expect(let pattern)?:
            if byte != UInt8(ascii: "\n") { unread.append(byte) }
            guard byte == UInt8(ascii: "\n") || unread.count == LinePattern.longestLine else { return }
            judge(pattern, &moves)
        case .send?, nil: break
        }
    }

    private mutating func judge(_ pattern: LinePattern, _ moves: inout Moves) {
        let line = unread.last == 13 ? unread.dropLast() : unread[...]
        unread = []
        lines.take(line, isAsked: isAsked)
        switch pattern.matches(line) {
        case true?: meet(&moves)
        case false?: hasOther = true
        case nil:
            facts.append(.breach("the pattern takes too long for what came"))
            settle(.unexpected, &moves)
        }
    }

    /// Nothing more comes for now: a prompt has no line's end, and what was not expected is all there is.
    private mutating func judgeRest(_ moves: inout Moves) {
        guard !isOver else { return }
        if case .expect(let pattern)? = step, !unread.isEmpty { judge(pattern, &moves) }
        guard !isOver else { return }
        if step == nil, !facts.isEmpty {
            settle(.replied, &moves)
        } else if hasOther {
            settle(.unexpected, &moves)
        }
    }

    /// The step is met.
    private mutating func meet(_ moves: inout Moves) {
        unread = []
        hasOther = false
        index += 1
        speak(&moves)
    }

    private mutating func settle(_ outcome: Outcome, _ moves: inout Moves) {
        isOver = true
        moves.settle(1, outcome, progress)
    }

    /// Joins what comes to what came since something was said.
    private mutating func keep(_ text: [UInt8]) {
        let part = text.prefix(Self.mostText - kept)
        guard !part.isEmpty else { return }
        kept += part.count
        if case .text(let before)? = facts.last {
            facts[facts.count - 1] = .text(before + part)
        } else {
            facts.append(.text(Array(part)))
        }
    }
}

extension UInt8 {
    fileprivate var twoDigits: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
