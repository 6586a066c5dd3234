internal import Platform
package import Serving
package import Wire

/// Probes what Prometheus asks for, as its multi-target exporters do: `/probe?target=HOST:PORT&module=NAME`.
package struct Exporter: Sendable {
    /// A scrape was answered, or not.
    package struct Event: Sendable {
        package let target: String?
        package let module: String?
        /// Of the answer.
        package let status: Int
        /// Whether the target answered; nil where it was not probed.
        package let isSuccess: Bool?
        package let durationNanoseconds: Int64
    }

    /// Reads a target as it is typed elsewhere.
    package typealias TargetReader =
        @Sendable (_ text: String, _ module: ExporterModule) throws(ExporterRefusal) -> ExporterTarget

    /// How much earlier than a scrape's own time it is answered, so that the answer still counts: a tenth, and at most this.
    private static let margin = 0.5

    private let modules: [String: ExporterModule]
    private let admission: Admission
    private let timeout: Duration
    private let page: [UInt8]
    private let readTarget: TargetReader
    private let observer: @Sendable (Event) -> Void
    private let tally = ExporterTally()
    private let lookups = Lookups()

    /// - Parameters:
    ///   - admission: Which addresses may be probed.
    ///   - timeout: How long a probe may take where the scrape does not say less.
    ///   - page: What `/` shows, as HTML.
    package init(
        modules: [ExporterModule],
        admission: Admission,
        timeout: Duration,
        page: [UInt8],
        readTarget: @escaping TargetReader,
        observer: @escaping @Sendable (Event) -> Void
    ) {
        // The last of a name counts.
        self.modules = Dictionary(modules.map { ($0.name, $0) }) { $1 }
        self.admission = admission
        self.timeout = timeout
        self.page = page
        self.readTarget = readTarget
        self.observer = observer
    }

    /// To be served with a model whose sessions may block.
    package var service: Service {
        var service = Service(name: "exporter") { _ in ExporterSession(self) }
        service.receiveSize = ExporterSession.headerBytes
        return service
    }

    /// What the exporter's own metrics count.
    package var counts: ExporterTally.Counts { tally.counts }

    func respond(to request: HTTPRequest) -> HTTPResponse {
        let began = Clock.monotonicNanoseconds()
        var scrape = Request()
        let response: HTTPResponse
        do throws(ExporterRefusal) {
            response = try answer(request, &scrape)
        } catch {
            response = refuse(error)
        }
        tally.count(status: response.status)
        if scrape.isProbe {
            observer(
                Event(
                    target: scrape.target,
                    module: scrape.module,
                    status: response.status,
                    isSuccess: scrape.isSuccess,
                    durationNanoseconds: Clock.monotonicNanoseconds() - began
                )
            )
        }
        return response
    }

    /// What is said to what cannot be answered as a request.
    func respond(to refusal: ExporterRefusal) -> HTTPResponse {
        tally.count(status: refusal.status)
        return refuse(refusal)
    }

    private func refuse(_ refusal: ExporterRefusal) -> HTTPResponse {
        var headers = [HTTPRequest.Field(name: "Content-Type", value: Array("text/plain; charset=utf-8".utf8))]
        if refusal == .method { headers.append(HTTPRequest.Field(name: "Allow", value: Array("GET, HEAD".utf8))) }
        // What a request said may come back to a terminal.
        let line = "\(refusal)".unicodeScalars.map {
            $0.value < 0x20 || $0.value == 0x7f || $0.value > 0x7e ? "?" : "\($0)"
        }
        return HTTPResponse(status: refusal.status, headers: headers, body: Array((line.joined() + "\n").utf8))
    }

    /// What was asked for, as far as it was understood.
    private struct Request {
        var isProbe = false
        var target: String?
        var module: String?
        var isSuccess: Bool?
    }

    private func answer(_ request: HTTPRequest, _ scrape: inout Request) throws(ExporterRefusal) -> HTTPResponse {
        guard ["GET", "HEAD"].contains(request.method) else { throw .method }
        let target: HTTPTarget
        do { target = try HTTPTarget(request.target) } catch { throw .target(error) }
        let format = MetricsFormat(accepting: request.list(of: "accept"))
        switch target.path {
        case "/": return Self.response("text/html; charset=utf-8", page)
        case "/metrics": return Self.response(format.contentType, format.encoded(tally.families))
        case "/probe":
            scrape.isProbe = true
            let result = try probe(target.parameters, limit: try limit(of: request), &scrape)
            return Self.response(format.contentType, format.encoded(result.families))
        default: throw .noPage
        }
    }

    private func probe(
        _ parameters: [HTTPTarget.Parameter],
        limit: Duration,
        _ scrape: inout Request
    ) throws(ExporterRefusal) -> ScrapeResult {
        for parameter in parameters {
            switch (parameter.name, scrape.target, scrape.module) {
            case ("target", nil, _): scrape.target = parameter.value
            case ("module", _, nil): scrape.module = parameter.value
            case ("target", _, _), ("module", _, _): throw .repeated(parameter.name)
            default: throw .parameter(parameter.name)
            }
        }
        let name = scrape.module ?? "connect"
        scrape.module = name
        guard let module = modules[name] else { throw .noModule(name) }
        guard let text = scrape.target, !text.isEmpty else { throw .noTarget }
        let target = try readTarget(text, module)
        tally.begin()
        var result: ScrapeResult?
        defer { tally.end(module: name, result) }
        let done = try Scrape(module: module, target: target, limit: limit).run(admission, lookups)
        result = done
        scrape.isSuccess = done.isSuccess
        return done
    }

    /// How long the scrape waits, less what its answer needs; no longer than a probe may take.
    private func limit(of request: HTTPRequest) throws(ExporterRefusal) -> Duration {
        guard let text = request.values(of: "x-prometheus-scrape-timeout-seconds").first else { return timeout }
        guard let seconds = Double(text), seconds > 0, seconds.isFinite else { throw .timeout }
        let rest = seconds - min(Self.margin, seconds / 10)
        return min(timeout, .nanoseconds(Int64(min(rest, 1e6) * 1e9)))
    }

    private static func response(_ type: String, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: [HTTPRequest.Field(name: "Content-Type", value: Array(type.utf8))],
            body: body
        )
    }
}
