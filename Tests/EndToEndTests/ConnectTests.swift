import Platform
import TestSupport
import Testing
import Wire

/// `netlab probe` without a kind: what it makes of ports that answer, refuse, or say nothing.
@Suite struct ConnectTests {
    private static func probe(_ arguments: String...) async throws -> FinishedProcess {
        try await NetlabProcess.run(["probe"] + arguments)
    }

    @Test func `a port that is listened on is connected, at once and by its name`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        for arguments in [["\(listener.address)"], ["connect", "\(listener.address)"]] {
            let run = try await NetlabProcess.run(["probe"] + arguments)
            #expect(run.status == 0)
            #expect(run.output.contains("\(listener.address)  connected"))
            #expect(run.errors == "")
        }
    }

    @Test func `each outcome has its status, and the gravest of several is the run's`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let nobody = try ScriptedPeer.nobody()
        #expect(try await Self.probe(nobody).status == 69)
        let both = try await Self.probe(nobody, "\(listener.address)", "--json")
        #expect(both.status == 69)
        let document = try JSON(both.standardOutput)
        #expect(
            document.targets?.array?.compactMap { $0.attempts?.array?.first?.outcome?.string } == [
                "refused", "connected",
            ]
        )
        #expect(try await Self.probe("nosuch.invalid:80").status == 68)
        #expect(try await Self.probe("nosuch.invalid:80", nobody).status == 69)
    }

    @Test func `several attempts keep their schedule and end with a summary`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let run = try await Self.probe(
            "-c",
            "5",
            "-i",
            "20ms",
            "--warmup",
            "1",
            "\(listener.address)",
            "--format",
            "ndjson"
        )
        #expect(run.status == 0)
        let events = try run.lines.map { try JSON(Array($0.utf8)) }
        #expect(events.map { $0.event?.string } == ["start"] + Array(repeating: "attempt", count: 5) + ["summary"])
        let intended = events.compactMap { $0.intendedNanoseconds?.integer }
        #expect(zip(intended, intended.dropFirst()).allSatisfy { $1 - $0 == 20_000_000 })
        let summary = try #require(events.last?.targets?.array?.first)
        #expect((summary.sent?.integer, summary.received?.integer) == (4, 4))
        // The kernel's own round trip is part of every one of ours.
        let attempt = events[1]
        #expect(
            try #require(attempt.roundTripMicroseconds?.integer) <= (try #require(attempt.connectMicroseconds?.integer))
                + 1
        )
    }

    @Test(.needsSandbox) func `Ctrl-C ends with a summary`() async throws {
        let run = try await Sandbox.run(
            """
            exec 8< <("$netlab" probe -i 5ms 127.0.0.1:9)
            child=$!
            read -r line <&8
            kill -INT "$child"
            cat <&8
            wait "$child"
            """
        )
        #expect(run.status == 69)
        #expect(run.output.contains(" 0 connected, 100 % lost"))
    }

    @Test(.timeLimit(.minutes(1))) func `--wait ends with the first connection, or when its time is up`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        #expect(try await Self.probe("--wait", "\(listener.address)").status == 0)
        let late = try await Self.probe("--wait", "--for", "50ms", "-i", "10ms", try ScriptedPeer.nobody())
        #expect(late.status == 69)
    }

    @Test(.needsSandbox) func `ten thousand ports are all told of, in their order`() async throws {
        let run = try await Sandbox.run(
            #""$netlab" probe 127.0.0.1:10000-19999 --concurrency 256 --timeout 60s --format ndjson"#
        )
        #expect(run.status == 69)
        let targets = run.lines.filter { $0.hasPrefix(#"{"event":"attempt""#) }.compactMap {
            $0.firstMatch(of: /"target":"127\.0\.0\.1:(\d+)"/).flatMap { Int($0.1) }
        }
        #expect(targets == Array(10_000...19_999))
    }

    @Test(.needsSandbox) func `with few descriptors all targets are probed all the same`() async throws {
        let run = try await Sandbox.run(
            #"ulimit -n 48; "$netlab" probe 127.0.0.1:10000-10199 --concurrency 200 --format ndjson"#
        )
        #expect(run.lines.filter { $0.contains(#""outcome":"refused""#) }.count == 200)
        #expect(run.status == 69)
    }

    @Test func `targets come from lines, and a wrong one names its place`() async throws {
        let nobody = try ScriptedPeer.nobody()
        let run = try await NetlabProcess.run(["probe", "-"], input: Array("# none\n\(nobody)\n".utf8))
        #expect(run.output.contains("\(nobody)  refused"))
        #expect(try await NetlabProcess.run(["probe", "-"], input: Array("no port\n".utf8)).status == 65)
        #expect(try await NetlabProcess.run(["probe", "-"], input: []).status == 64)
    }

    @Test(.needsSandbox, .needs(.ip)) func `silence is a time-out, and a route that forbids says so`() async throws {
        let run = try await Sandbox.run(
            """
            ip link add here type veth peer name there
            ip address add 192.0.2.1/24 dev here
            ip link set here up
            ip link set there up
            ip neighbour add 192.0.2.2 lladdr 02:00:00:00:00:01 dev here
            ip route add prohibit 198.51.100.0/24
            "$netlab" probe 192.0.2.2:80 198.51.100.1:80 203.0.113.1:80 --timeout 200ms --json
            """
        )
        let targets = try #require(try JSON(run.standardOutput).targets?.array)
        #expect(
            targets.compactMap { $0.attempts?.array?.first?.outcome?.string } == [
                "timedOut", "unreachable", "unreachable",
            ]
        )
        #expect(run.status == 75)
    }
}
