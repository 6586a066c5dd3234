internal import FoundationEssentials
internal import Subprocess
internal import SystemPackage
package import Testing

/// A program of others that a test compares netlab with.
package struct Peer: Sendable, Equatable {
    package let name: String

    package init(_ name: String) { self.name = name }

    package static let capinfos = Peer("capinfos")
    package static let dig = Peer("dig")
    package static let getent = Peer("getent")
    package static let ip = Peer("ip")
    package static let mandoc = Peer("mandoc")
    package static let nm = Peer("nm")
    package static let prlimit = Peer("prlimit")
    package static let prometheus = Peer("prometheus")
    package static let promtool = Peer("promtool")
    package static let python = Peer("python3")
    package static let readelf = Peer("readelf")
    package static let shell = Peer("sh")
    package static let socat = Peer("socat")
    package static let strace = Peer("strace")
    package static let systemdSocketActivate = Peer("systemd-socket-activate")
    package static let tcpdump = Peer("tcpdump")
    package static let tshark = Peer("tshark")
    package static let unbound = Peer("unbound")
    package static let unshare = Peer("unshare")

    /// Where it is installed; the folders of administrators are searched too.
    package var path: String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        return folders.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    package var isPresent: Bool { path != nil }

    var executable: Executable { path.map { .path(FilePath($0)) } ?? .name(name) }

    /// Runs it to its end; it is killed when `limit` is up.
    package func run(
        _ arguments: [String],
        input: [UInt8] = [],
        limit: Duration = NetlabProcess.limit
    ) async throws -> FinishedProcess {
        try await ChildProcess.run(
            executable,
            arguments,
            input: input,
            environment: [:],
            limit: limit
        )
    }

    package func run(_ arguments: String...) async throws -> FinishedProcess {
        try await run(arguments)
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where `peer` is not installed, and says so.
    package static func needs(_ peer: Peer) -> Self {
        .enabled(if: peer.isPresent, "\(peer.name) is not installed")
    }
}
