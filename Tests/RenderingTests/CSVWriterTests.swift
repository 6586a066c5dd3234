import Rendering
import Testing

@Suite struct CSVWriterTests {
    private static func record(_ cells: String?...) -> String {
        var csv = CSVWriter()
        for cell in cells { csv.text(cell) }
        csv.endRecord()
        return String(decoding: csv.bytes, as: UTF8.self)
    }

    @Test func `what a reader would cut is quoted, and quotes are doubled`() {
        #expect(Self.record("a", "b,c", #"d "e""#, " f", nil, "g") == "a,\"b,c\",\"d \"\"e\"\"\",\" f\",,g\n")
    }

    @Test func `a record has one line, whatever text came`() {
        #expect(Self.record("a\r\nb\u{1b}[2J", "\u{202e}") == #"a\r\nb\x1b[2J,\u{202e}"# + "\n")
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)"])
    func `text that a spreadsheet would compute has an apostrophe`(text: String) {
        #expect(Self.record(text, "1\(text)") == "'\(text),1\(text)\n")
    }

    @Test func `numbers are as they are`() {
        var csv = CSVWriter()
        csv.number(-5)
        csv.number(Int?.none)
        csv.flag(true)
        csv.endRecord()
        csv.number(1)
        #expect(String(decoding: csv.bytes, as: UTF8.self) == "-5,,true\n1")
    }
}
