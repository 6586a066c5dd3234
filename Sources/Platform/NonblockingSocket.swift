internal import CPlatform
internal import Glibc
internal import SystemPackage
package import Wire

/// A connected socket whose calls do not wait, closed when it goes out of use.
///
/// Being connected, it gets nothing from others than its peer, and is told where nobody listens there.
package final class NonblockingSocket: Sendable {
    package enum Kind: Sendable {
        case datagram, stream
    }

    package let descriptor: Int32

    /// socket(2), the options in their order, bind(2) where there is a `source`, connect(2).
    ///
    /// A stream may go on connecting. Without a source the kernel picks a local port at random.
    package init(
        _ kind: Kind,
        to remote: SocketAddress,
        from source: SocketAddress? = nil,
        options: [SocketOption] = []
    ) throws(SystemFailure) {
        let type = kind == .datagram ? SOCK_DGRAM : SOCK_STREAM
        let flags = SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        descriptor = socket(remote.family, Int32(type.rawValue | flags), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        do throws(SystemFailure) {
            for option in options { try option.set(on: descriptor) }
            if let source, unsafe source.withSockaddr({ unsafe bind(descriptor, $0, $1) }) != 0 {
                throw SystemFailure("bind")
            }
            let result = unsafe remote.withSockaddr { unsafe connect(descriptor, $0, $1) }
            guard result == 0 || errno == EINPROGRESS else { throw SystemFailure("connect") }
        } catch {
            close(descriptor)
            throw error
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

    /// What became of a stream's connect(2), once it can be written to: getsockopt(2) SO_ERROR.
    package func connected() throws(SystemFailure) {
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0 else {
            throw SystemFailure("getsockopt SO_ERROR")
        }
        guard error == 0 else { throw SystemFailure("connect", Errno(rawValue: error)) }
    }

    /// getsockname(2).
    package var local: SocketAddress? { try? localAddress(of: descriptor) }

    /// What the kernel knows of a connection, getsockopt(2) TCP_INFO; nil for other sockets.
    package var tcpInformation: TCPInformation? { TCPInformation(of: descriptor) }

    /// The ICMP message that an error on this socket came from, where it was made with `SocketOption.errorMessages`.
    package func icmpError() -> ICMPError? { ICMPError(of: descriptor) }

    private func result(of call: String, _ count: Int) throws(SystemFailure) -> Int? {
        if count >= 0 { return count }
        if errno == EAGAIN || errno == EINTR { return nil }
        throw SystemFailure(call)
    }
}
