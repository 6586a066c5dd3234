/// Colour and weight of text, or their absence where the output is no terminal.
///
/// What it puts around text are marks of `TerminalText`, which makes escape sequences of them when the text is written.
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
        return mark(tone) + text + TerminalText.reset
    }

    /// Appends what `body` does, in that tone.
    package func append(_ tone: Tone, to text: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
        if isColored { text += mark(tone).utf8 }
        body(&text)
        if isColored { text += TerminalText.reset.utf8 }
    }

    private func mark(_ tone: Tone) -> String {
        switch tone {
        case .bold: TerminalText.mark("1")
        case .faint: TerminalText.mark("2")
        case .warning: TerminalText.mark("33")
        case .series(let index): TerminalText.mark(["36", "33", "35", "32", "34", "31"][index % 6])
        }
    }
}
