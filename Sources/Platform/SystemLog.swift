internal import Glibc
internal import Synchronization
package import Wire

/// The system's log, by way of its socket.
package final class SystemLog: Sendable {
    package static let path = "/dev/log"

    private let path: String
    private let descriptor: Mutex<Int32>

    /// connect(2) of a datagram socket.
    package init(_ path: String = path) throws(SystemFailure) {
        self.path = path
        descriptor = Mutex(try Self.connect(to: path))
    }

    deinit {
        descriptor.withLock { _ = close($0) }
    }

    /// Sends the message; it is lost where the log takes none now, because nobody is to wait for it.
    package func send(_ message: SyslogMessage) {
        let bytes = message.bytes
        descriptor.withLock { descriptor in
            let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
            guard unsafe Glibc.send(descriptor, bytes, bytes.count, flags) < 0,
                [ECONNREFUSED, ENOTCONN, ECONNRESET].contains(errno), let again = try? Self.connect(to: path)
            else { return }
            // The log was started anew meanwhile.
            close(descriptor)
            descriptor = again
            unsafe Glibc.send(descriptor, bytes, bytes.count, flags)
        }
    }

    private static func connect(to path: String) throws(SystemFailure) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        let result = unsafe SocketName.unix(path: path).withSockaddr { unsafe Glibc.connect(descriptor, $0, $1) }
        guard result == 0 else {
            let failure = SystemFailure("connect")
            close(descriptor)
            throw failure
        }
        return descriptor
    }
}
