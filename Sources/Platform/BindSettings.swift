internal import Glibc
internal import SystemPackage
internal import Wire

/// What holds for a socket that is to be bound.
package struct BindSettings: Sendable, Equatable {
    /// How many clients may wait to be accepted; the kernel has a limit of its own (net.core.somaxconn).
    package var backlog = 4_096
    /// SO_REUSEPORT: other sockets of this user may have the same port, and get their share of the clients.
    package var reusesPort = false
    /// The permissions of a path; who may write may connect.
    package var mode: UInt32 = 0o600

    package init() {}
}

extension BindSettings {
    /// bind(2) with the options that go before it; the file that this makes, where the name is a path.
    func bind(_ descriptor: Int32, to name: SocketName, isStream: Bool) throws(SystemFailure) -> SocketFile? {
        if case .unix(let path) = name, !name.isAbstract {
            return try SocketFile.bind(descriptor, to: path, mode: mode)
        }
        if isStream, name.internet != nil { try SocketOption.reuseAddress.set(on: descriptor) }
        if name.family == AF_INET6 { try SocketOption.onlyIPv6.set(on: descriptor) }
        if reusesPort, name.internet != nil { try SocketOption.reusePort.set(on: descriptor) }
        guard let result = unsafe name.withSockaddr({ unsafe Glibc.bind(descriptor, $0, $1) }) else {
            throw SystemFailure("bind", .fileNameTooLong)
        }
        guard result == 0 else { throw SystemFailure("bind") }
        return nil
    }
}
