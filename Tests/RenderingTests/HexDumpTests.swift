import Rendering
import Testing

@Suite struct HexDumpTests {
    @Test func `bytes are shown as tcpdump -X shows them`() {
        let bytes = Array("The quick brown\tfox\u{7f}".utf8) + [0xff]
        let lines = HexDump.lines(bytes.span)
        #expect(
            lines == [
                "0x0000:  5468 6520 7175 6963 6b20 6272 6f77 6e09  The quick brown.",
                "0x0010:  666f 787f ff                             fox..",
            ]
        )
    }

    @Test func `offsets may begin within a stream`() {
        let lines = HexDump.lines([UInt8](repeating: 0x41, count: 17).span, from: 0x1_2345, digits: 8)
        #expect(lines.map { $0.prefix(12) } == ["0x00012345: ", "0x00012355: "])
    }

    @Test func `nothing is no line`() {
        let none: [UInt8] = []
        #expect(HexDump.lines(none.span) == [])
    }
}
