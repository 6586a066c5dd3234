import FoundationEssentials
import TestSupport
import Testing

/// `-C`, `-G` and `-W`, beside tcpdump.
@Suite struct RotationTests {
    /// Names and sizes of the files that a command leaves in a folder of its own.
    private static func files(_ command: [String]) async throws -> [String: Int] {
        try await withTemporaryFolder { folder in
            let run = try await Peer.shell.run(["-c", #"cd "$0" && exec "$@""#, folder.path] + command)
            #expect(run.status == 0, "\(run.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return try Dictionary(uniqueKeysWithValues: names.map { ($0, try contents(of: folder.file($0)).count) })
        }
    }

    @Test(
        .needs(.tcpdump),
        arguments: [
            "-C 1", "-C 1 -W 1", "-C 1 -W 2", "-C 1 -W 10", "-C 1 -W 11", "-C 1 -W 101", "-C 1 -W 3 -G 31536000",
            "-G 31536000", "-G 31536000 -W 4",
        ]
    )
    func `files have tcpdump's names and sizes`(options: String) async throws {
        let lab = try contents(of: Fixture.Lab.capture)
        try await withTemporaryFolder { folder in
            let packets = Array(repeatElement(lab.dropFirst(24), count: 120).joined())
            let source = try folder.write(lab.prefix(24) + packets, to: "source")
            // In one year: a test that begins with its last second fails.
            let arguments = ["-r", source, "-w", "a%%b-%Y.pcap"] + options.split(separator: " ").map(String.init)
            // As root it would become a user who may not write here.
            let root = await Root.isHere ? ["-Z", "root"] : []
            let expected = try await Self.files([try #require(Peer.tcpdump.path)] + arguments + root)
            let found = try await Self.files([NetlabProcess.binary, "capture"] + arguments)
            #expect(found == expected)
            #expect(!found.isEmpty)
        }
    }

    @Test(.needsSandbox, .needs(.ip)) func `-W ends what -G divides, with status 0`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await Sandbox.run(
                """
                listen "$netlab" capture -i lo -w "$1/%s.pcap" -G 1 -W 2
                while [[ -d /proc/$child ]]; do send 1; read -r -t 0.05 <&9; done
                wait "$child"
                """,
                folder.path
            )
            #expect(run.status == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(names.count == 2)
            let seconds = names.compactMap { Int($0.prefix { $0 != "." }) }
            #expect(seconds.count == 2 && seconds[1] > seconds[0])
        }
    }

    @Test(.needsSandbox, .needs(.ip), .needs(.capinfos))
    func `the last file's time ends an idle capture too, and the file says what was dropped`() async throws {
        let script = #""$netlab" capture -i lo -w "$1" -G 1 -W 1"#
        try await withTemporaryFolder { folder in
            let run = try await Sandbox.run(script, folder.file("saved.pcapng"))
            #expect(run.status == 0)
            let found = try await Peer.capinfos.run(folder.file("saved.pcapng"))
            #expect(found.output.contains("Number of stat entries = 1"))
        }
    }

    @Test(.needsRoot, .needsSandbox, .needs(.ip))
    func `where later files could not be made, none is begun`() async throws {
        try await withTemporaryFolder { folder in
            let file = try folder.write([], to: "saved")
            try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
            let run = try await Sandbox.run(#""$netlab" capture -i lo -Z nobody -w "$1" -C 1"#, file)
            #expect(run.status == 73)
            #expect(run.errors.contains("permission denied"))
            #expect(run.errors.contains("'nobody'"))
        }
    }

    @Test func `a file that is read is not written, whatever number it has`() async throws {
        let lab = try contents(of: Fixture.Lab.capture)
        try await withTemporaryFolder { folder in
            let source = try folder.write(lab, to: "name1")
            let run = try await NetlabProcess.run("capture", "-r", source, "-w", folder.file("name"), "-C", "1KiB")
            #expect(run.status == 73)
            #expect(try contents(of: source) == lab)
        }
    }
}
