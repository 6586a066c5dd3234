internal import FoundationEssentials
internal import Subprocess
internal import SystemPackage

/// The built netlab, run as a user runs it.
package enum NetlabProcess {
    /// The binary: `$NETLAB_BINARY`, or the one that was built beside the running tests.
    package static let binary: String = {
        if let path = ProcessInfo.processInfo.environment["NETLAB_BINARY"] { return path }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return FilePath(tests).removingLastComponent().appending("netlab").string
    }()

    /// Whether `$NETLAB_BINARY` names the binary.
    package static var isNamed: Bool { ProcessInfo.processInfo.environment["NETLAB_BINARY"] != nil }

    /// Long enough for what a test does on a busy machine.
    package static let limit = Duration.seconds(60)

    static var executable: Executable { .path(FilePath(binary)) }

    /// Runs netlab to its end; it is killed when `limit` is up.
    package static func run(
        _ arguments: [String],
        input: [UInt8] = [],
        environment: [String: String?] = [:],
        limit: Duration = limit
    ) async throws -> FinishedProcess {
        try await ChildProcess.run(executable, arguments, input: input, environment: environment, limit: limit)
    }

    package static func run(
        _ arguments: String...,
        input: [UInt8] = [],
        environment: [String: String?] = [:]
    ) async throws -> FinishedProcess {
        try await run(arguments, input: input, environment: environment)
    }
}
