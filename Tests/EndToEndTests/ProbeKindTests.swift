import TestSupport
import Testing

/// `netlab probe KIND`: what each makes of a server, and of one that does wrong on purpose.
@Suite struct ProbeKindTests {
    /// The attempts of one run, and its summary.
    private struct Probed {
        let run: FinishedProcess
        let attempts: [JSON]
        let summary: JSON

        init(_ arguments: [String]) async throws {
            run = try await NetlabProcess.run(["probe"] + arguments + ["--format", "ndjson", "--timeout", "20s"])
            let events = try run.lines.map { try JSON(Array($0.utf8)) }
            attempts = events.filter { $0.event?.string == "attempt" }
            summary = try #require(events.last?.targets?.array?.first)
        }
    }

    @Test(
        arguments: ["echo", "timestamp", "daytime", "time", "chargen", "discard"],
        ["tcp", "udp", "unix", "unix-dgram"]
    )
    func `each kind is content with its service, over every transport`(kind: String, transport: String) async throws {
        // A sink of datagrams says nothing to anybody.
        guard kind != "discard" || transport == "tcp" || transport == "unix" else { return }
        try await withTemporaryFolder { folder in
            let place = transport.hasPrefix("unix") ? folder.file("socket") : "127.0.0.1:0"
            let run = try await RunningServer.run(kind, "\(transport):\(place)") { server in
                let target = transport.hasPrefix("unix") ? place : server.address
                return try await Probed([kind, "\(transport):\(target)"])
            }
            #expect(run.value.run.status == 0, "\(run.value.run)")
            #expect(run.value.attempts.map { $0.outcome?.string } == ["replied"])
            #expect(run.value.summary.received?.integer == 1)
        }
    }

    @Test(arguments: [
        ("--loss", "lost", 1), ("--duplicate", "replied", 1), ("--truncate", "altered", 1),
    ])
    func `what a path does to datagrams has its name`(fault: String, outcome: String, status: Int32) async throws {
        let run = try await RunningServer.run("echo", "udp:127.0.0.1:0", fault, fault == "--truncate" ? "20" : "100%") {
            server in
            try await NetlabProcess.run([
                "probe", "echo", "udp:\(server.address)", "-c", "3", "-i", "100ms", "--timeout", "2s", "--json",
            ])
        }
        let target = try #require(try JSON(run.value.standardOutput).targets?.array?.first)
        let attempts = try #require(target.attempts?.array)
        let firsts = attempts.filter { $0.arrival?.string == "first" }
        #expect(firsts.map { $0.outcome?.string } == [outcome, outcome, outcome])
        #expect(run.value.status == .exited(status))
        if fault == "--duplicate" { #expect((1...3).contains(target.duplicated?.integer ?? 0)) }
        if fault == "--truncate" { #expect(firsts.allSatisfy { $0.departureOffset?.integer == 20 }) }
    }

    @Test func `a delayed answer takes at least its delay, and the schedule goes on`() async throws {
        let run = try await RunningServer.run("echo", "udp:127.0.0.1:0", "--delay", "100ms") { server in
            try await Probed(["echo", "udp:\(server.address)", "-c", "20", "-i", "5ms"])
        }
        let latencies = run.value.attempts.compactMap { $0.latencyMicroseconds?.integer }
        #expect(latencies.count == 20)
        #expect(latencies.allSatisfy { $0 >= 100_000 })
        let intended = run.value.attempts.sorted { $0.number?.integer ?? 0 < $1.number?.integer ?? 0 }
            .compactMap { $0.intendedNanoseconds?.integer }
        #expect(zip(intended, intended.dropFirst()).allSatisfy { $1 - $0 == 5_000_000 })
    }

    @Test(.needs(Peer("ss")), .needs(.shell))
    func `what the kernel knows of the connection is what ss says of it`() async throws {
        let run = try await RunningServer.run("echo", "127.0.0.1:0") { server in
            try await withTemporaryFolder { folder in
                let results = folder.file("results")
                let script = """
                    "$1" probe echo "$2" -c 400 -i 20ms --format ndjson > "$3" &
                    until grep -q '"number":3,' "$3" || ! kill -0 $!; do :; done
                    ss -tiHn dst "$2"
                    kill -INT $!
                    wait
                    """
                let said = try await Peer.shell.run("-c", script, "sh", NetlabProcess.binary, server.address, results)
                return (said.output, try JSON.lines(try contents(of: results)))
            }
        }
        let (said, events) = run.value
        let attempts = events.filter { $0.event?.string == "attempt" }
        let segment = try #require(said.firstMatch(of: /\bmss:(\d+)/)).1
        #expect(attempts.last?.sendMSS?.integer == Int(segment))
        let smoothed = try #require(said.firstMatch(of: /\brtt:([\d.]+)\//).flatMap { Double($0.1) }) * 1_000
        let known = attempts.compactMap { $0.roundTripMicroseconds?.integer }
        #expect(try #require(known.min()) <= Int(smoothed) + 1)
        #expect(try #require(known.max()) >= Int(smoothed) - 1)
    }

    @Test func `a kind that asks another service says what was wrong`() async throws {
        let run = try await RunningServer.run("daytime", "127.0.0.1:0") { server in
            [
                try await Probed(["time", server.address]).run.status,
                try await Probed(["echo", server.address]).run.status,
                try await Probed(["timestamp", server.address]).run.status,
                try await Probed(["chargen", server.address]).run.status,
            ]
        }
        #expect(run.value == [76, 76, 1, 76].map { .exited($0) })
    }

    @Test func `a clock is read within its uncertainty`() async throws {
        let run = try await RunningServer.run("time", "udp:127.0.0.1:0") { server in
            try await Probed(["time", "udp:\(server.address)"])
        }
        let offset = try #require(run.value.attempts.first?.clockOffsetNanoseconds?.integer)
        let uncertainty = try #require(run.value.attempts.first?.clockUncertaintyNanoseconds?.integer)
        #expect(abs(offset) <= uncertainty)
        #expect(uncertainty >= 500_000_000)
    }

    @Test(arguments: [
        (["echo", "udp:127.0.0.1:9", "--nodelay"], "--nodelay is an option of TCP alone"),
        (["echo", "unix:/tmp/a", "--ttl", "5"], "--ttl is for packets"),
        (["discard", "udp:127.0.0.1:9"], "is udp, and discard is probed over tcp or unix"),
        (["timestamp", "127.0.0.1:9", "--message", "a\nb"], "more than one line"),
        (["echo", "127.0.0.1:9", "--message", "a", "--size", "8"], "--message is all that is sent"),
        (["echo", "127.0.0.1:9", "--dscp", "AF99"], "no name such as EF"),
        (["timestamp", "127.0.0.1"], "names no port"),
    ])
    func `what makes no sense is refused`(arguments: [String], words: String) async throws {
        let run = try await NetlabProcess.run(["probe"] + arguments)
        #expect(run.status == 64)
        #expect(run.errors.contains(words))
        #expect(run.output == "")
    }

    @Test func `an interface that is not there is no input`() async throws {
        #expect(try await NetlabProcess.run("probe", "127.0.0.1:9", "--interface", "nope").status == 66)
    }
}
