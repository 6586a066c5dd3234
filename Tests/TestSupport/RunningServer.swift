internal import FoundationEssentials
internal import Subprocess

/// A `netlab serve` that runs beside a test, and what it said at its end.
package struct RunningServer: Sendable {
    /// The first address that it listens on.
    package let address: String

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

    /// Starts `netlab serve ARGUMENTS --format ndjson`, calls `body` once it listens, and ends it with SIGINT.
    ///
    /// - Parameters:
    ///   - watcher: A program that runs netlab as its own process, such as `strace -D`.
    ///   - watcherArguments: What stands before netlab in its arguments.
    package static func run<Value: Sendable>(
        _ arguments: String...,
        under watcher: Peer? = nil,
        _ watcherArguments: [String] = [],
        limit: Duration = NetlabProcess.limit,
        while body: @escaping @Sendable (RunningServer) async throws -> Value
    ) async throws -> Finished<Value> {
        let arguments = ["serve"] + arguments + ["--format", "ndjson"]
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
                var lines = execution.standardOutput.strings().makeAsyncIterator()
                var events: [JSON] = []
                var address: String?
                while address == nil, let line = try await lines.next() {
                    let event = try JSON(Array(line.utf8))
                    events.append(event)
                    if event.event?.string == "listening" { address = event.address?.string }
                }
                guard let address else { throw NotListening(arguments: arguments) }
                let value = try await body(RunningServer(address: address))
                try execution.send(signal: .interrupt)
                while let line = try await lines.next() { events.append(try JSON(Array(line.utf8))) }
                return (value, events)
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
