/// How a sentence is taken apart: words that must be there, and gaps between them.
///
/// In its text `*` is any number of words, `+` is one or more, `a|b` is either, `@name` is a word of that family. All but single
/// words are parts, which answers refer to as `$1`, `$2` and so on.
struct DoctorPattern: Sendable {
    private enum Element {
        case word(Int)
        case oneOf([Int])
    }

    /// Elements that follow each other, behind a gap of at least so many words; nil where nothing may stand before them.
    private struct Run {
        let gap: Int?
        var elements: [Element] = []
    }

    private let runs: [Run]

    /// `number` gives each word of the script its number.
    init(_ text: String, families: [String: Set<String>], number: (String) -> Int) {
        var runs = [Run(gap: nil)]
        for word in text.split(separator: " ") {
            let element: Element
            switch word {
            case "*", "+":
                runs.append(Run(gap: word == "*" ? 0 : 1))
                continue
            case _ where word.hasPrefix("@"):
                element = .oneOf((families[String(word.dropFirst())] ?? []).map(number))
            case _ where word.contains("|"): element = .oneOf(word.split(separator: "|").map { number(String($0)) })
            default: element = .word(number(String(word)))
            }
            runs[runs.count - 1].elements.append(element)
        }
        self.runs = runs
    }

    /// The parts of `words`, each of the earlier ones as short as it can be; nil where the pattern does not fit.
    ///
    /// Each run is looked for from where the last one ended: a later place for one would leave less to those behind it. So the
    /// time is in proportion to the words.
    func parts(of words: [DoctorWord]) -> [ArraySlice<DoctorWord>]? {
        var parts: [ArraySlice<DoctorWord>] = []
        var position = 0
        for (index, run) in runs.enumerated() {
            guard let start = start(of: run, in: words, from: position, isLast: index == runs.count - 1) else {
                return nil
            }
            if run.gap != nil { parts.append(words[position..<start]) }
            position = start
            for element in run.elements {
                if case .oneOf = element { parts.append(words[position...position]) }
                position += 1
            }
        }
        return position == words.count ? parts : nil
    }

    private func start(of run: Run, in words: [DoctorWord], from position: Int, isLast: Bool) -> Int? {
        let last = words.count - run.elements.count
        guard let gap = run.gap else { return last >= 0 && fits(run, words, at: 0) ? 0 : nil }
        // What the last one leaves behind it would be left over.
        var start = isLast ? last : position + gap
        guard start >= position + gap else { return nil }
        while start <= last {
            if fits(run, words, at: start) { return start }
            start += 1
        }
        return nil
    }

    private func fits(_ run: Run, _ words: [DoctorWord], at start: Int) -> Bool {
        for (index, element) in run.elements.enumerated() {
            let number = words[start + index].number
            switch element {
            case .word(let word): if number != word { return false }
            case .oneOf(let family): if !family.contains(number) { return false }
            }
        }
        return true
    }
}

/// A word as it was typed, and its number in the script; below 0 where that does not have it.
struct DoctorWord: Sendable, Equatable {
    let text: String
    let number: Int
}
