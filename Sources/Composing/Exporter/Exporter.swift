internal import Platform
internal import Probing
internal import SystemPackage
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

    /// What a browser or `debug=true` is shown, which people are to read.
    package struct Texts: Sendable {
        let page: [UInt8]
        let report: @Sendable (ScrapeReport) -> String

        /// - Parameters:
        ///   - page: What `/` shows, as HTML.
        ///   - report: What `debug=true` shows of a scrape.
        package init(page: [UInt8], report: @escaping @Sendable (ScrapeReport) -> String) {
            self.page = page
            self.report = report
        }
    }

    /// Reads a target as it is typed elsewhere.
    package typealias TargetReader =
        @Sendable (_ text: String, _ module: ExporterModule) throws(ExporterRefusal) -> ExporterTarget

    /// The module of a name; nil where there is none.
    package typealias ModuleFinder = @Sendable (_ name: String) -> ExporterModule?

    /// How much earlier than a scrape's own time it is answered, so that the answer still counts: a tenth, and at most this.
    private static let margin = 0.5

    private let findModule: ModuleFinder
    private let admission: Admission
    private let timeout: Duration
    private let texts: Texts
    private let gate: ProbeGate
    private let readTarget: TargetReader
    private let observer: @Sendable (Event) -> Void
    private let tally = ExporterTally()
    private let lookups = Lookups()

    /// - Parameters:
    ///   - admission: Which addresses may be probed.
    ///   - timeout: How long a probe may take where the scrape does not say less.
    ///   - atOnce: How many probes run at once.
    package init(
        findModule: @escaping ModuleFinder,
        admission: Admission,
        timeout: Duration,
        atOnce: Int,
        texts: Texts,
        readTarget: @escaping TargetReader,
        observer: @escaping @Sendable (Event) -> Void
    ) {
        self.findModule = findModule
        self.admission = admission
        self.timeout = timeout
        self.texts = texts
        gate = ProbeGate(atOnce)
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
        case "/": return Self.response("text/html; charset=utf-8", texts.page)
        case "/-/healthy", "/-/ready": return Self.response(Self.plain, Array("OK\n".utf8))
        case "/metrics": return Self.response(format.contentType, format.encoded(tally.families))
        case "/probe":
            scrape.isProbe = true
            let (result, isDebug) = try probe(target.parameters, limit: try limit(of: request), &scrape)
            guard isDebug else { return Self.response(format.contentType, format.encoded(result.families)) }
            let report = ScrapeReport(
                module: result.module,
                target: scrape.target ?? "",
                steps: result.steps,
                isSuccess: result.isSuccess,
                durationNanoseconds: result.durationNanoseconds,
                metrics: MetricsFormat.plain.encoded(result.families)
            )
            return Self.response(Self.plain, Array(texts.report(report).utf8))
        default: throw .noPage
        }
    }

    private func probe(
        _ parameters: [HTTPTarget.Parameter],
        limit: Duration,
        _ scrape: inout Request
    ) throws(ExporterRefusal) -> (ScrapeResult, isDebug: Bool) {
        var values: [String: String] = [:]
        for parameter in parameters {
            guard Self.parameters.contains(parameter.name) else { throw .parameter(parameter.name) }
            guard values.updateValue(parameter.value, forKey: parameter.name) == nil else {
                throw .repeated(parameter.name)
            }
        }
        let name = values["module"] ?? "connect"
        (scrape.target, scrape.module) = (values["target"], name)
        guard var module = findModule(name) else { throw .noModule(name) }
        guard let text = scrape.target, !text.isEmpty else { throw .noTarget }
        if let host = values["hostname"] { try module.ask(for: host) }
        let target = try readTarget(text, module)
        let deadline = Clock.monotonicNanoseconds() &+ limit.nanoseconds
        do throws(SystemFailure) {
            let rest = Duration.nanoseconds(max(0, deadline - Clock.monotonicNanoseconds()))
            guard try gate.enter(within: rest) else { throw SystemFailure("poll", .timedOut) }
        } catch {
            throw error.errno == .timedOut ? .waited : .failed(error)
        }
        defer { gate.leave() }
        tally.begin()
        var result: ScrapeResult?
        defer { tally.end(module: name, result) }
        let done = try Scrape(
            module: module,
            target: target,
            deadline: deadline,
            admission: admission,
            lookups: lookups
        ).run()
        result = done
        scrape.isSuccess = done.isSuccess
        return (done, values["debug"] == "true")
    }

    private static let parameters: Set = ["target", "module", "debug", "hostname"]
    private static let plain = "text/plain; charset=utf-8"

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

extension ExporterModule {
    /// Has the server that is asked be called by that name, in place of the target's.
    fileprivate mutating func ask(for host: String) throws(ExporterRefusal) {
        let field = HTTPRequest.Field(name: "Host", value: Array(host.utf8))
        guard var exchange, !host.isEmpty, HTTPResponse.mayHave(field) else { throw .hostname }
        exchange.headers.removeAll { $0.name.lowercased() == "host" }
        exchange.headers.append(field)
        self.exchange = exchange
        probe = .http(exchange)
    }
}
