import Platform
import TestSupport
import Testing
import Wire

/// `netlab probe http` against its own server, servers of others, and answers that are none.
@Suite struct HTTPProbeTests {
    private static func attempt(_ document: JSON) -> JSON? { document.targets?.array?.first?.attempts?.array?.first }

    /// Runs the probe against a server that answers one request with `text` and closes.
    private static func probe(_ text: String, _ arguments: String...) async throws -> FinishedProcess {
        try await ScriptedPeer.run { socket throws(SystemFailure) in
            var socket = socket
            // All of the request, so that closing does not reset the connection.
            var request = [UInt8](repeating: 0, count: 4_096)
            _ = try socket.receive(into: &request)
            if !text.isEmpty { try socket.give(text) }
            socket.close(reason: "")
        } while: {
            try await NetlabProcess.run(["probe", "http", $0] + arguments)
        }
    }

    @Test func `status, sizes and the four times are shown`() async throws {
        let run = try await RunningServer.run("http", "127.0.0.1:0") {
            (
                try await NetlabProcess.run("probe", "http", "http://\($0.address)/a?b"),
                try await NetlabProcess.run("probe", "http", $0.address, "--json", "--body", "abc")
            )
        }
        #expect(run.value.0.status == 0)
        #expect(run.value.0.lines.first?.contains(" 200 OK; header ") == true)
        let times =
            /^ +DNS [\d.]+ [µmn]?s, then connect [\d.]+ [µmn]?s, first byte [\d.]+ [µmn]?s, total [\d.]+ [µmn]?s$/
        #expect(try times.wholeMatch(in: run.value.0.lines.last ?? "") != nil)
        let attempt = try #require(Self.attempt(try JSON(run.value.1.standardOutput)))
        #expect(attempt.status?.integer == 200)
        let phases = [attempt.connectNanoseconds, attempt.firstByteNanoseconds, attempt.totalNanoseconds]
            .compactMap { $0?.integer }
        #expect(phases.count == 3 && phases == phases.sorted())
        #expect(attempt.lookupNanoseconds?.integer != nil)
    }

    @Test func `any status is an answer, unless another is expected`() async throws {
        let run = try await RunningServer.run("http", "127.0.0.1:0", "--status", "503") {
            (
                try await NetlabProcess.run("probe", "http", $0.address).status,
                try await NetlabProcess.run("probe", "http", $0.address, "--expect-status", "2xx,404").status,
                try await NetlabProcess.run("probe", "http", $0.address, "--expect-status", "503").status
            )
        }
        #expect(run.value == (0, 1, 0))
    }

