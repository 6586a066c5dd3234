internal import Glibc
package import Wire

extension StreamSocket {
    /// socket(2), the options in their order, connect(2): blocks until connected, refused, or out of time.
    /// - Throws: the call that failed; EINPROGRESS from connect(2) means that a `sendTimeout` among the options ran out.
    package static func connect(
        to remote: SocketAddress,
        options: [SocketOption],
        watch: Watch
    ) throws(SystemFailure) -> StreamSocket {
        let descriptor = try openSocket(family: remote.family)
        do throws(SystemFailure) {
            for option in options { try option.set(on: descriptor, watch: watch) }
            let entry = CallEntry()
            let result = unsafe remote.withSockaddr { unsafe Glibc.connect(descriptor, $0, $1) }
            let failure = SystemFailure("connect")
            let local = result == 0 ? try localAddress(of: descriptor) : nil
            watch.record(entry, "connect", failure: local == nil ? failure : nil) {
                .open(local: local.map(SocketName.internet), remote: .internet(remote))
            }
            guard let local else { throw failure }
            return StreamSocket(
                descriptor: descriptor,
                local: .internet(local),
                remote: .internet(remote),
                watch: watch
            )
        } catch {
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
