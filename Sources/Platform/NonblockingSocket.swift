internal import CPlatform
internal import Glibc
internal import Synchronization
internal import SystemPackage
package import Wire

/// A connected socket whose calls do not wait, closed when it goes out of use.
///
/// Being connected, it gets nothing from others than its peer, and is told where nobody listens there. Datagrams to a group of hosts
/// are the exception: whichever of them answers is heard.
package final class NonblockingSocket: Sendable {
    package let descriptor: Int32
    /// Whether connect(2) has come to its end already: always so for datagrams, and for a stream to this host.
    package let isConnected: Bool
    private let transport: Transport
    private let watch: StreamSocket.Watch?
    /// The broadcast or multicast address that datagrams go to, which no socket gets an answer from.
    private let group: SocketName?
    /// Whether the kernel says when something left or came.
    package let stamps: Bool
    /// What was moved so far, counted where somebody watches: bytes of a stream, datagrams else.
    private let moved = Mutex<(read: Int64, written: Int64)>((0, 0))

    /// socket(2), the options in their order, bind(2) where there is a `source`, connect(2).
    ///
    /// A stream may go on connecting. Without a source the kernel picks a local port at random.
    package init(
        _ transport: Transport,
        to remote: SocketName,
        from source: SocketName? = nil,
        options: [SocketOption] = [],
        stamps: Bool = false,
        watch: StreamSocket.Watch? = nil
    ) throws(SystemFailure) {
        let type = transport.isStream ? SOCK_STREAM : SOCK_DGRAM
        let flags = SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        let descriptor = socket(remote.family, Int32(type.rawValue | flags), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        do throws(SystemFailure) {
            for option in options { try option.set(on: descriptor, watch: watch) }
            if let source { try source.give(to: descriptor) }
            // A server could not answer who has no name.
            if transport == .unixDatagram, source == nil { try SocketName.giveAny(to: descriptor) }
            if transport == .udp {
                group = try remote.connectsToGroup(descriptor, watch: watch) ? remote : nil
                isConnected = true
            } else {
                group = nil
                isConnected = try remote.connect(descriptor, watch: watch)
            }
            // A watcher is to see the plain calls.
            let isPath = transport == .unix || transport == .unixDatagram
            self.stamps = stamps && watch == nil && !isPath && netlab_stamp(descriptor) == 0
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.transport = transport
        self.watch = watch
    }

    deinit {
        close(descriptor)
    }

    /// send(2) of `bytes` from `start` on: how many the kernel took, or nil where it takes none yet.
    package func send(_ bytes: [UInt8], from start: Int = 0) throws(SystemFailure) -> Int? {
        let entry = watch.map { _ in CallEntry() }
        let count = unsafe bytes.withUnsafeBytes {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: $0[start...])
            let flags = Int32(MSG_NOSIGNAL)
            guard let group else { return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, flags) }
            return unsafe group.withSockaddr {
                unsafe sendto(descriptor, rest.baseAddress, rest.count, flags, $0, $1)
            } ?? -1
        }
        let failure = SystemFailure("send")
        if let entry { record(entry, "send", .write, count, bytes.count - start, failure) }
        return try result(count, failure)
    }

    /// recv(2) into the front of `buffer`: how many bytes came, or nil where there are none yet; 0 is a stream's end.
    package func receive(into buffer: inout [UInt8]) throws(SystemFailure) -> Int? {
        var stamp: Timestamp?
        return try receive(into: &buffer, stamp: &stamp)
    }

    /// The same, and when the kernel received the last of it, where it says.
    package func receive(into buffer: inout [UInt8], stamp: inout Timestamp?) throws(SystemFailure) -> Int? {
        if stamps {
            var nanoseconds: Int64 = 0
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe netlab_receive_stamped(descriptor, $0.baseAddress, $0.count, &nanoseconds)
            }
            stamp = nanoseconds == 0 ? nil : Timestamp(nanoseconds: nanoseconds)
            return try result(count, SystemFailure("recvmsg"))
        }
        let requested = buffer.count
        let entry = watch.map { _ in CallEntry() }
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        let failure = SystemFailure("recv")
        if let entry { record(entry, "recv", .read, count, requested, failure) }
        return try result(count, failure)
    }

    /// shutdown(2) of the sending side: the peer reads to its end of the stream.
    package func shutdownSending() throws(SystemFailure) {
        let entry = CallEntry()
        let result = shutdown(descriptor, Int32(SHUT_WR))
        let failure = SystemFailure("shutdown")
        watch?.record(entry, "shutdown", failure: result < 0 ? failure : nil) { .shutdown(how: "write") }
        guard result == 0 else { throw failure }
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

    /// Tells a recorder that the socket is about to be closed, and why; it is closed when it goes out of use.
    package func recordClose(reason: String) {
        watch?.record(CallEntry(), "close", failure: nil) { .close(reason: reason) }
    }

    /// getsockname(2).
    package var local: SocketName? { try? localName(of: descriptor) }

    /// What the kernel knows of a connection, getsockopt(2) TCP_INFO; nil for other sockets.
    package var tcpInformation: TCPInformation? { transport == .tcp ? TCPInformation(of: descriptor) : nil }

    /// Takes what the kernel has kept beside what was received: ICMP messages, where it was made with
    /// `SocketOption.errorMessages`, and when something left, with `stamps`.
    package func queued() -> QueuedMessage? {
        // Sockets with a path have no such queue, and would give what they received.
        transport == .tcp || transport == .udp ? QueuedMessage(of: descriptor) : nil
    }

    /// The first ICMP message among what the kernel has kept, all of which is taken up to there.
    package func icmpError() -> ICMPError? {
        transport == .tcp || transport == .udp ? ICMPError(queuedFor: descriptor) : nil
    }

    /// Whether `address` is one that stands for many hosts: a broadcast address of a network of this host's, or multicast.
    package static func isGroup(_ address: SocketAddress) -> Bool {
        [.broadcast, .multicast].contains(AddressScope(address.address.unmapped ?? address.address))
            || (try? NonblockingSocket(.udp, to: .internet(address)))?.group != nil
    }

    private func record(
        _ entry: CallEntry,
        _ call: String,
        _ direction: IOCall.Direction,
        _ count: Int,
        _ requested: Int,
        _ failure: SystemFailure
    ) {
        let bytes = Int64(max(0, count))
        let step = transport.isStream ? bytes : count < 0 ? 0 : 1
        let before = moved.withLock { moved in
            defer { if direction == .read { moved.read += step } else { moved.written += step } }
            return direction == .read ? moved.read : moved.written
        }
        watch?.record(entry, call, failure: count < 0 ? failure : nil) {
            guard transport.isStream else {
                return .datagram(direction, number: before, bytes: bytes, requestedBytes: Int64(requested))
            }
            return direction == .read
                ? .read(offset: before, bytes: bytes, requestedBytes: Int64(requested))
                : .write(offset: before, bytes: bytes, requestedBytes: Int64(requested))
        }
    }

    private func result(_ count: Int, _ failure: SystemFailure) throws(SystemFailure) -> Int? {
        if count >= 0 { return count }
        if failure.isTemporary { return nil }
        throw failure
    }
}
