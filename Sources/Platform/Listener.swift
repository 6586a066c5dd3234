internal import CPlatform
internal import Glibc
internal import Synchronization
package import Wire

/// A listening stream socket, closed when it goes out of use.
package final class Listener: Sendable {
    /// A connection taken from the queue and not yet served; whoever gets it must open, hand over or discard it.
    package struct Accepted: Sendable {
        package let connection: Int
        package let local: SocketName
        package let remote: SocketName
        let descriptor: Int32
        let time: Timestamp
        let durationNanoseconds: Int64
    }

    /// What it is bound to.
    package let name: SocketName
    package let descriptor: Int32
    private let file: SocketFile?

    /// The internet address that it is bound to; `0.0.0.0:0` for a path.
    package var address: SocketAddress { name.internet ?? SocketAddress(address: .any4, port: 0) }

    /// socket(2), bind(2), listen(2); port 0 lets the kernel choose, and `name` has what it chose.
    package init(on name: SocketName, settings: BindSettings = BindSettings()) throws(SystemFailure) {
        let descriptor = try openSocket(family: name.family)
        do throws(SystemFailure) {
            file = try settings.bind(descriptor, to: name, isStream: true)
            guard listen(descriptor, Int32(clamping: settings.backlog)) == 0 else { throw SystemFailure("listen") }
            self.name = try localName(of: descriptor)
            self.descriptor = descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    package convenience init(on address: SocketAddress) throws(SystemFailure) {
        try self.init(on: .internet(address))
    }

    /// A socket that listens already, and is this object's from now on.
    init(inheriting descriptor: Int32) throws(SystemFailure) {
        name = try localName(of: descriptor)
        file = nil
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Sets what connections that come later inherit.
    package func setOption(_ option: SocketOption) throws(SystemFailure) {
        try option.set(on: descriptor)
    }

    /// fcntl(2) O_NONBLOCK: `accept` throws EAGAIN from here on where it would wait.
    ///
    /// The flag is that of all processes that share the socket. Between the word that a client is there and `accept` another of
    /// them may take it.
    package func setNonblocking() throws(SystemFailure) {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else { throw SystemFailure("fcntl") }
    }

    /// accept4(2): blocks until a client comes.
    /// - Throws: ENOTCONN where the client has gone already.
    package func accept(connection: Int) throws(SystemFailure) -> Accepted {
        let entry = CallEntry()
        let accepted = netlab_accept(descriptor)
        guard accepted >= 0 else { throw SystemFailure("accept") }
        let duration = entry.elapsedNanoseconds
        do throws(SystemFailure) {
            return Accepted(
                connection: connection,
                local: try localName(of: accepted),
                remote: try remoteName(of: accepted),
                descriptor: accepted,
                time: entry.time,
                durationNanoseconds: duration
            )
        } catch {
            close(accepted)
            throw error
        }
    }
}

extension Listener.Accepted {
    /// The connection as a socket, on whatever thread is to serve it.
    package consuming func open(recorder: (any IORecorder)?) -> StreamSocket {
        let watch = StreamSocket.Watch(connection: connection, recorder: recorder)
        recorder?.record(
            IOCall(
                connection: connection,
                call: "accept",
                operation: .open(local: local, remote: remote),
                time: time,
                durationNanoseconds: durationNanoseconds
            )
        )
        return StreamSocket(descriptor: descriptor, local: local, remote: remote, watch: watch)
    }

    /// What another thread can end the connection with.
    package var cutter: SocketCutter { SocketCutter(descriptor) }

    package func setOption(_ option: SocketOption) throws(SystemFailure) { try option.set(on: descriptor) }

    /// The bare descriptor, for whoever serves the connection without a `StreamSocket` and closes it.
    package func handOver() -> Int32 { descriptor }

    /// send(2) that does not wait, for the same: returns how many bytes the kernel took, 1 or more.
    package func send(_ bytes: borrowing Span<UInt8>) throws(SystemFailure) -> Int {
        let count = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        }
        guard count >= 0 else { throw SystemFailure("send") }
        return count
    }

    /// close(2) without serving.
    package func discard() {
        close(descriptor)
    }
}

/// Ends a connection from another thread than the one that serves it, whose calls then come back.
package final class SocketCutter: Sendable {
    private struct State {
        var descriptor: Int32?
        var isCut = false
    }

    private let state: Mutex<State>

    init(_ descriptor: Int32) {
        state = Mutex(State(descriptor: descriptor))
    }

    /// shutdown(2) of both directions.
    package func cut() {
        state.withLock {
            guard let descriptor = $0.descriptor else { return }
            shutdown(descriptor, Int32(SHUT_RDWR))
            $0.isCut = true
        }
    }

    /// Has SIGTERM do it too, in a process that serves nobody else.
    package func cutOnTermination() throws(SystemFailure) {
        guard netlab_end_on_terminate(state.withLock { $0.descriptor } ?? -1) == 0 else {
            throw SystemFailure("sigaction")
        }
    }

    package var isCut: Bool { state.withLock { $0.isCut } || netlab_is_terminated() }

    /// To be called before the socket is closed: its number may soon be another's.
    package func retire() {
        state.withLock { $0.descriptor = nil }
        netlab_end_on_terminate(-1)
    }
}
