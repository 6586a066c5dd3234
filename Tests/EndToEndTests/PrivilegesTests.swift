import FoundationEssentials
import TestSupport
import Testing

/// What a capture that root began may still do, by what the kernel says of its process.
@Suite(.needsRoot, .needsSandbox, .needs(.ip)) struct PrivilegesTests {
    private static let nobody = "65534"
    /// CAP_DAC_OVERRIDE, the second of all.
    private static let fileAccess = "0000000000000002"
    private static let none = "0000000000000000"

    /// /proc/PID/status of a capture that has shown its first packet, and how it ended.
    private static func capture(
        _ arguments: String,
        environment: String = "A=b",
        in folder: TemporaryFolder
    ) async throws -> (status: [String: [String]], end: EndStatus) {
        let run = try await Sandbox.run(
            """
            mkfifo "$1/packets" && exec 8<>"$1/packets"
            listen env $3 "$netlab" capture -i lo --immediate --view packets $2 >"$1/packets"
            send 1
            read -r line <&8
            cat "/proc/$child/status"
            kill -INT "$child"
            wait "$child"
            """,
            folder.path,
            arguments,
            environment
        )
        let fields = run.lines.compactMap { line -> (String, [String])? in
            let parts = line.split(separator: ":", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), parts[1].split { " \t".contains($0) }.map(String.init)) : nil
        }
        return (Dictionary(fields) { first, _ in first }, run.status)
    }

    @Test(arguments: [("-Z nobody", "A=b"), ("", "SUDO_UID=65534 SUDO_GID=65534")])
    func `root becomes the user who was named, or who called sudo`(arguments: String, environment: String) async throws
    {
        try await withTemporaryFolder { folder in
            let (status, end) = try await Self.capture(arguments, environment: environment, in: folder)
            #expect(end == 0)
            #expect(status["Uid"] == Array(repeating: Self.nobody, count: 4))
            #expect(status["Gid"] == Array(repeating: Self.nobody, count: 4))
            #expect(status["Groups"] == [Self.nobody])
            for set in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"] {
                #expect(status[set] == [Self.none], "\(set)")
            }
            #expect(status["NoNewPrivs"] == ["1"])
        }
    }

    @Test func `plain root becomes nobody, and keeps the right to write files where it writes one`() async throws {
        for (arguments, user, kept) in [
            ("", Self.nobody, Self.none), ("-w FOLDER/saved", Self.nobody, Self.fileAccess),
            ("-Z root", "0", Self.none), ("-Z root -w FOLDER/saved", "0", Self.fileAccess),
        ] {
            try await withTemporaryFolder { folder in
                let arguments = arguments.split(separator: "FOLDER", omittingEmptySubsequences: false)
                let (status, end) = try await Self.capture(arguments.joined(separator: folder.path), in: folder)
                #expect(end == 0)
                #expect(status["Uid"] == Array(repeating: user, count: 4))
                #expect(status["CapEff"] == [kept])
                #expect(status["CapPrm"] == [kept])
                #expect(status["CapBnd"] == [Self.none])
                #expect(status["NoNewPrivs"] == ["1"])
            }
        }
    }

    @Test func `root stays root where there is no other user, as in a container`() async throws {
        try await withTemporaryFolder { folder in
            let copy = folder.file("copy")
            let run = try await Peer.unshare.run(
                ["--user", "--map-root-user", NetlabProcess.binary, "capture", "-r", Fixture.Lab.capture, "-w", copy]
            )
            #expect(run.status == 0, "\(run.errors)")
            #expect(try FileManager.default.attributesOfItem(atPath: copy)[.size] as? Int ?? 0 > 24)
        }
    }

    @Test(arguments: ["nobody-there", "4294967294", "-1", ""])
    func `a caller of sudo who is no user is a mistake`(text: String) async throws {
        let arguments = ["capture", "-r", Fixture.Lab.capture]
        let run = try await NetlabProcess.run(arguments, environment: ["SUDO_UID": text])
        #expect(run.status == 64)
        #expect(run.errors.contains("no user '\(text)'"))
        #expect(try await NetlabProcess.run(arguments + ["-Z", "root"], environment: ["SUDO_UID": text]).status == 0)
    }

    @Test func `what is written belongs to the user, and goes where he may write`() async throws {
        try await withTemporaryFolder { folder in
            let copy = folder.file("copy")
            let arguments = ["capture", "-r", Fixture.Lab.capture, "-Z", "nobody", "-w", copy]
            let refused = try await NetlabProcess.run(arguments)
            #expect(refused.status == 73)
            #expect(refused.errors.contains("'nobody'"))
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
            let run = try await NetlabProcess.run(arguments)
            #expect(run.status == 0)
            let owner = try FileManager.default.attributesOfItem(atPath: copy)[.ownerAccountName] as? String
            #expect(owner == "nobody")
        }
    }

    @Test func `who is not root cannot become another, and is told so`() async throws {
        let run = try await Peer("setpriv").run(
            [
                "--reuid", "65534", "--clear-groups", NetlabProcess.binary, "capture", "-r", Fixture.Lab.capture, "-Z",
                "root",
            ]
        )
        #expect(run.status == 77)
        #expect(run.errors.contains("cannot become 'root'"))
    }

    @Test func `a user that is not there is a mistake`() async throws {
        let run = try await NetlabProcess.run("capture", "-r", Fixture.Lab.capture, "-Z", "no-such-user")
        #expect(run.status == 64)
        #expect(run.errors.contains("no user 'no-such-user'"))
    }
}
