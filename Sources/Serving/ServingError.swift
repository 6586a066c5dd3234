package import Platform
package import Wire

/// Why a server cannot be set up.
package enum ServingError: Error, Equatable, CustomStringConvertible {
    case cannotListen(SocketAddress, SystemFailure)
    case system(SystemFailure)

    package var description: String {
        switch self {
        case .cannotListen(let address, let failure): "cannot listen on \(address): \(failure.reason)"
        case .system(let failure): "\(failure)"
        }
    }
}
