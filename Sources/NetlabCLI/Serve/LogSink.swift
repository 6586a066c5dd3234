internal import Platform
internal import Rendering
internal import Synchronization
internal import Wire

/// Where the lines of a log go, one after the other from whatever thread.
final class LogSink: Sendable {
    private enum Target {
        case standard
        case file(ByteFile)
        case system(SystemLog)
        /// A daemon's, where there is no system log.
        case nowhere
    }

    /// One line, for people or for programs.
    struct Line {
        /// What kind of event it is.
        let kind: String
        let time: Timestamp
        let isWarning: Bool
        /// For programs: JSON without a newline, to standard output.
        let isForPrograms: Bool
        let text: String
    }

    /// From the root, because a daemon leaves its folder.
    private let path: String?
    private let target: Mutex<Target>

    init(_ place: LogOptions.Place) throws(CommandFailure) {
        var path: String?
        switch place {
        case .standard: target = Mutex(.standard)
        case .file(let file):
            path = SystemFile.absolute(file)
            do {
                target = Mutex(.file(try ByteFile.appending(to: file)))
            } catch {
                throw CommandFailure(status: .cannotCreate, cause: "cannot open '\(file)': \(error.reason)")
            }
        case .system(let isAsked):
            do {
                target = Mutex(.system(try SystemLog()))
            } catch  where isAsked {
                throw CommandFailure(
                    status: .unavailable,
                    cause: "cannot reach the system's log at \(SystemLog.path): \(error.reason)",
                    hint: "--log FILE logs to a file."
                )
            } catch {
                StandardError.write("warning: there is no system log to tell of clients; --log FILE keeps one\n")
                target = Mutex(.nowhere)
            }
        }
        self.path = path
    }

    var isStandard: Bool { target.withLock { if case .standard = $0 { true } else { false } } }

    /// A log that cannot be written does not stop the service, nor does a reader who has gone.
    func write(_ line: Line) {
        target.withLock { target in
            switch target {
            case .standard where line.isForPrograms:
                try? StandardOutput.write(line.text + "\n")
            case .standard:
                StandardError.write("\(Self.shortTime(line.time)) \(line.text)\n")
            case .file(let file):
                let text = line.isForPrograms ? line.text : "\(line.time) \(line.text)"
                try? file.write(TerminalText.line(text) + [10])
            case .system(let log):
                log.send(
                    SyslogMessage(
                        severity: line.isWarning ? .warning : .informational,
                        time: line.time,
                        host: Process.hostName,
                        process: Process.identifier,
                        kind: line.kind,
                        text: String(decoding: TerminalText.line(line.text), as: UTF8.self)
                    )
                )
            case .nowhere: break
            }
        }
    }

    /// Goes on in a new file, where the old one was moved away.
    func reopen() {
        guard let path else { return }
        target.withLock { target in
            if let file = try? ByteFile.appending(to: path) { target = .file(file) }
        }
    }

    /// `14:03:22.130`, in local time: for who watches.
    private static func shortTime(_ time: Timestamp) -> String {
        let milliseconds = String(1_000 + time.nanoseconds / 1_000_000 % 1_000).dropFirst()
        return Clock.text("%H:%M:%S", at: time) + "." + milliseconds
    }
}
