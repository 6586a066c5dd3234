/// Colour and weight of text, or their absence where the output is no terminal.
package struct Style: Sendable, Equatable {
    package enum Tone: Sendable, Equatable {
        case bold, faint, warning
        /// One of a few colours that differ from each other; taken modulo their number.
        case series(Int)
    }

    package let isColored: Bool

    package init(isColored: Bool) {
        self.isColored = isColored
    }

    package func text(_ text: String, _ tone: Tone) -> String {
        guard isColored, !text.isEmpty else { return text }
        return "\u{1b}[\(code(tone))m\(text)\u{1b}[0m"
    }

    /// Appends what `body` does, in that tone.
    package func append(_ tone: Tone, to text: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
        if isColored { text += "\u{1b}[\(code(tone))m".utf8 }
        body(&text)
        if isColored { text += "\u{1b}[0m".utf8 }
    }

    /// SGR parameters (ECMA-48 §8.3.117).
    private func code(_ tone: Tone) -> String {
        switch tone {
        case .bold: "1"
        case .faint: "2"
        case .warning: "33"
        case .series(let index): ["36", "33", "35", "32", "34", "31"][index % 6]
        }
    }
}