    @Test(arguments: [
        ("SSH-2.0-x\r\n", "unexpected"), ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "closedEarly"),
        ("", "closedEarly"), ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "unexpected"),
    ])
    func `what is no whole answer is the server's fault`(text: String, outcome: String) async throws {
        let run = try await Self.probe(text, "--json")
        #expect(run.status == 76)
        #expect(Self.attempt(try JSON(run.standardOutput))?.outcome?.string == outcome)
    }

    @Test func `a body without end is stopped at --max-bytes`() async throws {
        let run = try await Self.probe(
            "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 100_000),
            "--max-bytes",
            "10kB"
        )
        #expect(run.status == 76)
        #expect(run.output.contains("more than --max-bytes came"))
    }

    @Test func `a redirect is shown, and followed only with --location`() async throws {
        let run = try await RunningServer.run("http", "127.0.0.1:0") { last in
            try await RunningServer.run(
                "http",
                "127.0.0.1:0",
                "--status",
                "302",
                "--header",
                "Location: http://\(last.address)/there"
            ) { first in
                (
                    last.address,
                    try await NetlabProcess.run("probe", "http", first.address),
                    try await NetlabProcess.run(
                        ["probe", "http", first.address, "--location", "--json", "--expect-status", "200"]
                    )
                )
            }
        }
        let (address, shown, followed) = run.value.value
        #expect(shown.status == 0)
        #expect(shown.output.contains("; to http://\(address)/there\n"))
        #expect(shown.lines.count == 2)
        #expect(followed.status == 0)
        let targets = try #require(try JSON(followed.standardOutput).targets?.array)
        #expect(targets.compactMap { $0.attempts?.array?.first?.status?.integer } == [302, 200])
        #expect(targets.last?.target?.string == "http://\(address)/there")
    }

    @Test(arguments: [
        ("https://x.example/", 69, "TLS"), ("http://u@x/", 76, "u@x"), ("/", 76, "more than 10 redirects"),
    ])
    func `where an answer leads nowhere is said`(location: String, status: Int32, word: String) async throws {
        let run = try await RunningServer.run(
            "http",
            "127.0.0.1:0",
            "--status",
            "301",
            "--header",
            "Location: \(location)"
        ) { try await NetlabProcess.run("probe", "http", "--location", $0.address) }
        #expect(run.value.status == .exited(status))
        #expect(run.value.lines.last?.contains(word) == true)
    }

    @Test(arguments: [
        (["https://127.0.0.1:9/"], "TLS"), (["http://u:p@h/"], "--header"), (["h:80", "--method", "a b"], "method"),
        (["h:80", "--header", "x"], "header"), (["h:80", "--header", "Content-Length: 1"], "header"),
        (["h:80", "--expect-status", "20"], "from 100"), (["h:80", "--location", "-c", "2"], "--location"),
        (["h:80", "--location", "--body", "x"], "--location"), (["ftp://h/"], "ftp"), (["h/a b"], "%20"),
        (["unix:/tmp/a"], "http://HOST:PORT"), (["h:0/"], "port 0"),
    ])
    func `what cannot be asked for is refused in one line`(arguments: [String], word: String) async throws {
        let run = try await NetlabProcess.run(["probe", "http"] + arguments)
        #expect(run.status == 64)
        #expect(run.errorLines.first?.contains(word) == true)
        #expect(run.output == "")
    }

    @Test(.needs(.python)) func `Python's server answers what it has not, and that is an answer`() async throws {
        let program = """
            import http.server, os, sys, threading
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            import subprocess
            port = server.server_address[1]
            sys.exit(subprocess.run([sys.argv[1], "probe", "http", "-4", "--json", f"localhost:{port}/missing"]).returncode)
            """
        let run = try await Peer.python.run(["-c", program, NetlabProcess.binary])
        #expect(run.status == 0)
        #expect(Self.attempt(try JSON(run.standardOutput))?.status?.integer == 404)
    }

    @Test(.needsSandbox, .needs(Peer("nginx"))) func `nginx answers, and what it moved is found`() async throws {
        try await withTemporaryFolder { folder in
            let configuration = """
                daemon off; master_process off; pid \(folder.file("pid")); error_log \(folder.file("log"));
                events {}
                http {
                    access_log off;
                    client_body_temp_path \(folder.path); proxy_temp_path \(folder.path); fastcgi_temp_path \(folder.path);
                    uwsgi_temp_path \(folder.path); scgi_temp_path \(folder.path);
                    server {
                        listen 127.0.0.1:80;
                        location = /old { return 301 /new; }
                        location = /new { return 200 hello; }
                        location = /none { return 204; }
                    }
                }
                """
            let run = try await Sandbox.run(
                """
                nginx -c "$1" 2>/dev/null & server=$!
                trap 'kill $server' EXIT
                "$netlab" probe --wait --for 20s -i 20ms 127.0.0.1:80 >/dev/null
                "$netlab" probe http --location --json 127.0.0.1/old
                "$netlab" probe http --json 127.0.0.1/none
                """,
                try folder.write(Array(configuration.utf8), to: "nginx.conf")
            )
            let documents = try JSON.lines(run.standardOutput)
            let found = documents.first?.targets?.array?.compactMap { $0.attempts?.array?.first }
            #expect(found?.compactMap { $0.status?.integer } == [301, 200])
            #expect(found?.last?.bodyBytes?.integer == 5)
            #expect(documents.last.flatMap(Self.attempt)?.status?.integer == 204)
        }
    }

    /// A server that waits 400 ms before its header and as long before its body: where curl's times and ours differ by less, no
    /// phase ends with another event than curl's.
    @Test(.needs(.python), .needs(Peer("curl"))) func `curl sees the same phases and sizes`() async throws {
        let program = """
            import http.server, subprocess, sys, threading, time
            class Slow(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"
                def do_GET(self):
                    time.sleep(0.4)
                    self.send_response(200)
                    self.send_header("Transfer-Encoding", "chunked")
                    self.end_headers()
                    self.wfile.flush()
                    time.sleep(0.4)
                    self.wfile.write(b"5\\r\\nhello\\r\\n0\\r\\n\\r\\n")
                    self.close_connection = True
                def log_message(self, *arguments): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            url = "http://127.0.0.1:%d/x" % server.server_address[1]
            subprocess.run([sys.argv[1], "probe", "http", "--json", url])
            form = '{"connect":%{time_connect},"first":%{time_starttransfer},"total":%{time_total},'
            form += '"header":%{size_header},"body":%{size_download}}\\\\n'
            subprocess.run(["curl", "-s", "-o", "/dev/null", "-w", form, url])
            """
        let run = try await Peer.python.run(["-c", program, NetlabProcess.binary])
        let documents = try JSON.lines(run.standardOutput)
        let ours = try #require(documents.first.flatMap(Self.attempt))
        let curls = try #require(documents.last)
        #expect(ours.headerBytes == curls.header)
        #expect(ours.bodyBytes == curls.body)
        for (mine, its) in [
            (ours.connectNanoseconds, curls.connect), (ours.firstByteNanoseconds, curls.first),
            (ours.totalNanoseconds, curls.total),
        ] {
            let seconds = Double(try #require(mine?.integer)) / 1e9
            let other: Double =
                switch its {
                case .number(let value)?: value
                case .integer(let value)?: Double(value)
                default: .infinity
                }
            #expect(abs(seconds - other) < 0.4)
        }
    }
}
