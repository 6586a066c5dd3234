import Platform
import TestSupport
import Testing
import Wire

/// `netlab probe exporter`, asked as Prometheus asks it, and as nobody should.
@Suite struct ExporterTests {
    /// Starts an exporter, and calls `body` with it.
    private static func export<Value: Sendable>(
        _ arguments: String...,
        while body: @escaping @Sendable (RunningServer) async throws -> Value
    ) async throws -> RunningServer.Finished<Value> {
        try await RunningServer.run(["127.0.0.1:0"] + arguments, command: ["probe", "exporter"], while: body)
    }

    private static func get(_ server: RunningServer, _ target: String, _ fields: String = "") async throws -> String {
        try await say(server, "GET \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
    }

    private static func say(_ server: RunningServer, _ text: String) async throws -> String {
        try await onThread {
            let visitor = try Visitor(server)
            defer { visitor.close() }
            return String(decoding: visitor.converse(Array(text.utf8), limit: 1 << 20), as: UTF8.self)
        }
    }

    private static func status(_ answer: String) -> String { String(answer.dropFirst(9).prefix(3)) }

    @Test func `a target is probed, and its metrics say what came of it`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let nobody = try ScriptedPeer.nobody()
        let run = try await Self.export("--format", "ndjson") { server in
            [
                try await Self.get(server, "/probe?target=\(listener.address)"),
                try await Self.get(server, "/probe?target=\(nobody)&module=connect"),
                try await Self.get(server, "/probe?target=nosuch.invalid:1"),
                try await Self.get(server, "/metrics"),
                try await Self.get(server, "/"),
            ]
        }
        #expect(run.value.map(Self.status) == ["200", "200", "200", "200", "200"])
        #expect(run.value[0].contains("\nprobe_success 1\n"))
        #expect(run.value[0].contains(#"netlab_probe_attempts{address="\#(listener.address)",outcome="connected"} 1"#))
        #expect(
            run.value[0].contains(#"netlab_probe_duration_seconds_bucket{address="\#(listener.address)",le="+Inf"} 1"#)
        )
        #expect(run.value[1].contains("\nprobe_success 0\n"))
        #expect(run.value[1].contains(#"netlab_probe_attempts{address="\#(nobody)",outcome="refused"} 1"#))
        #expect(run.value[2].contains(#"netlab_probe_attempts{outcome="nameNotFound"} 1"#))
        #expect(run.value[3].contains(#"netlab_exporter_probes_total{module="connect",result="failure"} 2"#))
        #expect(run.value[4].contains("<li><a href=\"/probe?module=echo&amp;"))
        let probes = run.events.filter { $0.event?.string == "probe" }
        #expect(probes.map { $0.isSuccess } == [.bool(true), .bool(false), .bool(false)])
        #expect(run.events.last?.succeeded?.integer == 1)
        #expect(run.status == 0)
    }

    @Test func `modules come from a file, and several attempts make a histogram`() async throws {
        let modules = #"{"modules": {"four": {"kind": "echo", "count": 4, "interval": "2ms"}}}"#
        let run = try await withTemporaryFolder { folder in
            let file = try folder.write(Array(modules.utf8), to: "modules.json")
            return try await RunningServer.run("echo", "127.0.0.1:0") { echo in
                try await Self.export("--modules", file) {
                    try await Self.get($0, "/probe?module=four&target=\(echo.address)")
                }
            }
        }
        #expect(run.value.value.contains(#"outcome="replied"} 4"#))
        #expect(run.value.value.contains(#"le="+Inf"} 4"#))
        #expect(run.value.value.contains(#"phase="answer"}"#))
    }

    @Test func `whoever likes OpenMetrics gets it, whole to its end`() async throws {
        let run = try await Self.export { server in
            try await Self.get(server, "/metrics", "Accept: application/openmetrics-text;version=1.0.0,*/*;q=0.1\r\n")
        }
        #expect(run.value.contains("Content-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"))
        #expect(run.value.hasSuffix("# EOF\n"))
    }

