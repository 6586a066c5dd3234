import Probing
import Testing

@Suite struct IncomingLinesTests {
    private static func lines(_ pieces: [String], pausing: Bool = false) -> (lines: [String], rest: String) {
        var incoming = IncomingLines()
        var lines: [[UInt8]] = []
        for piece in pieces {
            lines += incoming.take(Array(piece.utf8).span)
            if pausing, let rest = incoming.takeRest() { lines.append(rest) }
        }
        return (lines.map { String(decoding: $0, as: UTF8.self) }, String(decoding: incoming.rest, as: UTF8.self))
    }

    @Test func `lines are the same wherever the transport cuts them`() {
        for text in ["one\ntwo\r\n\nfour", "\r\n\r\n", "a\rb\n"] {
            let whole = Self.lines([text])
            #expect(whole == Self.lines(text.unicodeScalars.map { String($0) }))
        }
        #expect(Self.lines(["one\ntwo\r\n\nfour"]) == (["one", "two", ""], "four"))
    }

    @Test func `the end of a line that was taken without it is no line`() {
        #expect(
            Self.lines(["one", "\n", "two", "\r\n", "three", "\r", "\n", "\n"], pausing: true).lines == [
                "one", "two", "three", "",
            ]
        )
        #expect(Self.lines(["one", "\rtwo\n"], pausing: true).lines == ["one", "\rtwo"])
    }

    @Test func `a line without an end is cut`() {
        let long = String(repeating: "x", count: IncomingLines.longestLine)
        #expect(Self.lines([long + "\nnext\n"]).lines == [long, "next"])
        #expect(Self.lines([long + "y\n"]).lines == [long, "y"])
    }
}
