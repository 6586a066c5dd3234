internal import CPlatform
internal import Glibc
package import Wire

/// A connected socket whose calls do not wait, closed when it goes out of use.
///
/// Being connected, it gets nothing from others than its peer, and is told where nobody listens there.
package final class NonblockingSocket: Sendable {
    package enum Kind: Sendable {
        case datagram, stream
    }

    package let descriptor: Int32

    /// socket(2), connect(2): the kernel picks a local port at random.
    ///
    /// A stream may go on connecting.
    package init(_ kind: Kind, to remote: SocketAddress) throws(SystemFailure) {
        let type = kind == .datagram ? SOCK_DGRAM : SOCK_STREAM
        let flags = SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        descriptor = socket(remote.family, Int32(type.rawValue | flags), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        let result = unsafe remote.withSockaddr { unsafe connect(descriptor, $0, $1) }
        guard result == 0 || errno == EINPROGRESS else {
            let failure = SystemFailure("connect")
            close(descriptor)
            throw failure
        }
    }

    deinit {
        close(descriptor)
    }

    /// send(2) of `bytes` from `start` on: how many the kernel took, or nil where it takes none yet.
    package func send(_ bytes: [UInt8], from start: Int = 0) throws(SystemFailure) -> Int? {
        let count = unsafe bytes.withUnsafeBytes {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: $0[start...])
            return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        }
        return try result(of: "send", count)
    }

    /// recv(2) into the front of `buffer`: how many bytes came, or nil where there are none yet; 0 is a stream's end.
    package func receive(into buffer: inout [UInt8]) throws(SystemFailure) -> Int? {
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        return try result(of: "recv", count)
    }

    private func result(of call: String, _ count: Int) throws(SystemFailure) -> Int? {
        if count >= 0 { return count }
        if errno == EAGAIN || errno == EINTR { return nil }
        throw SystemFailure(call)
    }
}
