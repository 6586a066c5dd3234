package import Wire

/// What is asked of an HTTP server, whichever it is, and which answer will do.
package struct HTTPExchange: Sendable, Equatable {
    package var method = "GET"
    /// Sent too; one of those that are sent anyway takes its place.
    package var headers: [HTTPRequest.Field] = []
    package var body: [UInt8]?
    /// Statuses that the answer may have; nil is any.
    package var expected: Set<Int>?
    /// What the body has to match somewhere, and what it must not match; of a large one its first MiB counts.
    package var expectedBody: LinePattern?
    package var refusedBody: LinePattern?
    /// An answer that leads elsewhere is not the one whose status is expected.
    package var follows = false
    /// The authorities that fields which are for one server only are sent to; nil is all.
    package var trusted: Set<String>?

    private static let personal: Set = ["authorization", "cookie", "host", "proxy-authorization"]

    /// More are not followed.
    package static let mostRedirects = 10
    /// As much of a body as is held against a pattern.
    static let longestBody = 1 << 20

    package init() {}

    /// The bytes of the request.
    func encoded(for location: HTTPLocation) -> [UInt8] {
        var text = "\(method) \(location.target) HTTP/1.1\r\n"
        var own = [("Host", location.authority), ("User-Agent", "netlab"), ("Accept", "*/*"), ("Connection", "close")]
        let headers = headers.filter {
            trusted?.contains(location.authority) != false || !Self.personal.contains($0.name.lowercased())
        }
        if let body { own.append(("Content-Length", "\(body.count)")) }
        for (name, value) in own where !headers.contains(where: { $0.name.lowercased() == name.lowercased() }) {
            text += "\(name): \(value)\r\n"
        }
        var bytes = Array(text.utf8)
        for field in headers {
            bytes += "\(field.name): ".utf8
            bytes += field.value
            bytes += "\r\n".utf8
        }
        return bytes + "\r\n".utf8 + (body ?? [])
    }
}

extension Probe {
    /// Makes a request of HTTP/1.1, and tells of its answer what it is, how large, and when it came; each has a connection of its
    /// own.
    package static func http(_ exchange: HTTPExchange = HTTPExchange()) -> Probe {
        Probe(name: "http", transports: [.tcp], wellKnownPort: 80, takesLocations: true) { _ in
            HTTPConversation(exchange)
        }
    }
}

private struct HTTPConversation: Conversation {
    private let exchange: HTTPExchange
    private var location = HTTPLocation(host: "localhost", port: nil, target: "/")
    private var decoder: HTTPResponseDecoder

    init(_ exchange: HTTPExchange) {
        self.exchange = exchange
        let hasPattern = exchange.expectedBody != nil || exchange.refusedBody != nil
        decoder = HTTPResponseDecoder(
            isHead: exchange.method == "HEAD",
            keeping: hasPattern ? HTTPExchange.longestBody : 0
        )
    }

    mutating func meet(_ target: Target) { location = target.location ?? location }

    mutating func ask(_ number: Int, _ moves: inout Moves) { moves.send(exchange.encoded(for: location)) }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        let step = decoder.take(bytes)
        conclude(step, &moves)
    }

    mutating func endOfInput(_ moves: inout Moves) {
        let step = decoder.end()
        conclude(step, &moves)
    }

    /// What has come of an answer that is not whole.
    var progress: [Fact] {
        guard let head = decoder.head else { return [] }
        let message = Fact.message(minorVersion: head.minorVersion, contentLength: head.contentLength)
        return [.status(head.status, reason: head.reason), message] + sizes
    }

    private var sizes: [Fact] { [.sizes(headerBytes: decoder.headerBytes, bodyBytes: decoder.bodyBytes)] }

    private func conclude(_ step: HTTPResponseDecoder.Step, _ moves: inout Moves) {
        switch step {
        case .needsMore, .fault(.incomplete): break
        case .fault(let fault): moves.settle(1, .unexpected, progress + [.breach(fault.text)])
        case .done(let head):
            let redirect = head.location.map { [Fact.redirect($0)] } ?? []
            let isFollowed = exchange.follows && !redirect.isEmpty
            let breach = isFollowed ? nil : self.breach(of: head)
            moves.settle(
                1,
                breach == nil ? .replied : .altered,
                progress + redirect + (breach.map { [.breach($0)] } ?? [])
            )
        }
    }

    /// What of the answer is not as it was to be.
    private func breach(of head: HTTPResponseHead) -> String? {
        if exchange.expected?.contains(head.status) == false { return "another status was expected" }
        for (pattern, isWanted) in [(exchange.expectedBody, true), (exchange.refusedBody, false)] {
            guard let pattern else { continue }
            switch pattern.matches(decoder.body, longest: HTTPExchange.longestBody) {
            case nil: return "the pattern takes too long for the body"
            case isWanted: continue
            default: return isWanted ? "the body does not match" : "the body matches what it must not"
            }
        }
        return nil
    }
}

extension HTTPResponseFault {
    fileprivate var text: String {
        switch self {
        case .statusLine: "it does not begin with a status line of HTTP/1.1"
        case .field: "a header field has no colon, or bytes that it may not have"
        case .framing: "how long its body is cannot be told: lengths that differ, or chunks besides"
        case .chunk: "a chunk without its size"
        case .headersTooLarge(let limit): "header fields of more than \(limit) bytes"
        case .incomplete: "it is not whole"
        }
    }
}
