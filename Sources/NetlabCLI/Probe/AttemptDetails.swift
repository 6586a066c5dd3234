internal import Probing
internal import Rendering

/// What does not fit into an attempt's line: a dialogue, and the times of an HTTP answer.
extension Attempt {
    /// Of a dialogue so many lines are shown.
    private static let mostLines = 40
    private static let longestLine = 400

    /// Where the answer leads, as it said.
    var redirect: [UInt8]? {
        for case .redirect(let location) in facts { return location }
        return nil
    }

    /// Whether what was said takes lines of its own.
    private var isDialogue: Bool {
        facts.contains {
            switch $0 {
            case .said: true
            case .text(let bytes): bytes.dropLast().contains(UInt8(ascii: "\n"))
            default: false
            }
        }
    }

    /// What stands in the attempt's line.
    var wordedFacts: [Fact] {
        let isDialogue = isDialogue
        return facts.filter {
            switch $0 {
            case .said, .text: !isDialogue
            // What was answered is told by its status.
            case .message: false
            default: true
            }
        }
    }

    /// The lines below it.
    func details(lookupNanoseconds: Int64?) -> [String] {
        let isHTTP = facts.contains { if case .status = $0 { true } else { false } }
        return (isHTTP ? [phases(lookupNanoseconds)] : []) + (isDialogue ? conversation : [])
    }

    /// Each from the attempt's start but the lookup, which came before.
    private func phases(_ lookup: Int64?) -> String {
        let phases = [
            ("connect", connectNanoseconds), ("first byte", firstByteNanoseconds), ("total", totalNanoseconds),
        ]
        let words = phases.compactMap { name, time in time.map { "\(name) \(Quantity.duration(nanoseconds: $0))" } }
        return "      " + (lookup.map { "DNS \(Quantity.duration(nanoseconds: $0)), then " } ?? "")
            + words.joined(separator: ", ")
    }

    private var conversation: [String] {
        var lines: [String] = []
        for fact in facts {
            let (mark, bytes): (String, [UInt8])
            switch fact {
            case .said(let said): (mark, bytes) = ("> ", said)
            case .text(let text): (mark, bytes) = ("< ", text)
            default: continue
            }
            for line in bytes.lines {
                // The usual end of a line is not worth showing.
                let text = line.suffix(2) == [13, 10] ? line.dropLast(2) : line
                let cut = text.count > Self.longestLine ? " …" : ""
                lines.append("      " + mark + VisibleText.escaped(text.prefix(Self.longestLine)) + cut)
            }
        }
        let rest = lines.count - Self.mostLines
        return rest > 0 ? lines.prefix(Self.mostLines) + ["      … \(Quantity.counted(rest, "more line"))"] : lines
    }
}

extension [UInt8] {
    /// Each with its end; the last may have none.
    fileprivate var lines: [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var rest = self[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
            lines.append(rest[..<end])
            rest = rest[end...]
        }
        return lines
    }

    /// As text in quotation marks; long text, and soon what is no text, cut.
    var quoted: String {
        let isText = String(validating: self, as: UTF8.self)?.unicodeScalars.allSatisfy { $0.value >= 9 } == true
        let most = isText ? 400 : 16
        let cut = count > most ? " … of \(Quantity.counted(count, "byte"))" : ""
        return "\"\(VisibleText.escaped(prefix(most)))\"\(cut)"
    }
}
