import Rendering
import Testing

@Suite struct ParagraphTests {
    private static let text = "One write left in 21 segments: the MTU of 1,500 leaves 1,448 bytes of payload."

    @Test(arguments: 12...100)
    func `no line is wider than it may be, and no word is lost`(width: Int) {
        let lines = Paragraph.lines(Self.text, width: width)
        #expect(lines.allSatisfy { $0.count <= width && $0.hasPrefix("  ") && !$0.hasSuffix(" ") })
        #expect(lines.flatMap { $0.split(separator: " ") } == Self.text.split(separator: " "))
    }

    @Test func `lines are as full as they can be`() {
        let lines = Paragraph.lines("aa bb cc", width: 7)
        #expect(lines == ["  aa bb", "  cc"])
    }

    @Test func `a word longer than the line stands alone`() {
        #expect(Paragraph.lines("a abcdefghij b", width: 6) == ["  a", "  abcdefghij", "  b"])
    }
}
