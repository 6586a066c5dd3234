internal import Glibc
internal import SystemPackage
internal import Wire

/// Sockets that this process was started with.
package enum InheritedSocket {
    /// Why a descriptor is of no use.
    package enum Fault: Error, Equatable, CustomStringConvertible {
        case noSocket(SystemFailure)
        /// A stream socket that no client can come to.
        case notListening
        /// A connection is wanted, and this is none.
        case notConnected
        /// Neither of an internet family nor unix(7), or neither of streams nor datagrams.
        case otherFamily

        package var description: String {
            switch self {
            case .noSocket(let failure): failure.reason
            case .notListening: "a stream socket that does not listen"
            case .notConnected: "no connected stream socket"
            case .otherFamily: "neither an internet nor a unix socket"
            }
        }
    }

    /// Takes over `descriptor` if it is a listening stream socket or a datagram socket.
    package static func take(_ descriptor: Int32) throws(Fault) -> BoundSocket {
        let type = try Self.option(SO_TYPE, of: descriptor)
        let isListening = try Self.option(SO_ACCEPTCONN, of: descriptor) != 0
        // Not for processes that are started later.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        switch type {
        case Int32(SOCK_STREAM.rawValue):
            guard isListening else { throw .notListening }
            guard let listener = try? Listener(inheriting: descriptor) else { throw .otherFamily }
            return .listener(listener)
        case Int32(SOCK_DGRAM.rawValue):
            guard let socket = try? DatagramSocket(inheriting: descriptor) else { throw .otherFamily }
            return .datagram(socket)
        default:
            throw .otherFamily
        }
    }

    /// The connection that inetd(8) started this process with as standard input.
    ///
    /// Nothing that is written to the standard streams reaches the client afterwards: output goes nowhere, and errors too
    /// where they went to the client.
    package static func connectionOfStandardInput() throws(Fault) -> Listener.Accepted {
        let type = try option(SO_TYPE, of: STDIN_FILENO)
        let isListening = try option(SO_ACCEPTCONN, of: STDIN_FILENO) != 0
        guard type == Int32(SOCK_STREAM.rawValue), !isListening, let local = try? localName(of: STDIN_FILENO),
            let remote = try? remoteName(of: STDIN_FILENO)
        else { throw .notConnected }
        let descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { throw .noSocket(SystemFailure("fcntl")) }
        // Models that wait in calls need calls that wait; the connection is nobody else's.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        let errorsReachClient = areSame(STDIN_FILENO, STDERR_FILENO)
        StandardDescriptors.close(STDIN_FILENO, STDOUT_FILENO)
        if errorsReachClient { StandardDescriptors.close(STDERR_FILENO) }
        return Listener.Accepted(
            connection: 1,
            local: local,
            remote: remote,
            descriptor: descriptor,
            time: Clock.now(),
            durationNanoseconds: 0
        )
    }

    private static func option(_ option: Int32, of descriptor: Int32) throws(Fault) -> Int32 {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 else {
            throw .noSocket(SystemFailure("getsockopt"))
        }
        return value
    }

    private static func areSame(_ first: Int32, _ second: Int32) -> Bool {
        var one = stat()
        var other = stat()
        return unsafe fstat(first, &one) == 0 && fstat(second, &other) == 0 && one.st_dev == other.st_dev
            && one.st_ino == other.st_ino
    }
}
