internal import CPlatform
internal import Glibc
internal import SystemPackage

/// Waiting for descriptors to have something to read, with poll(2).
package enum Readiness {
    /// What ended a wait.
    package enum Event: Sendable, Equatable {
        case readable
        case signal(StopSignals.Request)
        /// Nobody can read the output any more.
        case outputClosed
        case timedOut
    }

    /// Waits until one of `inputs` has something to read, a signal of `stop` comes, the reader of `output` has gone, or
    /// `timeout` has passed; nil waits for ever.
    ///
    /// A file that is none of those that can be waited for is always readable.
    package static func wait(
        for inputs: [Int32],
        or stop: borrowing StopSignals?,
        output: ByteFile?,
        timeout: Duration?
    ) throws(SystemFailure) -> Event {
        var entries = inputs.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // poll(2) passes over negative descriptors, and tells of an output without being asked when it is closed.
        entries.append(pollfd(fd: output?.descriptor.rawValue ?? -1, events: 0, revents: 0))
        var hasSignals = false
        switch stop {
        case .some(let stop):
            entries.append(pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0))
            hasSignals = true
        case .none: break
        }
        let ready = try poll(&entries, timeout: timeout)
        if hasSignals, ready.last == true {
            switch stop {
            case .some(let stop): if let request = stop.take() { return .signal(request) }
            case .none: break
            }
        }
        if ready[inputs.count] { return .outputClosed }
        return ready.prefix(inputs.count).contains(true) ? .readable : .timedOut
    }

    /// As above, for a file or pipe.
    package static func wait(
        for input: ByteFile,
        or stop: borrowing StopSignals?,
        output: ByteFile?,
        timeout: Duration?
    ) throws(SystemFailure) -> Event {
        try wait(for: [input.descriptor.rawValue], or: stop, output: output, timeout: timeout)
    }

    /// Waits as long as `timeout` for a signal of `stop`, or for the reader of `output` to go, and says whether either came.
    package static func pause(
        for timeout: Duration,
        or stop: borrowing StopSignals?,
        output: ByteFile
    ) throws(SystemFailure) -> Bool {
        try wait(for: [], or: stop, output: output, timeout: timeout) != .timedOut
    }

    /// Waits until some of `sources` are readable, a signal of `stop` comes, or `timeout` has passed; nil waits for ever.
    /// - Returns: Which of `sources` are ready, in their order, and the signal.
    package static func wait(
        for sources: [any Waitable],
        or stop: borrowing StopSignals,
        timeout: Duration?
    ) throws(SystemFailure) -> (ready: [Bool], signal: StopSignals.Request?) {
        var entries = sources.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        entries.append(pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0))
        let ready = try poll(&entries, timeout: timeout)
        return (ready.dropLast(), ready.last == true ? stop.take() : nil)
    }

    /// Waits until some of `sources` are readable, or `timeout` has passed; nil waits for ever.
    package static func wait(for sources: [any Waitable], timeout: Duration?) throws(SystemFailure) -> [Bool] {
        var entries = sources.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        return try poll(&entries, timeout: timeout)
    }

    /// Waits until `socket` is ready for what is of interest or has hung up, there is a value in `mailbox`, or `timeout` has
    /// passed; nil waits for ever.
    package static func wait<Value>(
        for socket: StreamSocket.Handle,
        _ interest: PollSet.Interest,
        or mailbox: Mailbox<Value>?,
        timeout: Duration?
    ) throws(SystemFailure) -> (hasHungUp: Bool, hasMessage: Bool) {
        let events: Int32 =
            switch interest {
            case .reading: POLLIN
            case .writing: POLLOUT
            case .both: POLLIN | POLLOUT
            case .nothing: 0
            }
        var entries = [
            pollfd(fd: socket.descriptor, events: Int16(events), revents: 0),
            pollfd(fd: mailbox?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let ready = try poll(&entries, timeout: timeout)
        return (entries[0].revents & Int16(POLLHUP | POLLERR) != 0, ready[1])
    }

    /// Whether `output` takes bytes without blocking, has nobody who reads it, or is broken, before `timeout` has passed.
    static func wait(toWrite output: Int32, timeout: Duration) throws(SystemFailure) -> Bool {
        var entries = [pollfd(fd: output, events: Int16(POLLOUT), revents: 0)]
        return try poll(&entries, timeout: timeout)[0]
    }

    /// Which of `entries` are ready, in their order, none when the time is up; a nil `timeout` waits for ever.
    private static func poll(_ entries: inout [pollfd], timeout: Duration?) throws(SystemFailure) -> [Bool] {
        let count =
            if let timeout {
                unsafe netlab_poll(&entries, nfds_t(entries.count), max(0, timeout.nanoseconds))
            } else {
                unsafe Glibc.poll(&entries, nfds_t(entries.count), -1)
            }
        guard count >= 0 || errno == EINTR else { throw SystemFailure("poll") }
        return entries.map { $0.revents != 0 }
    }
}
