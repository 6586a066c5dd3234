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
    /// Words that are taken for others before anything else, such as contractions.
    let substitutions: [String: String]
    /// Each person's words as the other would say them.
    let reflections: [String: String]
    private(set) var keywords: [String: Keyword] = [:]
    private(set) var ruleCount = 2

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
        self.substitutions = substitutions
        self.reflections = reflections
        let anything = DoctorPattern("*", families: [:])
        self.silence = Rule(number: 0, pattern: anything, answers: silence)
        self.fallback = Rule(number: 1, pattern: anything, answers: fallback)
        for entry in entries {
            let keyword = Keyword(
                rank: entry.rank,
                rules: rules(entry.rules, families),
                memories: rules(entry.memories, families)
            )
            for word in entry.words { keywords[word] = keyword }
        }
    }

    private mutating func rules(
        _ texts: KeyValuePairs<String, [String]>,
        _ families: [String: Set<String>]
    ) -> [Rule] {
        texts.map { pattern, answers in
            defer { ruleCount += 1 }
            return Rule(number: ruleCount, pattern: DoctorPattern(pattern, families: families), answers: answers)
        }
    }
}
