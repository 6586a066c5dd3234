internal import CPlatform
internal import Glibc
internal import SystemPackage
package import Wire

extension DatagramSocket: Waitable {}

extension SocketName {
    /// Has the answers of a batch leave from the address that was asked, where a socket is to be bound to all of them.
    ///
    /// To be called before bind(2): what comes before it does not say where it was sent to.
    func tellDestinations(to descriptor: Int32) throws(SystemFailure) {
        guard case .internet(let local) = self, [.any4, .any6].contains(local.address) else { return }
        guard netlab_tell_destinations(descriptor, local.family) == 0 else {
            throw SystemFailure("setsockopt IP_PKTINFO")
        }
    }
}

extension DatagramSocket {
    /// sendto(2), which does not wait: a datagram for which there is no room is lost.
    package func send(_ bytes: [UInt8], to remote: SocketName) throws(SystemFailure) {
        let sent = unsafe remote.withSockaddr { address, size in
            unsafe bytes.withUnsafeBytes {
                unsafe sendto(
                    descriptor,
                    $0.baseAddress,
                    $0.count,
                    Int32(MSG_DONTWAIT | MSG_NOSIGNAL),
                    address,
                    size
                )
            }
        }
        guard let sent, sent >= 0 else { throw SystemFailure("sendto") }
    }
}

/// Many datagrams and their answers, each lot of them in one system call.
package struct DatagramBatch: ~Copyable {
    @safe private final class Storage {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) {
            unsafe self.pointer = pointer
        }

        deinit {
            unsafe netlab_close_batch(pointer)
        }
    }

    package struct Datagram: Sendable, Equatable {
        package let bytes: [UInt8]
        /// How many bytes it had: more than came where it was larger than a buffer.
        package let wholeLength: Int
        /// Nil where its sender has no name.
        package let source: SocketName?
    }

    /// How many one call takes.
    package static let capacity = 64
    /// No datagram over UDP is larger.
    package static let largest = 65_536

    private let batch: Storage

    package init() throws(SystemFailure) {
        guard let batch = unsafe netlab_open_batch(Int32(Self.capacity), Self.largest) else {
            throw SystemFailure("mmap", .noMemory)
        }
        self.batch = unsafe Storage(batch)
    }

    /// recvmmsg(2): how many datagrams there are now, at most `limit`; 0 where there are none.
    package func receive(from socket: DatagramSocket, limit: Int) throws(SystemFailure) -> Int {
        let count = unsafe netlab_receive_batch(batch.pointer, socket.descriptor, Int32(clamping: limit))
        if count >= 0 { return Int(count) }
        if errno == EAGAIN || errno == EINTR { return 0 }
        throw SystemFailure("recvmmsg")
    }

    /// One of those that the last call brought.
    package func datagram(at index: Int) -> Datagram {
        let datagram = unsafe netlab_datagram_at(batch.pointer, Int32(index))
        let bytes = unsafe UnsafeBufferPointer(start: datagram.bytes, count: datagram.length)
        let source = unsafe UnsafeRawBufferPointer(start: datagram.source, count: Int(datagram.source_size))
        return unsafe Datagram(
            bytes: Array(bytes),
            wholeLength: datagram.whole,
            source: SocketName(sender: source)
        )
    }

    /// Has `bytes` sent to where the datagram at `index` came from; false where no datagram is that large.
    package func answer(_ bytes: [UInt8], at index: Int) -> Bool {
        unsafe bytes.withUnsafeBufferPointer {
            unsafe netlab_answer_datagram(batch.pointer, Int32(index), $0.baseAddress, $0.count)
        }
    }

    /// sendmmsg(2): how many of the answers left, with how many bytes, and how many could not.
    package func send(on socket: DatagramSocket) -> (left: Int, bytes: Int64, failed: Int) {
        let answers = Int(unsafe netlab_answers(batch.pointer))
        guard answers > 0 else { return (0, 0, 0) }
        var bytes: Int64 = 0
        let left = Int(unsafe netlab_send_batch(batch.pointer, socket.descriptor, &bytes))
        return (left, bytes, answers - left)
    }
}
