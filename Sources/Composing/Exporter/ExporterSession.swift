internal import Platform
internal import Serving
internal import Wire

/// One request and its answer, during which the session blocks.
///
/// A connection carries no second one: those that idle would take the places of those that ask.
struct ExporterSession: Session {
    /// Of a whole request; scrapes send some hundred bytes.
    static let headerBytes = 16 << 10
    /// How long a request may take to come, however it drips.
    private static let requestTime = Duration.seconds(10)

    private let exporter: Exporter
    private var parser: HTTPRequestParser
    private let began = Clock.monotonicNanoseconds()

    init(_ exporter: Exporter) {
        self.exporter = exporter
        var limits = HTTPRequestParser.Limits()
        limits.headerBytes = Self.headerBytes
        limits.bodyBytes = 0
        parser = HTTPRequestParser(limits: limits)
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {
        parser.append(bytes)
        switch parser.next() {
        case .request(let request):
            let response = exporter.respond(to: request)
            // The time of the answer, not that of the request.
            reply.send(response.encoded(at: Clock.now(), isHead: request.method == "HEAD", keepsAlive: false))
            reply.close()
        case .fault(let fault): refuse(.notUnderstood(status: fault.status), &reply)
        case .expectsContinue: refuse(.notUnderstood(status: HTTPFault.expectation.status), &reply)
        case .needsMore:
            let limit = Self.requestTime.nanoseconds
            if Clock.monotonicNanoseconds() - began > limit { refuse(.tooSlow, &reply) }
        }
    }

    mutating func endOfInput(_ reply: inout Reply) {
        if parser.isBetweenRequests { reply.close() } else { refuse(.notUnderstood(status: 400), &reply) }
    }

    private func refuse(_ refusal: ExporterRefusal, _ reply: inout Reply) {
        reply.send(exporter.respond(to: refusal).encoded(at: reply.time, isHead: false, keepsAlive: false))
        reply.close()
    }
}
