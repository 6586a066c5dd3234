package import Capturing
package import Platform

/// Why an experiment could not be made.
package enum LabError: Error, Equatable, CustomStringConvertible {
    /// The system gives this user no namespace of its own.
    case noSandbox(SystemFailure)
    /// The loopback takes no such MTU or offload.
    case cannotConfigure(SystemFailure)
    case capturing(CapturingError)
    case system(SystemFailure)

    package var description: String {
        switch self {
        case .noSandbox(let failure): "cannot enter a private network namespace: \(failure)"
        case .cannotConfigure(let failure): "cannot set up the private loopback: \(failure)"
        case .capturing(let error): "\(error)"
        case .system(let failure): "\(failure)"
        }
    }
}
