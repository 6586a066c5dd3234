/// What the doctor knows: words to look for, and what to say about what stands around them.
struct DoctorScript: Sendable {
    struct Rule: Sendable {
        /// Its number in the script, by which it is remembered which answer is next.
        let number: Int
        let pattern: DoctorPattern
        /// Given in turn; `=word` leaves it to the rules of that word.
        let answers: [String]
    }

    struct Keyword: Sendable {
        /// Of the entry that it is from.
        let number: Int
        let rank: Int
        let rules: [Rule]
        /// What to come back to when nothing else can be said.
        let memories: [Rule]
    }

    /// How a keyword is written down: `"* i am +": ["How long have you been $2?"]`.
    struct Entry {
        let words: [String]
        let rank: Int
        let rules: KeyValuePairs<String, [String]>
        let memories: KeyValuePairs<String, [String]>

        init(
            _ words: String...,
            rank: Int = 0,
            rules: KeyValuePairs<String, [String]>,
            memories: KeyValuePairs<String, [String]> = [:]
        ) {
            self.words = words
            self.rank = rank
            self.rules = rules
            self.memories = memories
        }
    }

    let greeting: String
    let farewell: String
    /// Said to an empty line.
    let silence: Rule
    /// Said where no word is known and nothing is remembered.
    let fallback: Rule
    let goodbyes: Set<String>
    private(set) var ruleCount = 2
    /// Looked up once for each word that is typed; all else goes by numbers.
    private var numbers: [String: Int] = [:]
    private var known: [Known] = []

    /// What there is to a word.
    struct Known: Sendable {
        /// What it is taken for before anything else, such as a contraction for its words.
        var substitution: [DoctorWord] = []
        /// The word that the other person would say for it.
        var reflection: String?
        var keyword: Keyword?
    }

    init(
        greeting: String,
        farewell: String,
        silence: [String],
        fallback: [String],
        goodbyes: Set<String>,
        substitutions: [String: String],
        reflections: [String: String],
        families: [String: Set<String>],
        entries: [Entry]
    ) {
        self.greeting = greeting
        self.farewell = farewell
        self.goodbyes = goodbyes
        let anything = DoctorPattern("*", families: [:]) { _ in -1 }
        self.silence = Rule(number: 0, pattern: anything, answers: silence)
        self.fallback = Rule(number: 1, pattern: anything, answers: fallback)
        for (word, others) in substitutions {
            let others = others.split(separator: " ").map {
                DoctorWord(text: String($0), number: number(of: String($0)))
            }
            known[number(of: word)].substitution = others
        }
        for (word, other) in reflections { known[number(of: word)].reflection = other }
        for (index, entry) in entries.enumerated() {
            let keyword = Keyword(
                number: index,
                rank: entry.rank,
                rules: rules(entry.rules, families),
                memories: rules(entry.memories, families)
            )
            for word in entry.words { known[number(of: word)].keyword = keyword }
        }
    }

    /// A word as it was typed; its case does not matter.
    func word(_ typed: some Sequence<UInt8>) -> DoctorWord {
        let text = String(decoding: Array(typed), as: UTF8.self)
        let key = typed.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
        return DoctorWord(text: text, number: numbers[String(decoding: key, as: UTF8.self)] ?? -1)
    }

    /// nil for a word that the script does not have.
    subscript(word: DoctorWord) -> Known? { word.number < 0 ? nil : known[word.number] }

    /// The keyword of that name.
    func keyword(_ name: some StringProtocol) -> Keyword? {
        numbers[String(name)].flatMap { known[$0].keyword }
    }

    private mutating func number(of word: String) -> Int {
        if let number = numbers[word] { return number }
        numbers[word] = known.count
        known.append(Known())
        return known.count - 1
    }

    private mutating func rules(
        _ texts: KeyValuePairs<String, [String]>,
        _ families: [String: Set<String>]
    ) -> [Rule] {
        texts.map { pattern, answers in
            defer { ruleCount += 1 }
            let pattern = DoctorPattern(pattern, families: families) { number(of: $0) }
            return Rule(number: ruleCount, pattern: pattern, answers: answers)
        }
    }
}
