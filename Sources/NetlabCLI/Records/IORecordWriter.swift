internal import Platform
internal import Rendering
internal import Synchronization
internal import Wire

/// Writes an I/O record as NDJSON: a start line, then a line for each call.
final class IORecordWriter: IORecorder {
    private struct State {
        var json = JSONWriter()
        /// The first failure to write; nothing is written after it.
        var failure: SystemFailure?
        /// A thread will write what is gathered.
        var isAwaited = false
    }

    /// How many bytes are gathered at most before they are written.
    private static let portion = 1 << 16
    /// How long a line waits at most, so that little is lost where the process is killed.
    private static let patience = Duration.milliseconds(500)

    private let path: String
    private let file: ByteFile
    private let state = Mutex(State())

    /// Creates the file and writes its first line.
    init(_ path: String, program: String) throws(CommandFailure) {
        self.path = path
        guard path != "-" else {
            throw CommandFailure(status: .usage, cause: "--record needs a file's name: standard output has the results")
        }
        do {
            file = try ByteFile.writing(path)
        } catch {
            throw CommandFailure(status: .cannotCreate, cause: "cannot create '\(path)': \(error.reason)")
        }
        let header = IORecordHeader(
            recorder: "netlab",
            host: Process.hostName,
            process: Process.identifier,
            program: program
        )
        state.withLock {
            $0.json.line(header)
            flush(&$0)
        }
    }

    func record(_ call: IOCall) {
        state.withLock {
            $0.json.line(call)
            if case .close = call.operation {
                flush(&$0)
            } else if $0.json.bytes.count >= Self.portion {
                flush(&$0)
            } else {
                awaitFlush(&$0)
            }
        }
    }

    /// Has what is gathered written before long, whether or not there is another call.
    private func awaitFlush(_ state: inout State) {
        guard !state.isAwaited, state.failure == nil else { return }
        do throws(SystemFailure) {
            try detachThread { [self] in
                Clock.sleep(for: Self.patience)
                self.state.withLock {
                    $0.isAwaited = false
                    flush(&$0)
                }
            }
            state.isAwaited = true
        } catch {
            flush(&state)
        }
    }

    /// Writes what is left; tells of lines that could not be written.
    func finish() throws(CommandFailure) {
        let failure = state.withLock {
            flush(&$0)
            return $0.failure
        }
        if let failure {
            throw CommandFailure(status: .cannotWrite, cause: "cannot write '\(path)': \(failure.reason)")
        }
    }

    private func flush(_ state: inout State) {
        let bytes = state.json.take()
        guard state.failure == nil, !bytes.isEmpty else { return }
        do { try file.write(bytes) } catch { state.failure = error }
    }
}

extension JSONWriter {
    fileprivate mutating func line(_ header: IORecordHeader) {
        object {
            $0.member("event", "start")
            $0.member("schemaVersion", 1)
            $0.member("record", "socket-io")
            $0.member("recorder", header.recorder)
            $0.member("host", header.host)
            $0.member("process", header.process)
            $0.member("program", header.program)
            $0.member("clock", "realtime")
        }
        newline()
    }

    fileprivate mutating func line(_ call: IOCall) {
        object {
            $0.member("event", call.operation.event)
            $0.member("connection", call.connection)
            $0.member("call", call.call)
            $0.operation(call.operation, hasFailed: call.error != nil)
            if let error = call.error { $0.member("error", error) }
            if !call.flags.isEmpty { $0.member("flags", strings: call.flags) }
            $0.member("time", call.time.description)
            $0.member("durationNanoseconds", call.durationNanoseconds)
        }
        newline()
    }

    private mutating func operation(_ operation: IOCall.Operation, hasFailed: Bool) {
        switch operation {
        case .open(let local, let remote):
            member("local", local?.description)
            member("remote", remote?.description)
        case .read(let offset, let bytes, let requested), .write(let offset, let bytes, let requested):
            member("offset", offset)
            member("bytes", hasFailed ? nil : bytes)
            member("requestedBytes", requested)
        case .datagram(_, let number, let bytes, let requested, let truncated):
            member("datagram", number)
            member("bytes", hasFailed ? nil : bytes)
            member("requestedBytes", requested)
            member("truncatedBytes", truncated)
        case .option(let name, let value):
            member("option", name)
            member("value", value)
        case .shutdown(let how):
            member("how", how)
        case .close(let reason):
            member("reason", reason)
        }
    }
}

extension IOCall.Operation {
    fileprivate var event: String {
        switch self {
        case .open: "open"
        case .read: "read"
        case .write: "write"
        case .datagram(let direction, _, _, _, _): direction.rawValue
        case .option: "option"
        case .shutdown: "shutdown"
        case .close: "close"
        }
    }
}
