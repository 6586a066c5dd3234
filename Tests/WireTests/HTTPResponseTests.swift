import TestSupport
import Testing
import Wire

/// Answers of HTTP, cut anywhere and damaged.
@Suite struct HTTPResponseTests {
    private typealias Step = HTTPResponseDecoder.Step

    private static let chunked =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n1\r\n!\r\n0\r\n"
        + "T: v\r\n\r\n"

    /// What the answer comes to, handed on in pieces of `cut` bytes and ended.
    private static func decode(_ text: [UInt8], cut: Int = 1_000, isHead: Bool = false) -> (Step, HTTPResponseDecoder) {
        var decoder = HTTPResponseDecoder(isHead: isHead)
        for start in stride(from: 0, to: text.count, by: cut) {
            _ = decoder.take(Array(text[start..<min(text.count, start + cut)]).span)
        }
        return (decoder.end(), decoder)
    }

    private static func fault(_ text: String) -> HTTPResponseFault? {
        if case .fault(let fault) = decode(Array(text.utf8)).0 { fault } else { nil }
    }

    @Test(
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, 38, 5),
            ("HTTP/1.1 200 OK\nContent-Length: 5, 5\n\nhello and more", 200, 38, 5),
            ("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, 35, 0),
            ("HTTP/1.0 404 Not here\r\n\r\nuntil it closes", 404, 25, 15),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc", 200, 44, 3),
            (chunked, 200, 72, 6), ("HTTP/1.1 204 \r\n\r\n", 204, 17, 0),
            ("HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n", 304, 37, 0),
        ],
        [1, 2, 3, 1_000]
    )
    func `an answer is the same however it is cut`(answer: (String, Int, Int, Int64), cut: Int) throws {
        let (step, decoder) = Self.decode(Array(answer.0.utf8), cut: cut)
        guard case .done(let head) = step else {
            Issue.record("\(answer.0): \(step)")
            return
        }
        #expect(head.status == answer.1)
        #expect(decoder.headerBytes == answer.2)
        #expect(decoder.bodyBytes == answer.3)
    }

    @Test(arguments: [1, 2, 1_000])
    func `the front of a body is kept, as much as is asked for`(cut: Int) throws {
        for text in [
            "HTTP/1.1 200 x\r\nContent-Length: 6\r\n\r\nabcdef", "HTTP/1.0 200 x\r\n\r\nabcdef",
            "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n4\r\ncdef\r\n0\r\n\r\n",
        ] {
            var decoder = HTTPResponseDecoder(isHead: false, keeping: 4)
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                _ = decoder.take(Array(rest.prefix(cut)).span)
                rest = rest.dropFirst(cut)
            }
            #expect(decoder.body == Array("abcd".utf8))
            #expect(decoder.bodyBytes == 6)
        }
    }

    @Test func `an answer to HEAD has no body, whatever it says`() {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"
        guard case .done = Self.decode(Array(text.utf8), isHead: true).0 else {
            Issue.record("not done")
            return
        }
    }

    @Test func `a folded field is one line, and only a redirect leads elsewhere`() throws {
        let text = "HTTP/1.1 301 x\r\nLocation:\r\n  /a\r\nContent-Length: 0\r\n\r\n"
        guard case .done(let head) = Self.decode(Array(text.utf8)).0 else {
            Issue.record("not done")
            return
        }
        #expect(head.location == Array(" /a".utf8))
        guard case .done(let created) = Self.decode(Array("HTTP/1.1 201 x\r\nLocation: /a\r\n\r\n".utf8)).0 else {
            Issue.record("not done")
            return
        }
        #expect(created.location == nil)
    }

    @Test(
        arguments: [
            ("SSH-2.0-x\r\n", .statusLine), ("HTTP/2 200\r\n", .statusLine), ("HTTP/1.1 20 x\r\n", .statusLine),
            ("HTTP/1.1 2000 x\r\n", .statusLine), ("HTTP/1.1 099 x\r\n", .statusLine),
            ("HTTP/1.1 200 OK\u{1b}\r\n", .statusLine), ("HTTP/1.1 200 OK\r\nno field\r\n", .field),
            ("HTTP/1.1 200 OK\r\nA : b\r\n", .field), ("HTTP/1.1 200 OK\r\nA: \u{0}\r\n", .field),
            ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", .framing),
            ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .framing),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", .framing),
            ("HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n", .framing),
            ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", .framing),
            ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", .framing),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", .chunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", .chunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(String(repeating: "0", count: 2_000))", .chunk),
            ("HTTP/1.1 200 OK\r\nA: \(String(repeating: "b", count: 70_000))", .headersTooLarge(limit: 65_536)),
            (String(repeating: "HTTP/1.1 100 x\r\n\r\n", count: 4_000), .headersTooLarge(limit: 65_536)),
            ("", .incomplete), ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", .incomplete),
        ] as [(String, HTTPResponseFault)]
    )
    func `what cannot be told for sure is a fault`(text: String, fault: HTTPResponseFault) {
        #expect(Self.fault(text) == fault)
    }

    @Test func `every front of an answer is incomplete, and garbage ends nothing`() {
        let bytes = Array(Self.chunked.utf8)
        for end in 0..<bytes.count {
            #expect(Self.decode(Array(bytes[..<end])).0 == .fault(.incomplete), "\(end)")
        }
        var random = SeededGenerator(state: 11)
        for _ in 0..<2_000 {
            var damaged = bytes
            for _ in 0..<3 {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            let (step, decoder) = Self.decode(damaged, cut: Int.random(in: 1...20, using: &random))
            #expect(step != .needsMore)
            #expect(decoder.bodyBytes <= Int64(damaged.count))
        }
    }
}
