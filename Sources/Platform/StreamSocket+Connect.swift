internal import Glibc
internal import SystemPackage
package import Wire

extension StreamSocket {
    /// socket(2), the options in their order, connect(2): blocks until connected, refused, or out of time.
    /// - Parameter onMessage: is told the network's message behind a failure, where `SocketOption.errorMessages` is among the options.
    /// - Throws: the call that failed; EINPROGRESS from connect(2) means that a `sendTimeout` among the options ran out.
    package static func connect(
        to remote: SocketAddress,
        options: [SocketOption],
        watch: Watch,
        onMessage: (ICMPError) -> Void = { _ in }
    ) throws(SystemFailure) -> StreamSocket {
        let descriptor = try openSocket(family: remote.family)
        do throws(SystemFailure) {
            for option in options { try option.set(on: descriptor, watch: watch) }
            let name = SocketName.internet(remote)
            guard try name.connect(descriptor, watch: watch) else { throw SystemFailure("connect", .nowInProgress) }
            let local = try localAddress(of: descriptor)
            return StreamSocket(descriptor: descriptor, local: .internet(local), remote: name, watch: watch)
        } catch {
            if let message = ICMPError(queuedFor: descriptor) { onMessage(message) }
            let entry = CallEntry()
            Glibc.close(descriptor)
            watch.record(entry, "close", failure: nil) { .close(reason: "error") }
            throw error
        }
    }
}

/// socket(2) for TCP, not inherited by child processes.
func openSocket(family: Int32) throws(SystemFailure) -> Int32 {
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SystemFailure("socket") }
    return descriptor
}

/// getsockname(2).
func localAddress(of descriptor: Int32) throws(SystemFailure) -> SocketAddress {
    guard let address = unsafe SocketAddress(filledBy: { unsafe getsockname(descriptor, $0, $1) == 0 }) else {
        throw SystemFailure("getsockname")
    }
    return address
}
