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
        Service(name: "http", wellKnownPort: 80, session: { HTTPSession(client: $0, respond: respond) })
    }
}

private struct HTTPSession: Session {
    let client: Client
    let respond: @Sendable (Result<HTTPRequest, HTTPFault>, HTTPReceipt) -> HTTPResponse
    private var parser = HTTPRequestParser()
    private var count = 0
    private var start: Timestamp?
    private var inputEnded = false

    init(
        client: Client,
        respond: @escaping @Sendable (Result<HTTPRequest, HTTPFault>, HTTPReceipt) -> HTTPResponse
    ) {
        self.client = client
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
            answer(.success(request), isHead: request.method == "HEAD", keepsAlive: keepsAlive, &reply)
            if keepsAlive && parser.hasUnread {
                reply.hasMore = true
                reply.holdsInput = true
            }
        case .fault(let fault):
            answer(.failure(fault), isHead: false, keepsAlive: false, &reply)
        case .needsMore, .expectsContinue:
            guard inputEnded else { return }
            if parser.isBetweenRequests { return reply.close() }
            answer(.failure(.incomplete), isHead: false, keepsAlive: false, &reply)
        }
    }

    private mutating func answer(
        _ result: Result<HTTPRequest, HTTPFault>,
        isHead: Bool,
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
        reply.send(respond(result, receipt).encoded(at: reply.time, isHead: isHead, keepsAlive: keepsAlive))
        if !keepsAlive { reply.close() }
    }
}
