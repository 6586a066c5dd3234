package import Platform
package import Wire

/// Why a server cannot be set up.
package enum ServingError: Error, Equatable, CustomStringConvertible {
    /// With who holds the name, where it is taken and the system tells.
    case cannotListen(SocketName, Transport, SystemFailure, SocketHolder?)
    case cannotInherit(Int32, InheritedSocket.Fault)
    case notServed(service: String, overStreams: Bool)
    /// The service's sessions are told things by one another or by a terminal, which the model's cannot.
    case cannotHear(service: String, Model)
    case system(SystemFailure)

    package var description: String {
        switch self {
        case .cannotListen(let name, let transport, let failure, let holder):
            "cannot listen on \(transport == .udp ? "udp:" : "")\(name): "
                + (holder.map(Self.describe) ?? failure.reason)
        case .cannotInherit(let descriptor, let fault): "cannot listen on fd:\(descriptor): \(fault)"
        case .notServed(let service, let overStreams):
            "\(service) is not served over \(overStreams ? "TCP or other streams" : "UDP or other datagrams")"
        case .cannotHear(let service, let model):
            "\(service) needs its clients in one process, and --model \(model.rawValue) has one for each"
        case .system(let failure): "\(failure)"
        }
    }

    private static func describe(_ holder: SocketHolder) -> String {
        let process = holder.process.map { "\($0.name) (process \($0.identifier))" }
        switch (holder.connection, process) {
        case (nil, let process?): return "in use by \(process)"
        case (nil, nil): return "in use by another user's process"
        case (.timeWait, _): return "a connection to it is in TIME-WAIT"
        case (let state?, let process):
            return "held by a connection in \(state.rawValue)" + (process.map { " of \($0)" } ?? "")
        }
    }
}
