/// How a sentence is taken apart: words that must be there, and gaps between them.
///
/// In its text `*` is any number of words, `+` is one or more, `a|b` is either, `@name` is a word of that family. All but single
/// words are parts, which answers refer to as `$1`, `$2` and so on.
struct DoctorPattern: Sendable {
    private enum Element {
        case word(String)
        case oneOf(Set<String>)
        case gap(least: Int)
    }

    private let elements: [Element]

    init(_ text: String, families: [String: Set<String>]) {
        elements = text.split(separator: " ").map { word in
            switch word {
            case "*": return .gap(least: 0)
            case "+": return .gap(least: 1)
            case _ where word.hasPrefix("@"): return .oneOf(families[String(word.dropFirst())] ?? [])
            case _ where word.contains("|"): return .oneOf(Set(word.split(separator: "|").map(String.init)))
            default: return .word(String(word))
            }
        }
    }

    /// The parts of `words`, each of the earlier ones as short as it can be; nil where the pattern does not fit.
    func parts(of words: [DoctorWord]) -> [[DoctorWord]]? {
        Self.parts(of: words[...], by: elements[...])
    }

    private static func parts(of words: ArraySlice<DoctorWord>, by elements: ArraySlice<Element>) -> [[DoctorWord]]? {
        guard let element = elements.first else { return words.isEmpty ? [] : nil }
        let rest = elements.dropFirst()
        switch element {
        case .word(let word):
            return words.first?.key == word ? parts(of: words.dropFirst(), by: rest) : nil
        case .oneOf(let family):
            guard let first = words.first, family.contains(first.key) else { return nil }
            return parts(of: words.dropFirst(), by: rest).map { [[first]] + $0 }
        case .gap(let least):
            if rest.isEmpty { return words.count >= least ? [Array(words)] : nil }
            for length in least...max(least, words.count) where length <= words.count {
                if let others = parts(of: words.dropFirst(length), by: rest) {
                    return [Array(words.prefix(length))] + others
                }
            }
            return nil
        }
    }
}

/// A word as it was typed, and as it is compared.
struct DoctorWord: Sendable, Equatable {
    let text: String
    let key: String

    init(_ text: some StringProtocol) {
        self.text = String(text)
        key = text.lowercased()
    }
}
