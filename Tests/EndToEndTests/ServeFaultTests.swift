import Platform
import Serving
import SystemPackage
import TestSupport
import Testing

/// Faults on purpose, seen by a client and told by the server.
@Suite struct ServeFaultTests {
    @Test(arguments: Model.allCases)
    func `a connection is reset after as many bytes as told, and it is said`(model: Model) async throws {
        let run = try await RunningServer.run(
            "echo",
            "127.0.0.1:0",
            "--model",
            model.rawValue,
            "--reset-after",
            "100"
        ) { server in
            try await onThread {
                let visitor = try Visitor(server)
                return visitor.converse([UInt8](repeating: 0x78, count: 1000), limit: 1000).count
            }
        }
        #expect(run.value == 100)
        let fault = try #require(run.events.first { $0.event?.string == "fault" })
        #expect(fault.fault?.string == "reset-after")
        #expect(fault.bytesSent?.integer == 100)
        #expect(fault.connection?.integer == 1)
        #expect(run.events.first { $0.event?.string == "closed" }?.reason?.string == "fault")
    }

    @Test func `the same connections are refused for the same seed`() async throws {
        func refused() async throws -> [Int] {
            let run = try await RunningServer.run("echo", "127.0.0.1:0", "--refuse", "40%", "--seed", "3") { server in
                try await onThread {
                    for _ in 0..<20 {
                        let visitor = try Visitor(server)
                        _ = visitor.converse([0x78], limit: 10)
                        visitor.close()
                    }
                }
            }
            #expect(run.events.last?.connections?.integer == 20)
            return run.events.filter { $0.fault?.string == "refuse" }.compactMap { $0.connection?.integer }
        }
        let first = try await refused()
        #expect(!first.isEmpty && first.count < 20)
        #expect(try await refused() == first)
    }

    @Test func `an endpoint has the faults behind it, and another those of the options`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.file("ports")
            let run = try await RunningServer.run(
                "echo",
                "127.0.0.1:0,close-after=3",
                "127.0.0.1:0",
                "--close-after",
                "5",
                "--port-file",
                file
            ) { _ in
                let ports = String(decoding: try contents(of: file), as: UTF8.self).split(separator: "\n")
                return try await onThread {
                    try ports.map { port in
                        let visitor = try Visitor("127.0.0.1:\(port)")
                        return visitor.converse(Array("abcdefgh".utf8), limit: 10)
                    }
                }
            }
            #expect(run.value == [Array("abc".utf8), Array("abcde".utf8)])
            let faults = run.events.filter { $0.fault?.string == "close-after" }
            #expect(faults.map { $0.bytesSent?.integer } == [3, 5])
        }
    }

    @Test func `a client whose process is killed is the only one that is lost`() async throws {
        let run = try await RunningServer.run("echo", "127.0.0.1:0", "--model", "fork") { server in
            let held = try await onThread { Held(try Visitor(server)) }
            try await server.eventually("accepted")
            // The first forks the others; a client is accepted before it has a process of its own.
            var children = try Memory.children(of: server.process)
            while children.count < 2 {
                try await Task.sleep(for: .milliseconds(2))
                children = try Memory.children(of: server.process)
            }
            for child in children.dropFirst() { _ = try await Peer.shell.run("-c", "kill -KILL \(child)") }
            try await server.eventually("closed")
            held.close()
            return try await onThread { try Visitor(server).converse(Array("on".utf8), limit: 10) }
        }
        #expect(run.value == Array("on".utf8))
        #expect(run.events.filter { $0.event?.string == "closed" }.map { $0.reason?.string } == ["error", "fin"])
        #expect(run.status == 0)
    }

    @Test(
        arguments: [
            ["--chunk-gap", "5ms"], ["--reset-after", "1", "--close-after", "1"],
            ["--no-read", "--half-close", "close"],
            ["--seed", "1"], ["--delay", "5ms+-6ms"], ["--refuse", "101%"], ["--rate", "0"],
            ["--close-after", "0", "--delay", "1s"],
        ]
    )
    func `what makes no sense is refused in one line`(arguments: [String]) async throws {
        let run = try await NetlabProcess.run(["serve", "echo", "127.0.0.1:0"] + arguments)
        #expect(run.status == 64)
        #expect(run.output == "")
    }

    @Test func `a gate at the terminal is nothing for processes of their own`() async throws {
        let run = try await NetlabProcess.run("serve", "repeat", "--model", "fork", "--wait-for-enter")
        #expect(run.status == 64)
    }
}
