internal import Subprocess

/// Runs programs to their end, or to a time limit.
enum ChildProcess {
    /// More than any output that a test asks for.
    static let outputLimit = 256 << 20

    /// Runs a program, gathers what it writes, and kills it when `limit` is up.
    ///
    /// A program that ends without having read all of `input` ends this process with SIGPIPE: give input to those that read it.
    /// - Parameter environment: What differs from this process's own; nil takes a variable away.
    /// - Throws: `TimeLimitExceeded`, or why the program could not be started.
    static func run(
        _ executable: Executable,
        _ arguments: [String],
        input: [UInt8],
        environment: [String: String?],
        limit: Duration
    ) async throws -> FinishedProcess {
        try await withTimeLimit(limit, "\(executable) \(arguments)") {
            let result = try await Subprocess.run(
                executable,
                arguments: Arguments(arguments),
                environment: .changed(by: environment),
                input: .array(input),
                output: .bytes(limit: outputLimit),
                error: .bytes(limit: outputLimit)
            )
            return FinishedProcess(
                status: EndStatus(result.terminationStatus),
                standardOutput: result.standardOutput,
                standardError: result.standardError
            )
        }
    }
}

extension Environment {
    /// This process's own, but for `changes`, and for who called sudo: netlab would become him, to whom no test's folder belongs.
    static func changed(by changes: [String: String?]) -> Environment {
        let changes = ["SUDO_UID": nil, "SUDO_GID": nil].merging(changes) { _, change in change }
        let pairs = changes.compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } }
        return .inherit.updating(Dictionary(uniqueKeysWithValues: pairs))
    }
}

extension EndStatus {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .signaled(signal)
        }
    }
}
