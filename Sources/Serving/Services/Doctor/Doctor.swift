/// A therapist in the manner of Eliza, in conversation with one client.
///
/// Of a message's clauses the one with the word of the highest rank is taken apart by the first pattern of that word that fits, and put
/// together as the next of the pattern's answers, with the persons exchanged. The same messages get the same answers.
struct Doctor: Sendable {
    /// More of a message is not listened to, in bytes.
    static let most = 400
    private static let mostMemories = 8
    /// How often one word leaves it to another.
    private static let mostLeaps = 4

    private let script: DoctorScript
    /// How often each rule has answered.
    private var uses: [Int]
    private var memories: [String] = []

    init(_ script: DoctorScript) {
        self.script = script
        uses = Array(repeating: 0, count: script.ruleCount)
    }

    /// `message` is text in UTF-8.
    mutating func answer(to message: [UInt8]) -> (text: String, isOver: Bool) {
        let clauses = clauses(of: message)
        guard !clauses.isEmpty else { return (text(of: script.silence, parts: []), false) }
        if clauses.count == 1, isGoodbye(clauses[0]) { return (script.farewell, true) }
        let found = clauses.map { (words: $0, keywords: keywords(in: $0)) }
        let best = found.max { ($0.keywords.first?.rank ?? -1) < ($1.keywords.first?.rank ?? -1) }
        // The first of those that are as good: max takes the last.
        let clause = found.first { $0.keywords.first?.rank == best?.keywords.first?.rank }
        defer { if let clause { remember(clause.words, clause.keywords) } }
        for keyword in clause?.keywords ?? [] {
            if let text = answer(to: clause?.words ?? [], about: keyword) { return (text, false) }
        }
        if !memories.isEmpty { return (memories.removeFirst(), false) }
        return (text(of: script.fallback, parts: []), false)
    }

    private func isGoodbye(_ words: [DoctorWord]) -> Bool {
        words.count <= 2 && script.goodbyes.contains(words.map { $0.text.lowercased() }.joined(separator: " "))
    }

    /// The known words of a clause, those of the highest rank first; of those with the same rules as many as are remembered.
    private func keywords(in words: [DoctorWord]) -> [DoctorScript.Keyword] {
        var counts: [Int: Int] = [:]
        let known = words.compactMap { word -> DoctorScript.Keyword? in
            guard let keyword = script[word]?.keyword else { return nil }
            let count = counts[keyword.number, default: 0]
            counts[keyword.number] = count + 1
            return count < (keyword.memories.isEmpty ? 1 : Self.mostMemories) ? keyword : nil
        }
        return known.enumerated()
            .sorted { ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset) }
            .map(\.element)
    }

    private mutating func answer(to words: [DoctorWord], about keyword: DoctorScript.Keyword) -> String? {
        var keyword = keyword
        for _ in 0..<Self.mostLeaps {
            guard let (rule, parts) = fitting(keyword.rules, words) else { return nil }
            let text = text(of: rule, parts: parts)
            guard text.hasPrefix("="), let next = script.keyword(text.dropFirst()) else { return text }
            keyword = next
        }
        return nil
    }

    private func fitting(
        _ rules: [DoctorScript.Rule],
        _ words: [DoctorWord]
    ) -> (DoctorScript.Rule, [ArraySlice<DoctorWord>])? {
        for rule in rules {
            if let parts = rule.pattern.parts(of: words) { return (rule, parts) }
        }
        return nil
    }

    private mutating func remember(_ words: [DoctorWord], _ keywords: [DoctorScript.Keyword]) {
        for keyword in keywords where memories.count < Self.mostMemories {
            guard let (rule, parts) = fitting(keyword.memories, words) else { continue }
            memories.append(text(of: rule, parts: parts))
        }
    }

    /// The rule's next answer.
    private mutating func text(of rule: DoctorScript.Rule, parts: [ArraySlice<DoctorWord>]) -> String {
        let template = rule.answers[uses[rule.number] % rule.answers.count]
        uses[rule.number] += 1
        var text = ""
        var isReference = false
        for character in template {
            if isReference {
                let number = character.wholeNumberValue ?? 0
                if parts.indices.contains(number - 1) { text += reflected(parts[number - 1]) }
                isReference = false
            } else if character == "$" {
                isReference = true
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// What the client said of himself, said of him.
    private func reflected(_ words: ArraySlice<DoctorWord>) -> String {
        words.map { script[$0]?.reflection ?? $0.text }.joined(separator: " ")
    }

    private func clauses(of message: [UInt8]) -> [[DoctorWord]] {
        Self.withPlainApostrophes(message).split { Self.endsClause[Int($0)] }
            .map { clause in
                clause.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.flatMap { typed in
                    let word = script.word(typed)
                    guard let others = script[word]?.substitution, !others.isEmpty else { return [word] }
                    return others
                }
            }
            .filter { !$0.isEmpty }
    }

    private static let endsClause: [Bool] = (0...255).map { ".,;:!?()\"\n\r".utf8.contains($0) }

    /// U+2019 is what many keyboards have for an apostrophe.
    private static func withPlainApostrophes(_ message: [UInt8]) -> [UInt8] {
        guard message.contains(0xe2) else { return message }
        return Array(String(decoding: message, as: UTF8.self).replacing("\u{2019}", with: "'").utf8)
    }
}
