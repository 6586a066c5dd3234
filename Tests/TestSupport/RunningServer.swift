internal import FoundationEssentials
internal import Glibc
internal import Subprocess
internal import Synchronization

/// A `netlab serve` that runs beside a test, and what it said at its end.
package struct RunningServer: Sendable {
    /// The first address that it listens on.
    package let address: String
    package let process: Int
    private let log: EventLog

    /// What is known once it was told to stop.
    package struct Finished<Value: Sendable>: Sendable {
        package let value: Value
        package let status: EndStatus
        /// Its events in their order, the start and the summary included.
        package let events: [JSON]
        package let errors: String
    }

    /// The server ended, or said something else, before it listened.
    struct NotListening: Error {
        let arguments: [String]
    }

    /// What it has told so far.
    private final class EventLog: Sendable {
        let events = Mutex<[JSON]>([])
    }

    /// Waits until there is an event of this name.
    package func eventually(_ name: String) async throws {
        while !log.events.withLock({ $0.contains { $0.event?.string == name } }) {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// The server's process could not be stopped.
    struct NotStopped: Error {}

    /// Calls `body` while the server's process is stopped (SIGSTOP).
    package func pause(_ body: () throws -> Void) throws {
        kill(pid_t(process), SIGSTOP)
        defer { kill(pid_t(process), SIGCONT) }
        var what = unsafe siginfo_t()
        guard unsafe waitid(P_PID, id_t(process), &what, WSTOPPED) == 0 else { throw NotStopped() }
        try body()
    }

    package static func run<Value: Sendable>(
        _ arguments: String...,
        command: [String] = ["serve"],
        under watcher: Peer? = nil,
        _ watcherArguments: [String] = [],
        limit: Duration = NetlabProcess.limit,
        while body: @escaping @Sendable (RunningServer) async throws -> Value
    ) async throws -> Finished<Value> {
        try await run(arguments, command: command, under: watcher, watcherArguments, limit: limit, while: body)
    }

    /// Starts `netlab serve ARGUMENTS --format ndjson`, calls `body` once it listens, and ends it with SIGINT.
    ///
    /// - Parameters:
    ///   - command: What else than `serve` listens, and tells of it alike.
    ///   - watcher: A program that runs netlab as its own process, such as `strace -D`.
    ///   - watcherArguments: What stands before netlab in its arguments.
    package static func run<Value: Sendable>(
        _ arguments: [String],
        command: [String] = ["serve"],
        under watcher: Peer? = nil,
        _ watcherArguments: [String] = [],
        limit: Duration = NetlabProcess.limit,
        while body: @escaping @Sendable (RunningServer) async throws -> Value
    ) async throws -> Finished<Value> {
        let arguments = command + arguments + ["--format", "ndjson"]
        return try await withTimeLimit(limit, "netlab \(arguments)") {
            let result = try await Subprocess.run(
                watcher?.executable ?? NetlabProcess.executable,
                arguments: Arguments(
                    watcher == nil ? arguments : watcherArguments + [NetlabProcess.binary] + arguments
                ),
                input: .none,
                output: .sequence,
                error: .string(limit: ChildProcess.outputLimit)
            ) { execution in
                let log = EventLog()
                let output = execution.standardOutput
                // Read beside the body, so that a server which tells much does not wait for its reader.
                let (addresses, listening) = AsyncStream.makeStream(of: String.self)
                async let told: Void = {
                    defer { listening.finish() }
                    for try await line in output.strings() {
                        let event = try JSON(Array(line.utf8))
                        log.events.withLock { $0.append(event) }
                        if event.event?.string == "listening", let address = event.address?.string {
                            listening.yield(address)
                        }
                    }
                }()
                guard let address = await addresses.first(where: { _ in true }) else {
                    throw NotListening(arguments: arguments)
                }
                let server = RunningServer(
                    address: address,
                    process: Int(execution.processIdentifier.value),
                    log: log
                )
                do {
                    let value = try await body(server)
                    try execution.send(signal: .interrupt)
                    try await told
                    return (value, log.events.withLock { $0 })
                } catch {
                    try? execution.send(signal: .kill)
                    throw error
                }
            }
            return Finished(
                value: result.closureResult.0,
                status: EndStatus(result.terminationStatus),
                events: result.closureResult.1,
                errors: result.standardError
            )
        }
    }
}
