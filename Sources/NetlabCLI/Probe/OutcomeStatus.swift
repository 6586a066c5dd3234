internal import Probing

extension Outcome {
    /// The exit status that an outcome stands for.
    var status: ExitStatus {
        switch self {
        case .connected, .replied: .success
        case .altered, .lost, .duplicated, .silent: .negative
        case .nameNotFound: .noHost
        case .refused, .unreachable, .reset: .unavailable
        case .timedOut, .nameUnavailable: .timedOut
        case .closedEarly, .unexpected: .brokenProtocol
        case .systemFailure: .systemError
        }
    }
}
