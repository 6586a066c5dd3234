package import Platform
package import Wire

/// Why a server cannot be set up.
package enum ServingError: Error, Equatable, CustomStringConvertible {
    case cannotListen(SocketAddress, SystemFailure)
    /// The service's sessions are told things by one another or by a terminal, which the model's cannot.
    case cannotHear(service: String, Model)
    case system(SystemFailure)

    package var description: String {
        switch self {
        case .cannotListen(let address, let failure): "cannot listen on \(address): \(failure.reason)"
        case .cannotHear(let service, let model):
            "\(service) needs its clients in one process, and --model \(model.rawValue) has one for each"
        case .system(let failure): "\(failure)"
        }
    }
}
