import Platform
import Synchronization
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
        #expect(run.value[0].contains("\nprobe_ip_protocol 4\n"))
        // FNV-1a of 7f 00 00 01, as Go's hash/fnv has it.
        #expect(run.value[0].contains("\nprobe_ip_addr_hash 3668918509\n"))
        #expect(run.value[0].contains("\nprobe_dns_lookup_time_seconds "))
        #expect(!run.value[0].contains("probe_http_"))
        let probes = run.events.filter { $0.event?.string == "probe" }
        #expect(probes.map { $0.isSuccess } == [.bool(true), .bool(false), .bool(false)])
        #expect(run.events.last?.succeeded?.integer == 1)
        #expect(run.status == 0)
    }

    @Test func `the URL of a target is asked for with path, query and host, and 2xx is what is accepted`() async throws
    {
        let asked = Asked()
        let run = try await asked.serve("HTTP/1.1 503 x\r\nContent-Length: 4\r\n\r\nbusy") { refusing in
            try await asked.serve("HTTP/1.0 204 x\r\n\r\n") { well in
                try await Self.export { exporter in
                    [
                        try await Self.get(
                            exporter,
                            "/probe?module=http&target=http%3A%2F%2F\(refusing)%2Fhealth%3Fdeep%3D1%26b%3Da%2Cb"
                        ),
                        try await Self.get(exporter, "/probe?module=http_2xx&hostname=shop.example&target=\(well)/a"),
                        refusing,
                    ]
                }
            }
        }
        try #require(asked.requests.count == 2)
        #expect(asked.requests[0].hasPrefix("GET /health?deep=1&b=a,b HTTP/1.1\r\nHost: \(run.value[2])\r\n"))
        #expect(asked.requests[1].hasPrefix("GET /a HTTP/1.1\r\n"))
        #expect(asked.requests[1].contains("\r\nHost: shop.example\r\n"))
        for line in [
            "probe_success 0", "probe_http_status_code 503", "probe_http_version 1.1", "probe_http_content_length 4",
            "probe_http_uncompressed_body_length 4", "probe_http_redirects 0", "probe_http_ssl 0",
            "probe_failed_due_to_regex 0", #"probe_http_duration_seconds{phase="tls"} 0"#,
        ] { #expect(run.value[0].contains("\n\(line)\n"), "\(line)") }
        for phase in ["resolve", "connect", "processing", "transfer"] {
            #expect(run.value[0].contains("\nprobe_http_duration_seconds{phase=\"\(phase)\"} "))
        }
        for line in [
            "probe_success 1", "probe_http_status_code 204", "probe_http_version 1", "probe_http_content_length -1",
        ] { #expect(run.value[1].contains("\n\(line)\n"), "\(line)") }
    }

    @Test func `an answer is followed where it leads, but not out of what may be probed, nor for ever`() async throws {
        let run = try await RunningServer.run("http", "127.0.0.1:0") { end in
            try await RunningServer.run(
                "http",
                "127.0.0.1:0",
                "--status",
                "302",
                "--header",
                "Location: http://\(end.address)/there"
            ) { first in
                try await RunningServer.run("http", "127.0.0.1:0", "--status", "301", "--header", "Location: /again") {
                    loop in
                    try await RunningServer.run(
                        "http",
                        "127.0.0.1:0",
                        "--status",
                        "307",
                        "--header",
                        "Location: http://192.0.2.1/"
                    ) { away in
                        try await Self.export { exporter in
                            var answers: [String] = []
                            for (module, target) in [
                                ("http_2xx", first.address), ("http", first.address), ("http_2xx", loop.address),
                                ("http_2xx", away.address),
                            ] {
                                let query = "/probe?module=\(module)&target=\(target)"
                                answers.append(try await Self.get(exporter, query))
                                answers.append(try await Self.get(exporter, query + "&debug=true"))
                            }
                            return answers
                        }
                    }
                }
            }
        }
        let answers = run.value.value.value.value.value
        #expect(answers[0].contains("\nprobe_success 1\n") && answers[0].contains("\nprobe_http_redirects 1\n"))
        #expect(answers[0].contains("\nprobe_http_status_code 200\n"))
        #expect(answers[1].contains("the answer leads to http://127.0.0.1:"))
        #expect(answers[2].contains("\nprobe_success 0\n") && answers[2].contains("\nprobe_http_status_code 302\n"))
        #expect(answers[4].contains("\nprobe_success 0\n") && answers[4].contains("\nprobe_http_redirects 10\n"))
        #expect(answers[6].contains("\nprobe_success 0\n"))
        #expect(answers[7].contains("it has an address that --allow does not name"))
    }

    @Test func `it says that it is healthy, and with debug what a probe did`() async throws {
        let nobody = try ScriptedPeer.nobody()
        let run = try await Self.export { server in
            [
                try await Self.get(server, "/-/healthy"), try await Self.get(server, "/-/ready"),
                try await Self.get(server, "/probe?target=\(nobody)&debug=true"),
            ]
        }
        #expect(run.value.map(Self.status) == ["200", "200", "200"])
        #expect(run.value[2].contains("Content-Type: text/plain; charset=utf-8\r\n"))
        #expect(run.value[2].contains(": \(nobody) refused: nobody listens there (total "))
        #expect(run.value[2].contains("\nprobe_success 0\n"))
        #expect(run.value[2].contains("connect:\n  kind: connect\n"))
    }

    @Test(.needsSandbox, .needs(Peer("curl")))
    func `a name server that cannot say is not a name that is not there, nor a time that is up`() async throws {
        // Nobody answers at that server.
        let files = ["resolv.conf": "nameserver 127.0.0.1\n", "nsswitch.conf": "hosts: dns\n"]
        let run = try await Sandbox.run(
            files: files,
            """
            listen "$netlab" probe exporter
            curl -s 'http://127.0.0.1:9115/probe?target=db.test:80'
            kill -INT $child
            wait
            """
        )
        #expect(run.output.contains(#"netlab_probe_attempts{outcome="nameUnavailable"} 1"#))
        #expect(run.output.contains("\nprobe_success 0\n"))
    }

    @Test func `a query of the DNS tells of its answer`() async throws {
        // The query itself, said to be the answer.
        let names = try FakeNameServer { query in
            query.reply(query.bytes.enumerated().map { $0.offset == 2 ? $0.element | 0x80 : $0.element })
        }
        let run = try await Self.export { try await Self.get($0, "/probe?module=dns_udp&target=udp:\(names.address)") }
        #expect(run.value.contains("\nprobe_success 1\n"))
        #expect(run.value.contains("\nprobe_dns_answer_rrs 0\n"))
        #expect(run.value.contains("\nprobe_dns_duration_seconds{phase=\"request\"} "))
        #expect(run.value.contains("\nprobe_dns_query_succeeded 1\n"))
    }

    @Test func `clients that ask for nothing do not hold up those that ask`() async throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let run = try await Self.export("--max-connections", "2") { server in
            let silent = try (0..<100).map { _ in try Visitor(server) }
            defer { for visitor in silent { visitor.close() } }
            let clock = ContinuousClock()
            let began = clock.now
            let answer = try await Self.get(server, "/probe?target=\(listener.address)")
            return (answer, clock.now - began)
        }
        #expect(run.value.0.contains("\nprobe_success 1\n"))
        // A silent client is closed after ten seconds.
        #expect(run.value.1 < .seconds(8))
    }

    @Test func `probes wait for their turn, no longer than their scrape`() async throws {
        let run = try await ScriptedPeer.run { silent in
            try await Self.export("--max-connections", "1") { server in
                async let first = Self.get(server, "/probe?target=\(silent)&module=echo")
                // The module waits for five seconds.
                while try await !Self.get(server, "/metrics").contains("netlab_exporter_probes_running 1") {
                    try await Task.sleep(for: .milliseconds(5))
                }
                let second = try await Self.get(
                    server,
                    "/probe?target=\(silent)&module=echo",
                    "X-Prometheus-Scrape-Timeout-Seconds: 0.2\r\n"
                )
                return (try await first, second)
            }
        }
        #expect(Self.status(run.value.0) == "200")
        #expect(Self.status(run.value.1) == "503")
        #expect(run.value.1.contains("--max-connections says how many"))
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
        "/probe?target=127.0.0.1:80&module=nosuch": "400", "/probe?target=127.0.0.1:80&hostname=a": "400",
        "/probe?module=http&target=https://127.0.0.1/": "400", "/probe?target=127.0.0.1:80&x=1": "400",
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
            #expect(
                run.errors.contains("m.json', line 1, column 39: module 'm': there is no key 'cuont'; there are kind,")
            )
            #expect(run.errorLines.count == 1)
            #expect(try await NetlabProcess.run("probe", "exporter", "--modules", folder.file("none")).status == 66)
        }
        #expect(try await NetlabProcess.run("probe", "exporter", "--allow", "loopback").status == 64)
        #expect(try await NetlabProcess.run("probe", "exporter", "udp:127.0.0.1:0").status == 64)
    }
}

/// What a server was asked, from whatever thread.
private final class Asked: Sendable {
    private let texts = Mutex<[String]>([])

    var requests: [String] { texts.withLock { $0 } }

    /// A server that notes one request and says that.
    func serve<Value>(_ answer: String, while body: (String) async throws -> Value) async throws -> Value {
        let script: @Sendable (consuming StreamSocket) throws(SystemFailure) -> Void = { socket throws(SystemFailure) in
            var socket = socket
            var buffer = [UInt8](repeating: 0, count: 1_000)
            let count = try socket.receive(into: &buffer)
            self.texts.withLock { $0.append(String(decoding: buffer.prefix(count), as: UTF8.self)) }
            _ = try socket.send(Array(answer.utf8).span)
            socket.close(reason: "fin")
        }
        return try await ScriptedPeer.run(script, while: body)
    }
}
