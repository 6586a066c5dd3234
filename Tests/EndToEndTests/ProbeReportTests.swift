import Platform
import TestSupport
import Testing
import Wire

/// What a probe's results are held against, how they are written, and in which order.
@Suite struct ProbeReportTests {
    private static func probe(_ arguments: String...) async throws -> FinishedProcess {
        try await NetlabProcess.run(["probe"] + arguments)
    }

    @Test func `an assertion that is missed is named with its target and value, and is status 1`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let address = "\(listener.address)"
        let run = try await Self.probe(address, "--assert", "max<1ns", "--assert", "loss=0")
        #expect(run.status == 1)
        #expect(run.errorLines.count == 1)
        #expect(run.errors.hasPrefix("netlab probe: \(address): max<1ns is missed: "))
        #expect(try await Self.probe(address, "--assert", "max<1h", "--assert", "received=1").status == 0)
    }

    @Test func `without an answer a time is missed, and a loss that is allowed is no failure`() async throws {
        let nobody = try ScriptedPeer.nobody()
        let times = try await Self.probe(nobody, "--assert", "p99<1h")
        #expect(times.status == 69)
        #expect(times.errors == "netlab probe: \(nobody): p99<1h is missed: no answer\n")
        #expect(try await Self.probe(nobody, "--assert", "loss=0").status == 1)
        #expect(try await Self.probe(nobody, "--assert", "loss<=100").status == 0)
        #expect(try await Self.probe("nosuch.invalid:1", "--assert", "loss<=100").status == 68)
    }

    @Test(.needsSandbox) func `with --any an address that never answers is held to nothing where another does`()
        async throws
    {
        let script = """
            listen "$netlab" serve echo 127.0.0.1:7007
            "$netlab" probe both.example:7007 --assert loss=0 "$@" 2>&1 >/dev/null
            echo "status $?"
            kill "$child"
            """
        let files = [
            "hosts": "127.0.0.1 both.example\n127.0.0.2 both.example\n", "host.conf": "multi on\n",
            "nsswitch.conf": "hosts: files\n",
        ]
        let all = try await Sandbox.run(files: files, script)
        #expect(all.lines.contains("status 1"))
        #expect(all.lines.contains { $0.contains("127.0.0.2:7007: loss=0 is missed: 100 %") })
        let any = try await Sandbox.run(files: files, script, "--any")
        #expect(any.lines.contains("status 0"))
    }

    @Test func `JSON has every assertion on every target`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let nobody = try ScriptedPeer.nobody()
        for format in ["json", "ndjson"] {
            let run = try await Self.probe(
                "\(listener.address)",
                nobody,
                "--assert",
                "p99<1h",
                "--assert",
                "received=1",
                "--format",
                format
            )
            let summary = try JSON(Array((run.lines.last ?? "").utf8))
            let assertions = try #require(summary.assertions?.array)
            #expect(assertions.compactMap { $0.text?.string } == ["p99<1h", "received=1", "p99<1h", "received=1"])
            #expect(assertions.map { $0.holds } == [.bool(true), .bool(true), .bool(false), .bool(false)])
            #expect(assertions.map { $0.target?.string }.last == nobody)
            #expect(assertions[2].value == .null)
        }
    }

    @Test(.needs(.python)) func `CSV is read back by others as it was, whatever a server said`() async throws {
        let run = try await ScriptedPeer.run({ socket throws(SystemFailure) in
            var socket = socket
            try socket.give("=HYPERLINK(\"http://a\",\"b\")\r\n\u{1b}[31m,x\r\n")
            socket.close(reason: "fin")
        }) { address in
            try await Self.probe("daytime", address, try ScriptedPeer.nobody(), "--format", "csv")
        }
        #expect(run.status == 69)
        let script = """
            import csv, json, sys
            print(json.dumps(list(csv.DictReader(sys.stdin))))
            """
        let read = try await Peer.python.run(["-c", script], input: run.standardOutput)
        let rows = try #require(try JSON(read.standardOutput).array)
        #expect(rows.map { $0.outcome?.string } == ["replied", "refused"])
        #expect(rows[0].text?.string == #"'=HYPERLINK("http://a","b")\r\n\x1b[31m,x"#)
        #expect(rows[1].error?.string == "ECONNREFUSED")
        #expect(run.lines.count == 3)
    }

    @Test(.needsSandbox, .needs(.ip)) func `rows come in the targets' order, or as they end`() async throws {
        let script = """
            ip link add here type veth peer name there
            ip address add 192.0.2.1/24 dev here
            ip link set here up
            ip link set there up
            ip neighbour add 192.0.2.2 lladdr 02:00:00:00:00:01 dev here
            "$netlab" probe 192.0.2.2:80 127.0.0.1:80 --timeout 300ms --format csv "$@"
            """
        let ordered = try await Sandbox.run(script)
        #expect(ordered.lines.dropFirst().map { $0.prefix(3) } == ["192", "127"])
        let unordered = try await Sandbox.run(script, "--unordered")
        #expect(unordered.lines.dropFirst().map { $0.prefix(3) } == ["127", "192"])
    }

    @Test(.needsSandbox) func `too few open files are told of once, and nothing is lost`() async throws {
        let run = try await Sandbox.run(
            #"ulimit -n 48; "$netlab" probe 127.0.0.1:10000-10199 --concurrency 200 --format csv"#
        )
        #expect(run.lines.count == 201)
        #expect(run.errorLines.filter { $0.contains("open files allow 16 connections at once") }.count == 1)
    }

    @Test(.needs(Peer("script"))) func `--live draws in place on a terminal, and ends with the summary`() async throws {
        let run = try await RunningServer.run("echo", "127.0.0.1:0") { server in
            let command = "\(NetlabProcess.binary) probe echo -c 100 -i 5ms --live \(server.address)"
            return try await Peer("script").run("--quiet", "--return", "--command", command, "/dev/null")
        }
        #expect(run.value.status == 0)
        let text = run.value.output
        #expect(text.contains("\u{1b}["))
        #expect(text.contains("█ 1") || text.contains("█"))
        #expect(text.contains("1 address  "))
        #expect(text.contains("100 sent, 100 answered, 0 % lost"))
        #expect(!text.contains("replied"))
    }

    @Test(arguments: [
        ["--live", "-c", "2"], ["--unordered", "--json"], ["--format", "csv", "--json"], ["--assert", "p99"],
        ["--assert", "p98<1ms"], ["--assert", "p99<x"],
    ])
    func `what contradicts itself is refused in one line with its cure`(arguments: [String]) async throws {
        let run = try await NetlabProcess.run(["probe", "127.0.0.1:1"] + arguments)
        #expect(run.status == 64)
        #expect(run.errorLines.count == 2)
        #expect(run.output == "")
    }
}
