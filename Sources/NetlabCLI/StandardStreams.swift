internal import Platform
internal import Rendering
internal import Synchronization
internal import SystemPackage

/// Results, and nothing else, go here.
enum StandardOutput {
    fileprivate static let queue = Mutex<OutputQueue?>(nil)

    /// Lines of text or JSON: what a terminal could act on is escaped, the tones of `Style` excepted.
    static func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    /// The same, as UTF-8.
    static func write(_ text: [UInt8]) throws {
        try write(raw: TerminalText.bytes(text))
    }

    /// Writes the first `count` of `bytes`, or all, as they are: for bytes that somebody asked for, never for text.
    ///
    /// - Throws: `ExitStatus.success` where the reader has gone: it has what it wanted. `ExitStatus.interrupted` where it takes
    ///   nothing, and a signal has asked for the end.
    static func write(raw bytes: [UInt8], first count: Int? = nil) throws {
        if let queue = queue.withLock({ $0 }) {
            queue.write(count.map { Array(bytes.prefix($0)) } ?? bytes)
            if queue.hasEnded { throw ExitStatus.success }
            return
        }
        do {
            try ByteFile.standardOutput.writeUnlessStopped(bytes, first: count)
        } catch  where error.errno == .brokenPipe {
            throw ExitStatus.success
        } catch  where error.errno == .interrupted {
            throw ExitStatus.interrupted
        } catch {
            throw CommandFailure(status: .cannotWrite, cause: unwritable(error))
        }
    }

    fileprivate static func unwritable(_ failure: SystemFailure) -> String {
        "cannot write standard output: \(failure.reason)"
    }

    /// Writes lines on a terminal, over the last `count` that were written there.
    static func rewrite(_ lines: [String], over count: Int) throws {
        let text = lines.flatMap { TerminalText.line($0) + [UInt8(ascii: "\n")] }
        try write(raw: Array(TerminalControl.erase(lines: count).utf8) + text)
    }
}

/// Diagnostics, progress and prompts go here, in every format.
enum StandardError {
    fileprivate static let queue = Mutex<OutputQueue?>(nil)

    /// Writes one line, or a part of one without a newline at its end: what a terminal could act on is escaped, newlines inside
    /// too, the tones of `Style` excepted.
    static func write(_ text: String) {
        let isWhole = text.hasSuffix("\n")
        write(raw: TerminalText.line(isWhole ? String(text.dropLast()) : text) + (isWhole ? [UInt8(ascii: "\n")] : []))
    }

    /// Writes a part of a line over what stands in the line.
    static func overwrite(_ text: String) {
        write(raw: [13] + TerminalText.line(text))
    }

    /// Takes away what stands in the line, `count` characters of it.
    static func eraseLine(_ count: Int) {
        if Terminal.environment("TERM") == "dumb" {
            overwrite(String(repeating: " ", count: count))
            write(raw: [13])
        } else {
            write(raw: Array(TerminalControl.eraseLine.utf8))
        }
    }

    private static func write(raw bytes: [UInt8]) {
        if let queue = queue.withLock({ $0 }) { return queue.write(bytes) }
        // Nobody is left to be told where this fails.
        try? ByteFile.standardError.write(bytes)
    }

    /// Waits until all that was queued has been written, as long as `time`.
    static func flush(within time: Duration) {
        try? queue.withLock { $0 }?.flush(within: time)
    }
}

/// Both, for a command that is not to wait for who reads them.
enum StandardStreams {
    /// How long readers may take for what is left at the end.
    static let patience = Duration.seconds(1)

    /// Whatever is written from here on is written by threads of its own; `gap` is the result that says that so many lines
    /// were dropped.
    ///
    /// No process is to be forked any more.
    static func queue(gap: @escaping @Sendable (Int) -> [UInt8]) throws(SystemFailure) {
        let output = try OutputQueue(
            .standardOutput,
            OutputQueue.Target(
                gap: gap,
                tell: { StandardError.write("warning: \(StandardOutput.unwritable($0))\n") },
                ends: [.brokenPipe]
            )
        )
        // Whoever closed it, or the terminal that has gone, wants no diagnostics.
        let error = try OutputQueue(
            .standardError,
            OutputQueue.Target(
                gap: { Array(gapText($0).utf8) },
                tell: { _ in },
                ends: [.brokenPipe, .badFileDescriptor, .ioError]
            )
        )
        for queue in [output, error] { try queue.start() }
        StandardOutput.queue.withLock { $0 = output }
        StandardError.queue.withLock { $0 = error }
    }

    /// For people: a line that stands for `count` others.
    static func gapText(_ count: Int) -> String {
        "\(Quantity.counted(count, "line")) left out here: they came faster than they were read\n"
    }

    /// How many lines of either were dropped.
    static var dropped: Int {
        (StandardOutput.queue.withLock { $0 }?.dropped ?? 0) + (StandardError.queue.withLock { $0 }?.dropped ?? 0)
    }

    /// What is written from here on is the last, for which `finish` waits no longer than until then, on the clock of
    /// `Clock.monotonicNanoseconds`.
    static func end(by time: Int64) {
        end.withLock { $0 = time }
        StandardOutput.queue.withLock { $0 }?.takeAll()
        StandardError.queue.withLock { $0 }?.takeAll()
    }

    private static let end = Mutex<Int64?>(nil)

    /// Waits until what was queued has been written; what is thrown ends the run with its status.
    ///
    /// Standard error cannot say that it is full, only the status can.
    static func finish() throws(ExitStatus) {
        let now = Clock.monotonicNanoseconds()
        let end = end.withLock { $0 } ?? now &+ patience.nanoseconds
        var status = ExitStatus.success
        do throws(SystemFailure) {
            try StandardOutput.queue.withLock { $0 }?.flush(within: .nanoseconds(max(0, end &- now)))
        } catch {
            status = .cannotWrite
            if error.errno == .resourceTemporarilyUnavailable {
                StandardError.write("warning: cannot write standard output: its reader does not read\n")
            }
        }
        do throws(SystemFailure) {
            let left = Duration.nanoseconds(max(0, end &- Clock.monotonicNanoseconds()))
            try StandardError.queue.withLock { $0 }?.flush(within: max(left, leastPatience))
        } catch {
            // What a terminal that was stopped does not show is no loss that a status is to tell of.
            if error.errno != .resourceTemporarilyUnavailable { status = .cannotWrite }
        }
        guard status == .success else { throw status }
    }

    /// Enough for any who read.
    static let leastPatience = Duration.milliseconds(200)
}
