internal import Platform
internal import Rendering
internal import Synchronization
internal import SystemPackage

/// Lines on their way to a file, which a thread of its own writes: a reader that has stopped stops nobody else.
///
/// What comes while `capacity` waits is dropped and counted. What cannot be written, as on a full disk, is tried again.
final class OutputQueue: Sendable {
    /// What is to be known of a queue's file.
    struct Target: Sendable {
        /// Opens the file; nil where that is done once and for all.
        var reopen: (@Sendable () throws(SystemFailure) -> ByteFile)?
        /// The line that stands where `count` lines were dropped.
        let gap: @Sendable (_ count: Int) -> [UInt8]
        /// Tells of the first of several failures in a row.
        let tell: @Sendable (SystemFailure) -> Void
        /// Failures that mean that nobody wants to read any more.
        var ends: [Errno] = []
    }

    private struct State {
        var file: ByteFile
        var waiting: [UInt8] = []
        /// The thread writes, or is about to look what there is.
        var isBusy = false
        var isReopening = false
        /// The reader has gone.
        var hasEnded = false
        /// What comes now is the last, and nothing of it is dropped.
        var takesAll = false
        /// Lines that were dropped since the last gap was told of.
        var untold = 0
        var dropped = 0
        var failure: SystemFailure?
    }

    /// How many bytes may wait.
    private static let capacity = 1 << 20
    /// How long after a failure writing is tried again.
    private static let patience = Duration.seconds(1)
    /// How long before a call is made again that would have had to wait.
    private static let pause = Duration.milliseconds(20)

    private let target: Target
    private let state: Mutex<State>
    private let work: Mailbox<Void>
    /// Told of each time when nothing is left, or cannot be written.
    private let rest: Mailbox<Void>

    /// What is written before `start` waits.
    init(_ file: ByteFile, _ target: Target) throws(SystemFailure) {
        state = Mutex(State(file: file, isBusy: true))
        self.target = target
        work = try Mailbox()
        rest = try Mailbox()
    }

    /// Starts the thread, which lasts as long as the process.
    func start() throws(SystemFailure) {
        work.post(())
        try detachThread { [self] in
            var timeout: Duration?
            while (try? work.take(or: nil, timeout: timeout)) != nil { timeout = writeAll() ? nil : Self.patience }
        }
    }

    /// How many lines were dropped so far.
    var dropped: Int { state.withLock { $0.dropped } }

    /// Whether its reader has gone.
    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    /// Puts whole lines behind those that wait.
    func write(_ lines: [UInt8]) {
        let wakes = state.withLock { state in
            guard !state.hasEnded else { return false }
            guard state.takesAll || state.waiting.count + lines.count <= Self.capacity else {
                let count = lines.count { $0 == UInt8(ascii: "\n") }
                state.untold += count
                state.dropped += count
                return false
            }
            fillGap(&state)
            state.waiting += lines
            defer { state.isBusy = true }
            return !state.isBusy
        }
        if wakes { work.post(()) }
    }

    /// Drops nothing from here on: the end is near, and says how much was dropped.
    func takeAll() {
        state.withLock { $0.takesAll = true }
    }

    /// Has the file opened anew before anything else is written.
    func reopen() {
        state.withLock { $0.isReopening = true }
        work.post(())
    }

    /// Waits until all has been written, as long as `time`.
    /// - Throws: why something was not; EAGAIN where the reader does not read.
    func flush(within time: Duration) throws(SystemFailure) {
        state.withLock {
            fillGap(&$0)
            $0.isBusy = true
        }
        _ = rest.take()
        work.post(())
        _ = try rest.take(or: nil, timeout: time)
        let (left, failure) = state.withLock { ($0.isBusy || !$0.waiting.isEmpty, $0.failure) }
        if left { throw failure ?? SystemFailure("write", .resourceTemporarilyUnavailable) }
    }

    private func fillGap(_ state: inout State) {
        guard state.untold > 0, !state.hasEnded else { return }
        state.waiting += target.gap(state.untold)
        state.untold = 0
    }

    /// Whether there was no failure.
    private func writeAll() -> Bool {
        while let (file, bytes) = next() {
            var written = 0
            do throws(SystemFailure) {
                let file = if let file { file } else { try openAnew() }
                try file.write(bytes, written: &written)
                state.withLock { $0.failure = nil }
            } catch  where error.isTemporary {
                // Whoever gave it to this process has calls on it not wait.
                state.withLock { $0.waiting = bytes.dropFirst(written) + $0.waiting }
                Clock.sleep(for: Self.pause)
            } catch {
                note(error, unwritten: Array(bytes.dropFirst(written)))
                rest.post(())
                return target.ends.contains(error.errno)
            }
        }
        rest.post(())
        return true
    }

    /// What is to be written next; no file where it is to be opened anew.
    private func next() -> (file: ByteFile?, bytes: [UInt8])? {
        state.withLock { state in
            guard !state.waiting.isEmpty || state.isReopening else {
                state.isBusy = false
                return nil
            }
            var bytes: [UInt8] = []
            swap(&bytes, &state.waiting)
            return (state.isReopening ? nil : state.file, bytes)
        }
    }

    private func openAnew() throws(SystemFailure) -> ByteFile {
        guard let file = try target.reopen?() else { return state.withLock { $0.file } }
        state.withLock {
            $0.file = file
            $0.isReopening = false
        }
        return file
    }

    private func note(_ failure: SystemFailure, unwritten: [UInt8]) {
        let isFirst = state.withLock { state in
            if target.ends.contains(failure.errno) {
                state.hasEnded = true
                state.isBusy = false
                state.waiting = []
                return false
            }
            state.waiting = unwritten + state.waiting
            defer { state.failure = failure }
            return state.failure == nil
        }
        if isFirst { target.tell(failure) }
    }
}
