package import Platform
package import Probing
package import Wire

/// A way to probe that scrapes name.
package struct ExporterModule: Sendable {
    package let name: String
    package var probe: Probe
    package var plan: ProbePlan
    package var family: NameService.Family
    /// One address of a target that answers is enough.
    package var isContentWithAny: Bool

    package init(
        name: String,
        probe: Probe,
        plan: ProbePlan = ProbePlan(),
        family: NameService.Family = .any,
        isContentWithAny: Bool = false
    ) {
        self.name = name
        self.probe = probe
        self.plan = plan
        self.family = family
        self.isContentWithAny = isContentWithAny
    }

    /// One of every kind, by its name.
    package static var all: [ExporterModule] { Probe.all.map { ExporterModule(name: $0.name, probe: $0) } }
}

/// What a scrape has probed: a host, whose name may have many addresses, and a port or a service.
package struct ExporterTarget: Sendable, Equatable {
    package let host: String
    package let service: String
    package let transport: Transport

    package init(host: String, service: String, transport: Transport) {
        self.host = host
        self.service = service
        self.transport = transport
    }
}

/// Why a request is not answered with metrics.
package enum ExporterRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    case notUnderstood(status: Int)
    case tooSlow
    case method
    case target(HTTPTarget.Fault)
    case noPage
    case noTarget
    case parameter(String)
    case repeated(String)
    case noModule(String)
    case timeout
    /// What is wrong with the target, in one line.
    case badTarget(String)
    case forbidden
    case tooManyAddresses(Int)
    case busy
    /// This system failed.
    case failed(SystemFailure)

    /// The status of the answer (RFC 9110 section 15).
    package var status: Int {
        switch self {
        case .notUnderstood(let status): status
        case .tooSlow: 408
        case .method: 405
        case .target, .noTarget, .parameter, .repeated, .noModule, .timeout, .badTarget, .tooManyAddresses: 400
        case .noPage: 404
        case .forbidden: 403
        case .busy, .failed: 503
        }
    }

    package var description: String {
        switch self {
        case .notUnderstood: "the request is not understood"
        case .tooSlow: "the request took too long to come"
        case .method: "only GET and HEAD are answered"
        case .target(.form): "the request names no path"
        case .target(.escape): "an escape in the request is no UTF-8"
        case .noPage: "there are /probe, /metrics and /"
        case .noTarget: "the target is missing: /probe?target=HOST:PORT"
        case .parameter(let name): "there is no parameter '\(name)'; there are target and module"
        case .repeated(let name): "the parameter '\(name)' is given twice"
        case .noModule(let name): "there is no module '\(name)'; / lists them"
        case .timeout: "X-Prometheus-Scrape-Timeout-Seconds is no number of seconds"
        case .badTarget(let reason): reason
        case .forbidden: "the target has an address that --allow does not name"
        case .tooManyAddresses(let count): "the target has \(count) addresses"
        case .busy: "too many names are being looked up"
        case .failed(let failure): "\(failure)"
        }
    }
}
