package import Platform
internal import SystemPackage

/// What a probe came to: a closed list.
package enum Outcome: String, Sendable, CaseIterable {
    /// The connection was there; nothing was asked for beyond it.
    case connected
    /// An answer came, whole and as it had to be.
    case replied
    /// An answer was owed, and did not come in time.
    case lost
    /// A second answer came to one request.
    case duplicated
    /// No answer came where none was owed.
    case silent
    /// An answer came with other bytes than it had to have.
    case altered
    /// The name has no address.
    case nameNotFound
    /// The name could not be looked up; there may be one.
    case nameUnavailable
    /// Nobody listens there.
    case refused
    /// The network, or this host, has no way there.
    case unreachable
    /// The peer reset the connection.
    case reset
    /// The connection or the whole exchange took too long.
    case timedOut
    /// The peer closed before the answer was whole.
    case closedEarly
    /// The peer did what its protocol does not know.
    case unexpected
    /// This system, not the peer, failed.
    case systemFailure

    /// Whether it is what was hoped for.
    package var isGood: Bool { self == .connected || self == .replied }

    /// What a failed call on the probe's socket means.
    package init(_ failure: SystemFailure) {
        switch failure.errno {
        case .connectionRefused: self = .refused
        case .noRouteToHost, .networkUnreachable, .hostIsDown: self = .unreachable
        // A path of this host.
        case .noSuchFileOrDirectory where failure.call == "connect": self = .unreachable
        // A route or a filter of this host's.
        case .permissionDenied where failure.call == "connect", .notPermitted where failure.call == "connect":
            self = .unreachable
        case .connectionReset, .brokenPipe, .connectionAbort: self = .reset
        // SO_RCVTIMEO and SO_SNDTIMEO report with the last two.
        case .timedOut, .wouldBlock, .nowInProgress: self = .timedOut
        default: self = .systemFailure
        }
    }

    /// What it means that a name has no answer.
    package init(_ failure: LookupFailure) {
        switch failure.kind {
        case .temporary, .permanent: self = .nameUnavailable
        case .system: self = .systemFailure
        case .noSuchName, .noAddress, .noSuchService, .badArgument: self = .nameNotFound
        }
    }
}
