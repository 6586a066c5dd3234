internal import Platform
internal import Rendering
internal import Wire

/// Where the lines of a log go, one after the other from whatever thread, none of which waits.
final class LogSink: Sendable {
    private enum Target {
        case standard
        case file(OutputQueue)
        case system(SystemLog)
        /// A daemon's, where there is no system log.
        case nowhere
    }

    /// One line, for people or for programs.
    struct Line {
        let time: Timestamp
        let isWarning: Bool
        /// For programs: JSON without a newline, to standard output.
        let isForPrograms: Bool
        let text: String
    }

    private let target: Target

    /// `gap` is the line that says that so many were dropped.
    init(_ place: LogOptions.Place, gap: @escaping @Sendable (Int) -> [UInt8]) throws(CommandFailure) {
        switch place {
        case .standard: target = .standard
        case .file(let file):
            // From the root, because a daemon leaves its folder.
            let path = SystemFile.absolute(file)
            do {
                let target = OutputQueue.Target(
                    reopen: { () throws(SystemFailure) in try ByteFile.appending(to: path) },
                    gap: gap,
                    tell: {
                        StandardError.write("warning: cannot write '\(VisibleText.escaped(file))': \($0.reason)\n")
                    }
                )
                self.target = .file(try OutputQueue(try ByteFile.appending(to: file), target))
            } catch {
                throw CommandFailure(status: .cannotCreate, cause: "cannot open '\(file)': \(error.reason)")
            }
        case .system(let isAsked):
            do {
                target = .system(try SystemLog())
            } catch  where isAsked {
                throw CommandFailure(
                    status: .unavailable,
                    cause: "cannot reach the system's log at \(SystemLog.path): \(error.reason)",
                    hint: "--log FILE logs to a file."
                )
            } catch {
                StandardError.write("warning: there is no system log to tell of clients; --log FILE keeps one\n")
                target = .nowhere
            }
        }
    }

    var isStandard: Bool { if case .standard = target { true } else { false } }

    /// How many lines were dropped.
    var dropped: Int { if case .file(let queue) = target { queue.dropped } else { 0 } }

    /// What was written waits until now for a thread to write it.
    func start() throws(SystemFailure) {
        if case .file(let queue) = target { try queue.start() }
    }

    /// Drops nothing from here on, because the end is near.
    func takeAll() { if case .file(let queue) = target { queue.takeAll() } }

    /// A log that cannot be written does not stop the service, nor does a reader who has gone.
    func write(_ line: Line) {
        switch target {
        case .standard where line.isForPrograms:
            try? StandardOutput.write(line.text + "\n")
        case .standard:
            StandardError.write("\(Self.shortTime(line.time)) \(line.text)\n")
        case .file(let queue):
            let text = line.isForPrograms ? line.text : "\(line.time) \(line.text)"
            queue.write(TerminalText.line(text) + [UInt8(ascii: "\n")])
        case .system(let log):
            log.send(
                SyslogMessage(
                    severity: line.isWarning ? .warning : .informational,
                    time: Clock.text("%b %e %H:%M:%S", at: line.time),
                    process: Process.identifier,
                    text: String(decoding: TerminalText.line(line.text), as: UTF8.self)
                )
            )
        case .nowhere: break
        }
    }

    /// Goes on in a new file, where the old one was moved away.
    func reopen() {
        if case .file(let queue) = target { queue.reopen() }
    }

    /// Waits until all is written, as long as `time`; that something could not be was told of.
    func finish(within time: Duration) throws(ExitStatus) {
        guard case .file(let queue) = target else { return }
        do { try queue.flush(within: time) } catch { throw .cannotWrite }
    }

    /// `14:03:22.130`, in local time: for who watches.
    private static func shortTime(_ time: Timestamp) -> String {
        let milliseconds = String(1_000 + time.nanoseconds / 1_000_000 % 1_000).dropFirst()
        return Clock.text("%H:%M:%S", at: time) + "." + milliseconds
    }
}
