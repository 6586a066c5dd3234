internal import Glibc
package import Wire

/// A connected stream socket whose every call is one plain system call, shown to a recorder with its own times and result.
package struct StreamSocket: ~Copyable {
    /// How a connection's two ends are told apart in a record, and who is told.
    package struct Watch: Sendable {
        let connection: Int
        let recorder: (any IORecorder)?

        /// `connection` counts from 1 within one record.
        package init(connection: Int, recorder: (any IORecorder)?) {
            self.connection = connection
            self.recorder = recorder
        }
    }

    /// What a set of descriptors knows a socket by, while it is open.
    package struct Handle: Waitable {
        package let descriptor: Int32
    }

    package let local: SocketName
    package let remote: SocketName
    private let descriptor: Int32
    private let watch: Watch
    private var bytesRead: Int64 = 0
    private var bytesWritten: Int64 = 0
    private var isOpen = true

    init(descriptor: Int32, local: SocketName, remote: SocketName, watch: Watch) {
        self.descriptor = descriptor
        self.local = local
        self.remote = remote
        self.watch = watch
    }

    deinit {
        if isOpen { Glibc.close(descriptor) }
    }

    package var handle: Handle { Handle(descriptor: descriptor) }

    /// send(2): returns how many bytes the kernel took, 1 or more.
    ///
    /// One that does not wait fails with EAGAIN where the kernel takes none yet.
    package mutating func send(_ bytes: borrowing Span<UInt8>, waits: Bool = true) throws(SystemFailure) -> Int {
        let flags = Int32(MSG_NOSIGNAL) | (waits ? 0 : Int32(MSG_DONTWAIT))
        let entry = CallEntry()
        let count = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, flags)
        }
        let failure = SystemFailure("send")
        watch.record(entry, "send", failure: count < 0 ? failure : nil) { [bytesWritten] in
            .write(offset: bytesWritten, bytes: Int64(max(0, count)), requestedBytes: Int64(bytes.count))
        }
        guard count >= 0 else { throw failure }
        bytesWritten += Int64(count)
        return count
    }

    /// A buffer for so many bytes, which takes memory only as they come.
    package static func room(for count: Int) -> [UInt8] {
        // Nothing of it is looked at but what recv(2) has filled.
        unsafe [UInt8](unsafeUninitializedCapacity: count) { $1 = count }
    }

    /// recv(2) into the front of `buffer`: returns how many bytes came, 0 at the end of the stream.
    ///
    /// One that does not wait fails with EAGAIN where there are none yet.
    package mutating func receive(into buffer: inout [UInt8], waits: Bool = true) throws(SystemFailure) -> Int {
        let requested = buffer.count
        let flags = waits ? 0 : Int32(MSG_DONTWAIT)
        let entry = CallEntry()
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, requested, flags) }
        let failure = SystemFailure("recv")
        watch.record(entry, "recv", failure: count < 0 ? failure : nil) { [bytesRead] in
            .read(offset: bytesRead, bytes: Int64(max(0, count)), requestedBytes: Int64(requested))
        }
        guard count >= 0 else { throw failure }
        bytesRead += Int64(count)
        return count
    }

    /// shutdown(2) of the sending side: the peer reads to its end of the stream.
    package mutating func shutdownSending() throws(SystemFailure) {
        let entry = CallEntry()
        let result = shutdown(descriptor, Int32(SHUT_WR))
        let failure = SystemFailure("shutdown")
        watch.record(entry, "shutdown", failure: result < 0 ? failure : nil) { .shutdown(how: "write") }
        guard result == 0 else { throw failure }
    }

    /// The first ICMP message among what the kernel has kept, all of which is taken up to there.
    package func icmpError() -> ICMPError? { ICMPError(queuedFor: descriptor) }

    package mutating func setOption(_ option: SocketOption) throws(SystemFailure) {
        try option.set(on: descriptor, watch: watch)
    }

    /// close(2), with the reason that the record is to give for it.
    ///
    /// Nothing is to be asked of it any more.
    package mutating func close(reason: String) {
        let entry = CallEntry()
        Glibc.close(descriptor)
        isOpen = false
        watch.record(entry, "close", failure: nil) { .close(reason: reason) }
    }
}
