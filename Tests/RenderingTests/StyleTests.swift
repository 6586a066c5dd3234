import Rendering
import Testing

@Suite struct StyleTests {
    @Test(arguments: [Style.Tone.bold, .faint, .series(0), .series(5), .series(600)])
    func `a tone is put on and taken off again`(tone: Style.Tone) {
        let text = Style.colored.text("a b", tone)
        let written = String(decoding: TerminalText.bytes(Array(text.utf8)), as: UTF8.self)
        #expect(written.hasPrefix("\u{1b}["))
        #expect(written.hasSuffix("a b\u{1b}[0m"))
        #expect(text.withoutColor == "a b")
    }

    @Test func `without colour there is no escape`() {
        #expect(Style.plain.text("a", .bold) == "a")
    }

    @Test func `nothing is coloured where there is nothing`() {
        #expect(Style.colored.text("", .bold).isEmpty)
    }

    @Test func `neighbours of a series differ`() {
        for index in 0..<20 {
            #expect(Style.colored.text("a", .series(index)) != Style.colored.text("a", .series(index + 1)))
        }
    }
}
