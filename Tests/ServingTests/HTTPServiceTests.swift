import Serving
import Testing
import Wire

/// The HTTP session, and the parser below it.
@Suite struct HTTPServiceTests {
    /// Answers with the method, the target, and the body.
    private static let service = Service.http { result, receipt in
        switch result {
        case .success(let request):
            HTTPResponse(
                status: 200,
                body: Array("\(receipt.request) \(request.method) \(String(request.target)) ".utf8) + request.body
            )
        case .failure(let fault): HTTPResponse(status: fault.status, body: Array("\(fault)".utf8))
        }
    }

    private static func bodies(_ answers: String) -> [String] {
        answers.split(separator: "HTTP/1.1 ").map { $0.split(separator: "\r\n\r\n").dropFirst().joined() }
    }

    private static func answer(to text: String) -> (text: String, end: Served.End?) {
        var talk = Talk(service)
        return (talk.say(text), talk.end)
    }

    @Test func `a request is answered, and the next on the same connection`() {
        var talk = Talk(Self.service)
        let first = talk.say("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(
            first == "HTTP/1.1 200 OK\r\nDate: Fri, 20 Nov 2026 23:20:11 GMT\r\nContent-Length: 9\r\n"
                + "Connection: keep-alive\r\n\r\n1 GET /a "
        )
        #expect(Self.bodies(talk.say("GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) == ["2 GET /b "])
        #expect(talk.end == .fin)
    }

