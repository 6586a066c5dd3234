import Testing

@testable import NetlabCLI

@Suite struct TargetTextTests {
    @Test(arguments: [
        ("localhost:80", "localhost", ["80"]), (":http", "localhost", ["http"]),
        ("tcp:a.example:443", "a.example", ["443"]),
        ("[::1]:22", "::1", ["22"]), ("h:80,http,8000-8002", "h", ["80", "http", "8000", "8001", "8002"]),
        ("[fe80::1%lo]:1-2", "fe80::1%lo", ["1", "2"]), ("h:ms-sql-s", "h", ["ms-sql-s"]), ("h:7-7", "h", ["7"]),
    ])
    func `a target is a host and its ports`(text: String, host: String, ports: [String]) throws {
        let target = try TargetText(text)
        #expect((target.host, target.ports) == (host, ports))
    }

    @Test(arguments: [
        "", "localhost", "[::1]", "h:", "h:0", "h:65536", "h:80,", "h:,80", "h:0-3", "h:9-8", "h:1-70000", "::1",
        "[::1", "h:80,65536",
        "127.0.0.1",
    ])
    func `what names no port that can be listened on is refused`(text: String) {
        #expect(throws: (any Error).self) { try TargetText(text) }
    }
}