    @Test(.needs(.promtool)) func `promtool finds nothing to complain of`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let run = try await Self.export { server in
            [
                try await Self.get(server, "/probe?target=\(listener.address)"), try await Self.get(server, "/metrics"),
            ]
        }
        for answer in run.value {
            let body = try #require(answer.firstRange(of: "\r\n\r\n").map { answer[$0.upperBound...] })
            let check = try await Peer.promtool.run(["check", "metrics"], input: Array(body.utf8))
            #expect(check.status == 0, "\(check.errors)\(check.output)")
        }
    }

    @Test func `what may not be probed is forbidden, and what is none is told`() async throws {
        let run = try await Self.export { server in
            var statuses: [String: String] = [:]
            for target in Self.refusals.keys { statuses[target] = Self.status(try await Self.get(server, target)) }
            return statuses
        }
        #expect(run.value == Self.refusals)
    }

    private static let refusals = [
        "/probe": "400", "/probe?target=192.0.2.1:80": "403", "/probe?target=0.0.0.0:80": "403",
        "/probe?target=unix:/run/docker.sock": "403", "/probe?target=[2001:db8::1]:1": "403",
        "/probe?target=127.0.0.1:80&module=nosuch": "400", "/probe?target=127.0.0.1:80&x=1": "400",
        "/probe?target=127.0.0.1:1&target=127.0.0.1:2": "400", "/probe?target=127.0.0.1:1-65535": "400",
        "/probe?target=%zz": "400", "/probe?target=a%00b:1": "400", "/nosuch": "404", "/%ff": "400", "*": "400",
    ]

    @Test func `--allow names what may be probed in loopback's place`() async throws {
        let run = try await Self.export("--allow", "192.0.2.0/24") {
            Self.status(try await Self.get($0, "/probe?target=127.0.0.1:80"))
        }
        #expect(run.value == "403")
    }

    @Test func `hostile requests are answered or ended, and the next one is served`() async throws {
        let long = String(repeating: "a", count: 100_000)
        let hostile = [
            "POST /probe HTTP/1.1\r\nHost: a\r\n\r\n": "405", "GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n": "431",
            "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)": "431", "GET / HTTP/1.1\r\n\r\n": "400", "\u{0}\u{1}\r\n": "400",
            "GET / HTTP/2.0\r\nHost: a\r\n\r\n": "505",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde": "413",
            "GET / HTTP/1.1\r\nHo": "400",
            "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n": "200",
            "GET /probe?target=127.0.0.1:1 HTTP/1.1\r\nHost: a\r\nX-Prometheus-Scrape-Timeout-Seconds: nan\r\n\r\n":
                "400",
            "GET /probe?target=127.0.0.1:1 HTTP/1.1\r\nHost: a\r\nX-Prometheus-Scrape-Timeout-Seconds: 1e300\r\n\r\n":
                "200",
        ]
        let run = try await Self.export { server in
            var statuses: [String: String] = [:]
            for text in hostile.keys { statuses[text] = Self.status(try await Self.say(server, text)) }
            let last = try await Self.get(server, "/metrics")
            return (statuses, last)
        }
        for (text, status) in hostile {
            // A client that still sends when it is answered may lose the answer to a reset.
            let seen = run.value.0[text] ?? ""
            #expect(seen == status || status == "431" && seen.isEmpty, "\(text.prefix(80))")
        }
        #expect(run.value.1.contains("netlab_exporter_requests_total"))
        #expect(run.status == 0)
    }

    @Test func `an answer comes before the scrape's time is up, whatever the module would wait for`() async throws {
        let run = try await ScriptedPeer.run { silent in
            try await Self.export { server in
                let clock = ContinuousClock()
                let began = clock.now
                let answer = try await Self.get(
                    server,
                    "/probe?target=\(silent)&module=echo",
                    "X-Prometheus-Scrape-Timeout-Seconds: 0.4\r\n"
                )
                return (answer, clock.now - began)
            }
        }
        #expect(run.value.0.contains("\nprobe_success 0\n"))
        #expect(run.value.0.contains(#"outcome="lost"} 1"#))
        // Without the header it would be the module's five seconds.
        #expect(run.value.1 < .seconds(4))
    }

    @Test func `a file of modules that says nothing is status 65, and none is 66`() async throws {
        try await withTemporaryFolder { folder in
            let file = try folder.write(
                Array(#"{"modules": {"m": {"kind": "connect", "cuont": 1}}}"#.utf8),
                to: "m.json"
            )
            let run = try await NetlabProcess.run("probe", "exporter", "--modules", file)
            #expect(run.status == 65)
            #expect(run.errors.contains("module 'm': there is no key 'cuont'; there are kind, count"))
            #expect(run.errorLines.count == 1)
            #expect(try await NetlabProcess.run("probe", "exporter", "--modules", folder.file("none")).status == 66)
        }
        #expect(try await NetlabProcess.run("probe", "exporter", "--allow", "loopback").status == 64)
        #expect(try await NetlabProcess.run("probe", "exporter", "udp:127.0.0.1:0").status == 64)
    }
}
