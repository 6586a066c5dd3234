internal import CPlatform
internal import Glibc
internal import Synchronization

/// Where threads leave values for one thread that waits for them.
package final class Mailbox<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    /// An eventfd(2) that is readable while there are values.
    package let descriptor: Int32

    package init() throws(SystemFailure) {
        descriptor = netlab_open_event()
        guard descriptor >= 0 else { throw SystemFailure("eventfd") }
    }

    deinit {
        close(descriptor)
    }

    package func post(_ value: Value) {
        values.withLock {
            $0.append(value)
            // Only a counter of 2^64 values could fail. With the lock held, so that it never tells of values that were taken.
            var one: UInt64 = 1
            unsafe write(descriptor, &one, MemoryLayout<UInt64>.size)
        }
    }

    /// All values since the last time, in their order; none only where `timeout` passes without any, nil where a signal of `stop` comes.
    ///
    /// A nil `timeout` waits for ever.
    package func take(or stop: borrowing StopSignals?, timeout: Duration?) throws(SystemFailure) -> [Value]? {
        if case .signal = try Readiness.wait(for: [descriptor], or: stop, output: nil, timeout: timeout) { return nil }
        return take()
    }

    /// All values since the last time, in their order, without waiting.
    package func take() -> [Value] {
        values.withLock { values in
            var count: UInt64 = 0
            unsafe read(descriptor, &count, MemoryLayout<UInt64>.size)
            defer { values = [] }
            return values
        }
    }
}
