internal import CPlatform
internal import Glibc

/// SIGINT and SIGTERM as something to wait for beside other descriptors, instead of something that strikes anywhere.
///
/// To be made while the process has one thread: threads started later inherit that the signals are blocked.
package struct StopSignals: ~Copyable {
    let descriptor: Int32

    package init() throws(SystemFailure) {
        descriptor = netlab_open_stop_signals()
        guard descriptor >= 0 else { throw SystemFailure("signalfd") }
    }

    deinit {
        close(descriptor)
    }

    /// Takes one signal that has arrived; false where none has.
    package func take() -> Bool {
        // struct signalfd_siginfo is 128 bytes (signalfd(2)).
        var information = [UInt8](repeating: 0, count: 128)
        return unsafe information.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) } > 0
    }
}

/// Waiting for descriptors to have something to read, with poll(2).
package enum Readiness {
    /// Waits until `descriptor` has something to read, a signal of `stop` comes, or `timeout` has passed; true where the signal came.
    package static func wait(
        for descriptor: Int32,
        or stop: borrowing StopSignals?,
        timeout: Duration
    ) throws(SystemFailure) -> Bool {
        switch stop {
        case .some(let stop):
            try wait(for: [descriptor, stop.descriptor], timeout: timeout)
            return stop.take()
        case .none:
            try wait(for: [descriptor], timeout: timeout)
            return false
        }
    }

    /// Waits until clients wait at some of `listeners`, which are returned, or a signal of `stop` comes: then nil.
    package static func wait(for listeners: [Listener], or stop: borrowing StopSignals) throws(SystemFailure)
        -> [Listener]?
    {
        let ready = try wait(for: listeners.map(\.descriptor) + [stop.descriptor], timeout: nil)
        return stop.take() ? nil : zip(listeners, ready).filter(\.1).map(\.0)
    }

    /// Which of `descriptors` are ready, in their order, none when the time is up; a nil `timeout` waits for ever.
    @discardableResult
    private static func wait(for descriptors: [Int32], timeout: Duration?) throws(SystemFailure) -> [Bool] {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = timeout.map { Int32(clamping: ($0.nanoseconds + 999_999) / 1_000_000) } ?? -1
        guard unsafe poll(&entries, nfds_t(entries.count), milliseconds) >= 0 || errno == EINTR else {
            throw SystemFailure("poll")
        }
        return entries.map { $0.revents != 0 }
    }
}
