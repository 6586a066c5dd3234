internal import Wire

/// What is said to a peer and expected of it, step by step.
package struct Script: Sendable, Equatable {
    package enum Step: Sendable, Equatable {
        /// Some line of what comes matches.
        case expect(LinePattern)
        /// Exactly these bytes come next.
        case expectBytes([UInt8])
        case send([UInt8])
    }

    package var steps: [Step]
    /// The port of those that speak it.
    package var wellKnownPort: UInt16?
    /// Whether what comes is telnet's, whose options are refused and whose commands are no text (RFC 854, RFC 1143).
    package var isTelnet: Bool
    package var answers = AnswerForm.unknown

    package init(steps: [Step] = [], wellKnownPort: UInt16? = nil, isTelnet: Bool = false) {
        self.steps = steps
        self.wellKnownPort = wellKnownPort
        self.isTelnet = isTelnet
    }

    /// Reads lines such as `expect ^220`, `expect-bytes 0d0a` and `send QUIT\r\n`.
    ///
    /// Empty ones and those that begin with `#` say nothing. What stands behind the word and one space is taken as it is.
    package init(text: String) throws(ScriptFault) {
        self.init()
        for (index, whole) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = whole.drop { $0 == " " || $0 == "\t" }
            guard let first = line.first, first != "#" else { continue }
            let word = line.prefix { $0 != " " && $0 != "\t" }
            let rest = line.dropFirst(word.count + 1)
            do throws(ScriptFault.Reason) {
                steps.append(try Step(String(word), rest))
            } catch {
                throw ScriptFault(line: index + 1, reason: error)
            }
        }
        guard !steps.isEmpty else { throw ScriptFault(line: nil, reason: .empty) }
    }
}

extension Script.Step {
    fileprivate init(_ word: String, _ text: Substring) throws(ScriptFault.Reason) {
        switch word {
        case "expect": self = .expect(try LinePattern(String(text)))
        case "expect-bytes":
            let digits = text.filter { $0 != " " }
            guard let bytes = EscapedText.bytes(hexadecimal: digits), !bytes.isEmpty else { throw .hexadecimal }
            self = .expectBytes(bytes)
        case "send":
            guard let bytes = EscapedText.bytes(text) else { throw .escape }
            guard !bytes.isEmpty else { throw .nothing }
            self = .send(bytes)
        default: throw .word(word)
        }
    }
}

/// What is wrong with a dialogue that was typed.
package struct ScriptFault: Error, Sendable, Equatable {
    package enum Reason: Error, Sendable, Equatable {
        case word(String)
        /// What is wrong with a regular expression, and before which of its bytes, counted from 0, where that is known.
        case pattern(String, place: Int?)
        case escape
        case hexadecimal
        /// Nothing stands behind the word.
        case nothing
        /// It has no step.
        case empty
    }

    /// From 1; nil where it is all of it.
    package let line: Int?
    package let reason: Reason
}