    @Test func `however a request is cut, it is the same`() {
        let text =
            "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nT: v\r\n\r\n"
        let whole = Self.answer(to: text).text
        #expect(Self.bodies(whole) == ["1 POST /p abcde"])
        for size in [1, 2, 3, 7] {
            var talk = Talk(Self.service)
            var answer = ""
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                answer += String(talk.say(Array(rest.prefix(size))))
                rest = rest.dropFirst(size)
            }
            #expect(answer == whole, "\(size)")
        }
    }

    @Test func `requests that come at once are answered in their order, one at a time`() {
        let count = 2_000
        let text = (0..<count).map { "GET /\($0) HTTP/1.1\r\nHost:x\r\n\r\n" }.joined()
        var talk = Talk(Self.service)
        talk.send(Array(text.utf8))
        #expect(talk.wantsInput == false)
        #expect(talk.pendingCount < 1_000)
        let bodies = Self.bodies(String(talk.read(most: .max)))
        #expect(bodies == (0..<count).map { "\($0 + 1) GET /\($0) " })
        #expect(talk.wantsInput == true)
    }

    @Test func `the client's end after its requests leaves none unanswered`() {
        var talk = Talk(Self.service)
        talk.send(Array("GET /a HTTP/1.1\r\nHost:x\r\n\r\nGET /b HTTP/1.1\r\nHost:x\r\n\r\n".utf8))
        #expect(Self.bodies(talk.shutdown()).count == 2)
        #expect(talk.end == .fin)
    }

    @Test func `HTTP 1_0 closes unless it is asked not to`() {
        #expect(Self.answer(to: "GET / HTTP/1.0\r\n\r\n").end == .fin)
        let kept = Self.answer(to: "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
        #expect(kept.end == nil)
        #expect(kept.text.contains("Connection: keep-alive\r\n"))
    }

    @Test func `HEAD has the length of a body, and no body`() {
        let answer = Self.answer(to: "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").text
        #expect(answer.contains("Content-Length: 9\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test func `who waits to be asked for the body is asked, who has sent it is not`() {
        var talk = Talk(Self.service)
        let head = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
        #expect(talk.say(head) == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(Self.bodies(talk.say("abc")) == ["1 PUT / abc"])
        #expect(!talk.say(head + "abc").contains("100 Continue"))
    }

    @Test(arguments: [
        ("GARBAGE\r\n\r\n", 400),
        ("GET / HTTP/1.1 x\r\n\r\n", 400),
        ("G\u{1b}T / HTTP/1.1\r\n\r\n", 400),
        ("GET  HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/2.0\r\n\r\n", 505),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\u{0}b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        ("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 413),
        ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nHost: a\r\nExpect: a miracle\r\n\r\n", 417),
        ("GET /\(String(repeating: "x", count: 70_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "a:\r\n", count: 1_000))\r\n", 431),
    ])
    func `what is no request is answered with its status, and the connection ends`(text: String, status: Int) {
        let answer = Self.answer(to: text)
        #expect(answer.text.hasPrefix("HTTP/1.1 \(status) "))
        #expect(answer.text.contains("Connection: close\r\n"))
        #expect(answer.end == .fin)
    }

    @Test(arguments: [200, 204, 299])
    func `CONNECT is never agreed to, because that would make a tunnel`(status: Int) {
        var talk = Talk(.http { _, _ in HTTPResponse(status: status, body: Array("x".utf8)) })
        let answer = talk.say("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
        #expect(answer.contains("\r\nAllow: GET, "))
        #expect(answer.contains("\r\nContent-Length: 1\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nx"))
    }

    @Test func `CONNECT gets a refusal that was asked for`() {
        var talk = Talk(.http { _, _ in HTTPResponse(status: 502, body: []) })
        #expect(talk.say("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test\r\n\r\n").hasPrefix("HTTP/1.1 502 "))
    }

    @Test func `an error for HEAD has no content either`() {
        let answer = Self.answer(to: "HEAD / HTTP/1.1\r\n\r\n").text
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test func `clients that read nothing cannot have all memory`() {
        let service = Service.http { result, _ in
            switch result {
            case .success(let request): HTTPResponse(status: 200, body: request.body)
            case .failure(let fault): HTTPResponse(status: fault.status, body: [])
            }
        }
        let large =
            Array("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n".utf8)
            + [UInt8](repeating: 120, count: 1_000_000)
        let small = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        var held = 0
        var one = Talk(service)
        one.send(large)
        held += one.pendingCount
        func others(_ depth: Int) -> Int {
            guard depth > 0 else { return 0 }
            var talk = Talk(service)
            talk.send(large)
            let held = talk.pendingCount + others(depth - 1)
            // Up to here it has read nothing.
            _ = talk.read(most: .max)
            return held
        }
        held += others(99)
        #expect(held < 100 * 256 << 10)
        // Who reads has an answer, and the memory is free again.
        #expect(one.read(most: .max).count > 1_000_000)
        var last = Talk(service)
        #expect(last.say(small).hasPrefix("HTTP/1.1 200 "))
        #expect(last.say(large).count > 1_000_000)
    }

    @Test func `lines may end with LF alone, and an empty line may come before a request`() {
        #expect(Self.bodies(Self.answer(to: "\r\nGET / HTTP/1.1\nHost: a\n\n").text) == ["1 GET / "])
    }

    @Test func `a client that ends in the middle of a request is told`() {
        var talk = Talk(Self.service)
        _ = talk.say("GET / HTTP/1.1\r\n")
        #expect(talk.shutdown().hasPrefix("HTTP/1.1 400 "))
        #expect(talk.end == .fin)
        var silent = Talk(Self.service)
        #expect(silent.shutdown() == "")
        #expect(silent.end == .fin)
    }

    @Test func `no bytes end the process`() {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "GET / HTTP/1.1\r\n", "Host: a\r\n", "\r\n", "Transfer-Encoding: chunked\r\n", "5\r\nabcde\r\n",
            "Content-Length: 7\r\n", "0\r\n", ":", "\u{0}", "Expect: 100-continue\r\n", "é", "\r", " ",
        ]
        for _ in 0..<2_000 {
            var talk = Talk(Self.service)
            for _ in 0..<12 { _ = talk.say(pieces.randomElement(using: &generator) ?? "") }
            _ = talk.shutdown()
            #expect(talk.end != nil)
        }
    }
}
