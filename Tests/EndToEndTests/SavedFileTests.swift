import FoundationEssentials
import TestSupport
import Testing

/// `-w`: whole records whatever happens, as those read them who did not write them.
@Suite struct SavedFileTests {
    /// A capture larger than what is written at once.
    private static func large(in folder: TemporaryFolder) throws -> String {
        let lab = try contents(of: Fixture.Lab.capture)
        return try folder.write(
            lab.prefix(24) + Array(repeatElement(lab.dropFirst(24), count: 60).joined()),
            to: "large"
        )
    }

    @Test(.needs(.capinfos), arguments: ["pcap", "pcapng"], ["100", "300", "601"])
    func `a file that cannot grow ends with a whole record`(format: String, blocks: String) async throws {
        try await withTemporaryFolder { folder in
            let copy = folder.file("copy." + format)
            // Blocks of 512 or 1,024 bytes, as the shell has it.
            let script = #"ulimit -f "$1" && "$0" capture -r "$2" -w "$3""#
            let source = try Self.large(in: folder)
            let run = try await Peer.shell.run("-c", script, NetlabProcess.binary, blocks, source, copy)
            #expect(run.status == 74)
            #expect(run.errorLines == ["netlab capture: cannot write '\(copy)': file too large"])
            let size = try contents(of: copy).count
            #expect(size > 0)
            let whole = try await Peer.capinfos.run("-c", "-M", copy)
            #expect(whole.status == 0)
            #expect(whole.errors.isEmpty)
            // No more is gone than the largest packet, of 1,514 bytes, takes.
            let limit = (size + 511) / 512 * 512
            #expect(limit - size < 1_600)
            let again = try await NetlabProcess.run("capture", "-r", copy)
            #expect(again.status == 0)
        }
    }

    @Test(.needsSandbox, .needs(.ip), arguments: ["TERM", "HUP", "KILL"])
    func `a signal leaves no empty file behind`(signal: String) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.file("saved.pcap")
            _ = try await Sandbox.run(
                """
                listen "$netlab" capture -i lo -w "$1"
                while [[ ! -s $1 && -d /proc/$child ]]; do :; done
                kill -$2 "$child"
                wait "$child"
                """,
                file,
                signal
            )
            #expect(try contents(of: file).count == 24)
        }
    }

    @Test func `a signal while a pipe is read leaves no empty file behind`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await Peer("bash").run([
                "-c",
                """
                mkfifo "$1/pipe" && exec 9<>"$1/pipe"
                "$0" capture -r - -w "$1/saved" <"$1/pipe" & child=$!
                while [[ ! -e $1/saved && -d /proc/$child ]]; do :; done
                kill -TERM "$child"
                wait "$child"
                """, NetlabProcess.binary, folder.path,
            ])
            #expect(run.status == 0)
            #expect(try contents(of: folder.file("saved")).count == 24)
        }
    }

    @Test(.needsSandbox, .needs(.ip), .needs(.tshark))
    func `links that do not fit into a pcap file fit into pcapng`() async throws {
        try await withTemporaryFolder { folder in
            let refused = try await Sandbox.run(#""$netlab" capture -i lo -i any -w "$1""#, folder.file("saved.pcap"))
            #expect(refused.status == 74)
            #expect(refused.errors.contains(".pcapng"))
            #expect(!FileManager.default.fileExists(atPath: folder.file("saved.pcap")))
            let file = folder.file("saved.pcapng")
            let script = #"listen "$netlab" capture -i lo -i any -w "$1"; send 1; kill -INT "$child"; wait "$child""#
            #expect(try await Sandbox.run(script, file).status == 0)
            let fields = ["-T", "fields", "-e", "frame.interface_name", "-e", "udp.length"]
            let run = try await Peer.tshark.run(["-r", file] + fields)
            #expect(run.lines.sorted() == ["any\t10", "any\t10", "lo\t10", "lo\t10"])
        }
    }
}
