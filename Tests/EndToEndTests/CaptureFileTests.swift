import FoundationEssentials
import TestSupport
import Testing

/// `netlab capture -r`: files, whole and damaged.
@Suite struct CaptureFileTests {
    private let lab = Fixture.Lab.capture

    @Test func `a recording is joined with the calls of both ends`() async throws {
        let records = ["--record", Fixture.Lab.server, "--record", Fixture.Lab.client]
        let report = try CaptureDocument(try await NetlabProcess.run(["capture", "-r", lab, "--json"] + records))
        #expect(report.source.packets == Fixture.Lab.packets)
        let answer = try report.answer
        #expect(answer.segmentItems?.map(\.bytes) == Array(repeating: 1_448, count: 20) + [1_040])
        #expect(answer.writes?.items.cover(30_000) == true)
        #expect(answer.reads?.items.map(\.bytes) == [8_192, 8_192, 8_192, 5_424])
    }

    @Test func `lanes need a record, and say nothing of calls without one`() async throws {
        let answer = try CaptureDocument(try await NetlabProcess.run("capture", "-r", lab, "--json")).answer
        #expect(answer.segments == 21)
        #expect(answer.writes == nil)
        #expect(answer.reads == nil)
    }

    @Test func `a file may come through a pipe`() async throws {
        let piped = try await NetlabProcess.run("capture", "-r", "-", "--view", "packets", input: try contents(of: lab))
        let opened = try await NetlabProcess.run("capture", "-r", lab, "--view", "packets")
        #expect(piped.status == 0)
        #expect(piped.lines == opened.lines)
        #expect(opened.lines.count == Fixture.Lab.packets)
    }

    @Test func `a record may come through a pipe`() async throws {
        let records = ["--record", "-", "--record", Fixture.Lab.client]
        let server = try contents(of: Fixture.Lab.server)
        let run = try await NetlabProcess.run(["capture", "-r", lab, "--json"] + records, input: server)
        #expect(try CaptureDocument(run).answer.writes?.items.cover(30_000) == true)
    }

    @Test func `packets of a pipe are shown while more may come`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await Peer("bash").run([
                "-c",
                """
                mkfifo "$2/in" "$2/out" && exec 8<>"$2/in" 9<>"$2/out"
                "$0" capture -r - --view packets <"$2/in" >"$2/out" & child=$!
                head -c 200 "$1" >&8
                read -r line <&9 && echo "$line"
                kill -INT "$child"
                wait "$child"
                """, NetlabProcess.binary, lab, folder.path,
            ])
            #expect(run.status == 0)
            #expect(run.lines.first?.hasPrefix("1 ") == true)
        }
    }

    @Test func `a filter leaves the other packets out`() async throws {
        let run = try await NetlabProcess.run("capture", "-r", lab, "--view", "packets", "src", "port", "2000")
        let all = try await NetlabProcess.run("capture", "-r", lab, "--view", "packets")
        #expect(run.status == 0)
        // Without the other end's SYN the scale of windows is unknown: the lines differ, and the packets do not.
        let numbers = { (lines: [String]) in lines.map { $0.prefix { $0 != " " } } }
        #expect(numbers(run.lines) == numbers(all.lines.filter { $0.contains(":2000 >") }))
        #expect((1..<Fixture.Lab.packets).contains(run.lines.count))
    }

    @Test func `of a file that is cut its whole packets are shown, and the status says so`() async throws {
        try await withTemporaryFolder { folder in
            let cut = try folder.write(contents(of: lab).dropLast(10), to: "cut.pcap")
            let run = try await NetlabProcess.run("capture", "-r", cut, "--view", "packets")
            #expect(run.status == 65)
            #expect(run.lines.count == Fixture.Lab.packets - 1)
            #expect(run.errorLines.count == 1)
            #expect(run.errors.hasPrefix("netlab capture: '\(cut)'"))
        }
    }

    @Test func `what is saved is what was read`() async throws {
        try await withTemporaryFolder { folder in
            let copy = folder.file("copy.pcap")
            let run = try await NetlabProcess.run("capture", "-r", lab, "-w", copy, "--json")
            let again = try await NetlabProcess.run("capture", "-r", copy, "--json")
            #expect(run.status == 0)
            #expect(
                try CaptureDocument(run).answer.segmentItems == CaptureDocument(again).answer.segmentItems
            )
        }
    }

    @Test(arguments: ["-r FILE", "-r LINK", "-i nosuch0", "-r FILE bad("])
    func `a run that cannot begin leaves the file to save to as it was`(source: String) async throws {
        try await withTemporaryFolder { folder in
            let bytes = try contents(of: lab)
            let file = try folder.write(bytes, to: "kept.pcap")
            let link = folder.file("link.pcap")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
            let words = source.split(separator: " ").map { $0 == "FILE" ? file : $0 == "LINK" ? link : String($0) }
            let run = try await NetlabProcess.run(["capture", "-w", file] + words)
            #expect(run.status != 0)
            #expect(run.errorLines.count <= 2)
            #expect(try contents(of: file) == bytes)
        }
    }

    @Test func `a reader that leaves early ends the capture without a complaint`() async throws {
        let bytes = try contents(of: lab)
        try await withTemporaryFolder { folder in
            // More than any pipe holds: the reader is gone before all is written.
            let packets = Array(repeatElement(bytes.dropFirst(24), count: 100).joined())
            let large = try folder.write(bytes.prefix(24) + packets, to: "large.pcap")
            let script = #"{ "$0" capture -r "$1" --view packets; echo "status $?" >&2; } | head -c 10"#
            let run = try await Peer.shell.run("-c", script, NetlabProcess.binary, large)
            #expect(run.standardOutput.count == 10)
            #expect(run.errorLines == ["status 0"])
        }
    }
}
