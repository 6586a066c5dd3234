internal import CPlatform
internal import Glibc
package import Wire

/// A listening TCP socket, closed when it goes out of use.
package final class Listener: Sendable {
    /// A connection taken from the queue and not yet served; whoever gets it must open or discard it.
    package struct Accepted: Sendable {
        let descriptor: Int32
        let entry: AcceptEntry
        package let connection: Int
    }

    struct AcceptEntry: Sendable {
        let time: Timestamp
        let durationNanoseconds: Int64
    }

    package let address: SocketAddress
    let descriptor: Int32

    /// socket(2), bind(2), listen(2); port 0 lets the kernel choose, and `address` has what it chose.
    package init(on address: SocketAddress, backlog: Int = 128) throws(SystemFailure) {
        let descriptor = try openSocket(family: address.family)
        do throws(SystemFailure) {
            try SocketOption.reuseAddress.set(on: descriptor)
            if case .v6 = address.address { try SocketOption.onlyIPv6.set(on: descriptor) }
            let bound = unsafe address.withSockaddr { unsafe bind(descriptor, $0, $1) }
            guard bound == 0 else { throw SystemFailure("bind") }
            guard listen(descriptor, Int32(clamping: backlog)) == 0 else { throw SystemFailure("listen") }
            self.address = try localAddress(of: descriptor)
            self.descriptor = descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// accept4(2): blocks until a client comes.
    package func accept(connection: Int) throws(SystemFailure) -> Accepted {
        let entry = CallEntry()
        let accepted = netlab_accept(descriptor)
        guard accepted >= 0 else { throw SystemFailure("accept") }
        return Accepted(
            descriptor: accepted,
            entry: AcceptEntry(time: entry.time, durationNanoseconds: entry.elapsedNanoseconds),
            connection: connection
        )
    }
}

extension Listener.Accepted {
    /// The connection as a socket, on whatever thread is to serve it.
    /// - Throws: getpeername(2)'s ENOTCONN where the client has gone already.
    package consuming func open(recorder: (any IORecorder)?) throws(SystemFailure) -> StreamSocket {
        let watch = StreamSocket.Watch(connection: connection, recorder: recorder)
        let descriptor = descriptor
        do throws(SystemFailure) {
            let local = try localAddress(of: descriptor)
            guard let remote = unsafe SocketAddress(filledBy: { unsafe getpeername(descriptor, $0, $1) == 0 }) else {
                throw SystemFailure("getpeername")
            }
            watch.recorder?.record(
                IOCall(
                    connection: connection,
                    call: "accept",
                    operation: .open(local: local, remote: remote),
                    time: entry.time,
                    durationNanoseconds: entry.durationNanoseconds
                )
            )
            return StreamSocket(descriptor: descriptor, local: local, remote: remote, watch: watch)
        } catch {
            discard()
            throw error
        }
    }

    /// close(2) without serving.
    package func discard() {
        close(descriptor)
    }
}
