/// A therapist in the manner of Eliza, in conversation with one client.
///
/// Of a message's clauses the one with the word of the highest rank is taken apart by the first pattern of that word that fits, and put
/// together as the next of the pattern's answers, with the persons exchanged. The same messages get the same answers.
struct Doctor: Sendable {
    /// More of a message is not listened to.
    private static let mostCharacters = 1_000
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

    mutating func answer(to message: String) -> (text: String, isOver: Bool) {
        let clauses = clauses(of: message)
        guard !clauses.isEmpty else { return (text(of: script.silence, parts: []), false) }
        if clauses.count == 1, script.goodbyes.contains(clauses[0].map(\.key).joined(separator: " ")) {
            return (script.farewell, true)
        }
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

    /// The known words of a clause, those of the highest rank first.
    private func keywords(in words: [DoctorWord]) -> [DoctorScript.Keyword] {
        words.compactMap { script.keywords[$0.key] }.enumerated()
            .sorted { ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset) }
            .map(\.element)
    }

    private mutating func answer(to words: [DoctorWord], about keyword: DoctorScript.Keyword) -> String? {
        var keyword = keyword
        for _ in 0..<Self.mostLeaps {
            guard let (rule, parts) = fitting(keyword.rules, words) else { return nil }
            let text = text(of: rule, parts: parts)
            guard text.hasPrefix("="), let next = script.keywords[String(text.dropFirst())] else { return text }
            keyword = next
        }
        return nil
    }

    private func fitting(
        _ rules: [DoctorScript.Rule],
        _ words: [DoctorWord]
    ) -> (DoctorScript.Rule, [[DoctorWord]])? {
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
    private mutating func text(of rule: DoctorScript.Rule, parts: [[DoctorWord]]) -> String {
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
    private func reflected(_ words: [DoctorWord]) -> String {
        words.map { script.reflections[$0.key] ?? $0.text }.joined(separator: " ")
    }

    private func clauses(of message: String) -> [[DoctorWord]] {
        message.prefix(Self.mostCharacters).split { ".,;:!?()\"\n\r".contains($0) }
            .map { clause in
                clause.split { $0 == " " || $0 == "\t" }.flatMap { word -> [DoctorWord] in
                    let word = DoctorWord(word.map { $0 == "\u{2019}" ? "'" : $0 }.reduce(into: "") { $0.append($1) })
                    guard let others = script.substitutions[word.key] else { return [word] }
                    return others.split(separator: " ").map(DoctorWord.init)
                }
            }
            .filter { !$0.isEmpty }
    }
}
