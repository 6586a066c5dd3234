import Rendering
import Testing

@Suite struct TerminalTextTests {
    private static func written(_ text: String) -> String {
        String(decoding: TerminalText.bytes(Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        arguments: [
            ("\u{1b}[31m", #"\x1b[31m"#), ("\u{7}", #"\x07"#), ("\r", #"\r"#), ("\u{9b}31m", #"\u{9b}31m"#),
            ("\u{202e}", #"\u{202e}"#), ("\u{2066}", #"\u{2066}"#), ("\u{200f}", #"\u{200f}"#),
            ("\u{2028}", #"\u{2028}"#), ("\u{7f}", #"\x7f"#), ("\0", #"\x00"#),
        ]
    )
    func `what a terminal would act on is escaped`(text: String, expected: String) {
        #expect(Self.written("a" + text + "é") == "a" + expected + "é")
    }

    @Test func `what had been escaped, lines and tabs stay as they are`() {
        for text in [#"\x1b[31m \\ \u{202e}"#, "a\nb\tc\n", "→ ├──┤ é 日本", ""] { #expect(Self.written(text) == text) }
    }

    @Test func `bytes that are no UTF-8 are escaped`() {
        #expect(TerminalText.bytes([0x61, 0x9b, 0xff, 0xe2, 0x82]) == Array(#"a\x9b\xff\xe2\x82"#.utf8))
    }

    @Test func `a line has no newline`() {
        #expect(TerminalText.line("a\nb\n") == Array(#"a\nb\n"#.utf8))
        #expect(TerminalText.line("é\n\u{1b}") == Array(#"é\n\x1b"#.utf8))
    }

    @Test func `tones become escape sequences`() {
        let style = Style(isColored: true)
        #expect(Self.written(style.text("a", .warning)) == "\u{1b}[33ma\u{1b}[0m")
        #expect(Self.written(style.text("a\u{1b}[1m", .bold)) == "\u{1b}[1ma\\x1b[1m\u{1b}[0m")
        #expect(!style.text("a", .series(4)).contains("\u{1b}"))
    }
}
