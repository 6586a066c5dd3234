internal import CPlatform
internal import Glibc

/// Descriptors to wait for together, with epoll(7).
package struct PollSet: ~Copyable {
    package enum Interest: Sendable {
        case reading, writing, both
        /// Nothing but that it hangs up, which is always told.
        case nothing
    }

    /// One that is ready.
    package struct Ready: Sendable {
        package let token: Int
        /// Both directions are closed, or it failed: there is nothing more to wait for.
        package let hasHungUp: Bool
    }

    private struct Itself: Waitable {
        let descriptor: Int32
    }

    private static let capacity = 64

    private let descriptor: Int32
    private var tokens = [UInt64](repeating: 0, count: capacity)
    private var hungUp = [Bool](repeating: false, count: capacity)
    /// Of the signals that are in the set too, so that one call waits for everything.
    private var signals: Int32 = -1
    private static let signalToken = UInt64.max

    package init() throws(SystemFailure) {
        descriptor = netlab_open_poll_set()
        guard descriptor >= 0 else { throw SystemFailure("epoll_create1") }
    }

    deinit {
        close(descriptor)
    }

    /// Readable while any of the set is ready.
    package var waitable: any Waitable { Itself(descriptor: descriptor) }

    /// Has `token` reported when the socket is ready; a second time changes what for.
    ///
    /// What is closed leaves the set.
    package func watch(_ source: some Waitable, for interest: Interest, token: Int) throws(SystemFailure) {
        let reads = interest == .reading || interest == .both
        let writes = interest == .writing || interest == .both
        guard netlab_watch(descriptor, source.descriptor, UInt64(token), reads, writes) == 0 else {
            throw SystemFailure("epoll_ctl")
        }
    }

    /// Some of the sockets that are ready, none when `timeout` has passed, nil where a signal of `stop` comes.
    package mutating func wait(timeout: Duration, or stop: borrowing StopSignals?) throws(SystemFailure) -> [Ready]? {
        switch stop {
        case .some(let stop):
            if stop.descriptor != signals {
                guard netlab_watch(descriptor, stop.descriptor, Self.signalToken, true, false) == 0 else {
                    throw SystemFailure("epoll_ctl")
                }
                signals = stop.descriptor
            }
            let ready = try ready(within: timeout)
            return tokens.prefix(ready.all).contains(Self.signalToken) && stop.take() != nil ? nil : ready.sockets
        case .none:
            return try ready(within: timeout).sockets
        }
    }

    /// Some of those that are ready, without waiting.
    package mutating func ready() throws(SystemFailure) -> [Ready] {
        try ready(within: .zero).sockets
    }

    /// Waits once: how many are ready, and which of them are no signals.
    private mutating func ready(within timeout: Duration) throws(SystemFailure) -> (all: Int, sockets: [Ready]) {
        let wait = max(0, timeout.nanoseconds)
        let count = Int(unsafe netlab_wait(descriptor, &tokens, &hungUp, Int32(Self.capacity), wait))
        guard count >= 0 else { throw SystemFailure("epoll_pwait2") }
        var sockets: [Ready] = []
        for index in 0..<count where tokens[index] != Self.signalToken {
            sockets.append(Ready(token: Int(tokens[index]), hasHungUp: hungUp[index]))
        }
        return (count, sockets)
    }
}
