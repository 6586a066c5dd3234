package import Platform
package import Wire

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
    /// The parameter of that name is for HTTP.
    case hostname
    case forbidden
    case tooManyAddresses(Int)
    /// Too many names are being looked up.
    case busy
    /// Other probes took all the time that there was.
    case waited
    /// This system failed.
    case failed(SystemFailure)

    /// The status of the answer (RFC 9110 section 15).
    package var status: Int {
        switch self {
        case .notUnderstood(let status): status
        case .tooSlow: 408
        case .method: 405
        case .target, .noTarget, .parameter, .repeated, .noModule, .timeout, .badTarget, .tooManyAddresses, .hostname:
            400
        case .noPage: 404
        case .forbidden: 403
        case .busy, .waited, .failed: 503
        }
    }

    package var description: String {
        switch self {
        case .notUnderstood: "the request is not understood"
        case .tooSlow: "the request took too long to come"
        case .method: "only GET and HEAD are answered"
        case .target(.form): "the request names no path"
        case .target(.escape): "an escape in the request is no UTF-8"
        case .noPage: "there are /probe, /metrics, /-/healthy, /-/ready and /"
        case .noTarget: "the target is missing: /probe?target=HOST:PORT"
        case .parameter(let name): "there is no parameter '\(name)'; there are target, module, debug and hostname"
        case .repeated(let name): "the parameter '\(name)' is given twice"
        case .noModule(let name): "there is no module '\(name)'; / lists them"
        case .timeout: "X-Prometheus-Scrape-Timeout-Seconds is no number of seconds"
        case .badTarget(let reason): reason
        case .forbidden: "the target has an address that --allow does not name"
        case .tooManyAddresses(let count): "the target has \(count) addresses"
        case .busy: "too many names are being looked up"
        case .waited: "other probes took all the time: --max-connections says how many run at once"
        case .hostname: "the parameter 'hostname' is for modules of the kind http, and a name"
        case .failed(let failure): "\(failure)"
        }
    }
}
