import Probing
import Testing
import Wire

@testable import NetlabCLI

@Suite struct TargetTextTests {
    @Test(arguments: [
        ("localhost:80", "localhost", ["80"]), (":http", "localhost", ["http"]),
        ("tcp:a.example:443", "a.example", ["443"]),
        ("[::1]:22", "::1", ["22"]), ("h:80,http,8000-8002", "h", ["80", "http", "8000", "8001", "8002"]),
        ("[fe80::1%lo]:1-2", "fe80::1%lo", ["1", "2"]), ("h:ms-sql-s", "h", ["ms-sql-s"]), ("h:7-7", "h", ["7"]),
    ])
    func `a target is a host and its ports`(text: String, host: String, ports: [String]) throws {
        let target = try TargetText(text, for: .connect)
        #expect(target.place == .internet(host: host, ports: ports))
        #expect(target.transport == .tcp)
    }

    @Test func `a path is a target, and so is a port over UDP where the kind has them`() throws {
        #expect(try TargetText("unix:/tmp/a,b-c", for: .connect).place == .unix(path: "/tmp/a,b-c"))
        #expect(try TargetText("unix-dgram:/tmp/a", for: .echo()).transport == .unixDatagram)
        #expect(try TargetText("udp:h:7,9-10", for: .echo()).place == .internet(host: "h", ports: ["7", "9", "10"]))
        #expect(try TargetText("udp:h", for: .echo()).transport == .udp)
    }

    @Test func `a kind with a port of its own needs none to be named`() throws {
        for text in ["h", "udp:h", "h:13"] {
            #expect(try TargetText(text, for: .daytime).place == .internet(host: "h", ports: ["13"]))
        }
        #expect(try TargetText("[::1]", for: .time).place == .internet(host: "::1", ports: ["37"]))
    }

    @Test(arguments: [
        "", "localhost", "[::1]", "h:", "h:0", "h:65536", "h:80,", "h:,80", "h:0-3", "h:9-8", "h:1-70000", "::1",
        "[::1", "h:80,65536",
        "127.0.0.1", "udp:h:80", "unix:", "unix-dgram:/tmp/a", "fd:3",
    ])
    func `what names no port that can be listened on is refused`(text: String) {
        #expect(throws: (any Error).self) { try TargetText(text, for: .connect) }
    }
}
