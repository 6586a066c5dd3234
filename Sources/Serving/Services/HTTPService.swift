package import Wire

/// What came with a request besides its bytes.
package struct HTTPReceipt: Sendable, Equatable {
    package let client: Client.Ends
    /// The number of the connection, and of the request on it, both from 1.
    package let connection: Int
    package let request: Int
    /// When its first byte was read, and its last.
    package let start: Timestamp
    package let end: Timestamp
}

extension Service {
    /// Answers each request with what `respond` makes of it; what is no request gets an answer too, and the connection ends.
    package static func http(
        respond: @escaping @Sendable (Result<HTTPRequest, HTTPFault>, HTTPReceipt) -> HTTPResponse = { result, _ in
            switch result {
            case .success(let request): HTTPResponse(status: 200, body: request.body)
            case .failure(let fault): HTTPResponse(status: fault.status, body: [])
            }
        }
    ) -> Service {
        let memory = HTTPMemory()
        var service = Service(
            name: "http",
            wellKnownPort: 80,
            session: { HTTPSession(client: $0, memory: memory, respond: respond) }
        )
        service.receiveSize = 16 << 10
        return service
    }
}

private struct HTTPSession: Session {
    let client: Client
    let respond: @Sendable (Result<HTTPRequest, HTTPFault>, HTTPReceipt) -> HTTPResponse
    private var parser = HTTPRequestParser()
    private let claim: HTTPMemory.Claim
    private var count = 0
    private var start: Timestamp?
    private var inputEnded = false

    init(
        client: Client,
        memory: HTTPMemory,
        respond: @escaping @Sendable (Result<HTTPRequest, HTTPFault>, HTTPReceipt) -> HTTPResponse
    ) {
        self.client = client
        claim = HTTPMemory.Claim(memory)
        self.respond = respond
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {
        parser.append(bytes)
        resume(&reply)
    }

    mutating func endOfInput(_ reply: inout Reply) {
        inputEnded = true
        resume(&reply)
    }

    /// One request, so that no more than one answer is held; those behind it wait until that has left.
    mutating func resume(_ reply: inout Reply) {
        if !parser.isBetweenRequests { start = start ?? reply.time }
        var step = parser.next()
        if step == .expectsContinue {
            reply.send(HTTPResponse.goOn)
            step = parser.next()
        }
        switch step {
        case .request(let request):
            let keepsAlive = request.keepsAlive && !(inputEnded && parser.isBetweenRequests)
            answer(.success(request), method: request.method, keepsAlive: keepsAlive, &reply)
            if keepsAlive && (parser.hasUnread || claim.isHeld), reply.ending == nil {
                reply.hasMore = true
                reply.holdsInput = true
            }
        case .fault(let fault):
            answer(.failure(fault), method: parser.method, keepsAlive: false, &reply)
        case .needsMore, .expectsContinue:
            if inputEnded && parser.isBetweenRequests { return reply.close() }
            // A body grows by doubling the room that it has.
            let hasRoom = claim.set(2 * parser.heldBytes)
            guard inputEnded || !hasRoom else { return }
            answer(.failure(hasRoom ? .incomplete : .busy), method: parser.method, keepsAlive: false, &reply)
        }
    }

    private mutating func answer(
        _ result: Result<HTTPRequest, HTTPFault>,
        method: String,
        keepsAlive: Bool,
        _ reply: inout Reply
    ) {
        count += 1
        let receipt = HTTPReceipt(
            client: Client.Ends(local: client.local, remote: client.remote),
            connection: client.connection,
            request: count,
            start: start ?? reply.time,
            end: reply.time
        )
        start = nil
        var keepsAlive = keepsAlive
        func encoded(_ result: Result<HTTPRequest, HTTPFault>) -> [UInt8] {
            var response = respond(result, receipt)
            // It would make a tunnel of the connection (RFC 9110 section 9.3.6).
            if method == "CONNECT", 200..<300 ~= response.status {
                response.status = 405
                response.headers.append(HTTPRequest.Field(name: "Allow", value: Array(Self.allowed.utf8)))
            }
            return response.encoded(at: reply.time, isHead: method == "HEAD", keepsAlive: keepsAlive)
        }
        var bytes = encoded(result)
        if !claim.set(bytes.count) {
            keepsAlive = false
            bytes = encoded(.failure(.busy))
        }
        reply.send(bytes)
        guard !keepsAlive else { return }
        reply.close()
        // What came of a request that is not read to its end is not held until the answer has left.
        parser = HTTPRequestParser()
    }

    /// The methods that have a meaning here; others are answered too.
    private static let allowed = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE"
}
