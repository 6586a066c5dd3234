import TestSupport
import Testing

/// `netlab serve http`, asked by curl.
@Suite(.enabled(if: Peer("curl").isPresent, "curl is not installed"))
struct HTTPClientTests {
    private static func curl(_ arguments: String..., input: [UInt8] = []) async throws -> FinishedProcess {
        try await Peer("curl").run(["-sS", "--max-time", "30"] + arguments, input: input)
    }

    @Test func `a request comes back as JSON, as it was`() async throws {
        let run = try await RunningServer.run("http", "127.0.0.1:0") { server in
            try await Self.curl(
                "-X",
                "PATCH",
                "-H",
                "X-A: 1",
                "-H",
                "x-a:  2 ",
                "--data",
                "a=b\nc",
                "http://\(server.address)/p/q?r=%20"
            )
        }
        let answer = try JSON(run.value.standardOutput)
        #expect(answer.schemaVersion?.integer == 1)
        #expect(answer.method?.string == "PATCH")
        #expect(answer.target?.string == "/p/q?r=%20")
        #expect(answer.version?.string == "HTTP/1.1")
        #expect(answer.body?.string == "a=b\nc")
        #expect(answer.bodyBytes?.integer == 5)
        let fields = answer.headers?.array?.filter { $0.name?.string?.lowercased() == "x-a" } ?? []
        #expect(fields.compactMap { $0.value?.string } == ["1", "2"])
        #expect(fields.compactMap { $0.name?.string } == ["X-A", "x-a"])
        #expect(answer.remote?.string?.hasPrefix("127.0.0.1:") == true)
        #expect(answer.request?.integer == 1)
        #expect(answer.time?.string?.hasSuffix("Z") == true)
    }

    @Test func `a path is asked as a host is`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.file("socket")
            let run = try await RunningServer.run("http", "unix:\(path)") { _ in
                try await Self.curl("--unix-socket", path, "http://host/over/a/path")
            }
            #expect(try JSON(run.value.standardOutput).target?.string == "/over/a/path")
        }
    }

    @Test func `status, body and header are those asked for`() async throws {
        let run = try await RunningServer.run(
            "http",
            "127.0.0.1:0",
            "--status",
            "503",
            "--body",
            "später",
            "--header",
            "Retry-After: 5",
            "--header",
            "X: y"
        ) { try await Self.curl("-i", "http://\($0.address)/") }
        let lines = run.value.output.split(separator: "\r\n").map(String.init)
        #expect(lines.first == "HTTP/1.1 503 Service Unavailable")
        #expect(lines.contains("Retry-After: 5"))
        #expect(lines.contains("X: y"))
        #expect(lines.last == "später")
    }

    @Test func `several requests share a connection, and HTTP 1_0 has one each`() async throws {
        let run = try await RunningServer.run("http", "127.0.0.1:0") { server in
            let url = "http://\(server.address)/"
            return [
                try await Self.curl("-o", "/dev/null", "-o", "/dev/null", "-w", "%{num_connects} ", url, url).output,
                try await Self.curl("-0", "-o", "/dev/null", "-o", "/dev/null", "-w", "%{num_connects} ", url, url)
                    .output,
                try await Self.curl("-I", url).output.split(separator: "\r\n").first.map(String.init) ?? "",
            ]
        }
        #expect(run.value == ["1 0 ", "1 1 ", "HTTP/1.1 200 OK"])
        #expect(run.events.last?.connections?.integer == 4)
    }

    @Test func `a body in chunks that waits to be asked for is asked for and read whole`() async throws {
        let body = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        let run = try await RunningServer.run("http", "127.0.0.1:0") {
            try await Self.curl(
                "-T",
                "-",
                "-H",
                "Expect: 100-continue",
                "--expect100-timeout",
                "25",
                "-w",
                "%{stderr}%{time_total}",
                "http://\($0.address)/up",
                input: body
            )
        }
        let answer = try JSON(run.value.standardOutput)
        #expect(answer.method?.string == "PUT")
        #expect(answer.bodyBytes?.integer == body.count)
        #expect(answer.bodyBase64?.string?.count == (body.count + 2) / 3 * 4)
        #expect(answer.body != nil && answer.body?.string == nil)
        #expect(Double(run.value.errors).map { $0 < 20 } == true, "curl did not have to give up waiting")
    }

    @Test func `a body beyond the limit is refused`() async throws {
        let run = try await RunningServer.run("http", "127.0.0.1:0") {
            try await Self.curl(
                "-w",
                "%{stderr}%{http_code}",
                "-H",
                "Expect:",
                "--data-binary",
                "@-",
                "http://\($0.address)/",
                input: [UInt8](repeating: 65, count: 1_100_000)
            )
        }
        #expect(run.value.errors.hasSuffix("413"))
        #expect(try JSON(run.value.standardOutput).error?.string == "the body is larger than 1,048,576 bytes")
    }
}
