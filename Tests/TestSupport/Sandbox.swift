package import Testing

/// Whether this user may have a network namespace of its own, as `netlab capture lab` needs it.
package enum Sandbox {
    package static var isAllowed: Bool {
        get async { await options.value != nil }
    }

    /// What unshare(1) needs; nil where it is forbidden.
    ///
    /// Asked of unshare(1), not of netlab: a netlab that wrongly says no must fail its tests.
    private static let options = Task { () -> [String]? in
        for options in [["--net"], ["--user", "--map-root-user", "--net"]] {
            if let run = try? await Peer.unshare.run(options + ["true"]), run.status == 0 { return options }
        }
        return nil
    }

    /// Runs a bash script as the other `run` does, where `/etc` has `files` in place of this system's, and of the others only
    /// those that programs need to run.
    ///
    /// The host's name is its own too.
    package static func run(
        files: [String: String],
        _ script: String,
        _ arguments: String...
    ) async throws -> FinishedProcess {
        try await withTemporaryFolder { folder in
            for (name, content) in files { _ = try folder.write(Array(content.utf8), to: name) }
            let mount = """
                cp -an /etc/{ld.so.cache,passwd,group,services,protocols,alternatives,hosts,nsswitch.conf} "$1" 2>/dev/null
                mount --bind "$1" /etc || exit
                shift

                """
            return try await run(options: ["--mount", "--uts"], mount + script, [folder.path] + arguments)
        }
    }

    /// Runs a bash script in a network namespace of its own, whose loopback is up.
    ///
    /// In the script `$netlab` is the binary, `send N` sends so many datagrams of two bytes over the loopback, to a port that is
    /// closed, and `listen COMMAND...` starts a command in the background and waits for the first line of its standard error.
    package static func run(_ script: String, _ arguments: String...) async throws -> FinishedProcess {
        try await run(options: [], script, arguments)
    }

    /// The same, with mounts of its own.
    package static func runWithMounts(_ script: String, _ arguments: String...) async throws -> FinishedProcess {
        try await run(options: ["--mount"], script, arguments)
    }

    private static func run(
        options more: [String],
        _ script: String,
        _ arguments: [String]
    ) async throws -> FinishedProcess {
        let prelude = """
            set -u
            netlab=$0
            ip link set lo up
            send() { for ((n = 0; n < $1; n++)); do echo x >/dev/udp/127.0.0.1/9; done; }
            listen() {
                local line pipe
                pipe=$(mktemp -u) && mkfifo "$pipe" && exec 9<>"$pipe" && rm "$pipe"
                "$@" 2> >(tee /dev/fd/9 >&2) & child=$!
                read -r line <&9
            }

            """
        return try await Peer.unshare.run(
            (options.value ?? []) + more + ["bash", "-c", prelude + script, NetlabProcess.binary] + arguments
        )
    }
}

/// Whether the tests run as root.
package enum Root {
    package static var isHere: Bool {
        get async { await answer.value }
    }

    private static let answer = Task { (try? await Peer("id").run("-u"))?.lines == ["0"] }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where private namespaces are forbidden.
    package static var needsSandbox: Self {
        .enabled("this user may have no private network namespace here") { await Sandbox.isAllowed }
    }

    /// Skips the test where nobody has privileges to give up.
    package static var needsRoot: Self {
        .enabled("only root can become another user") { await Root.isHere }
    }
}
