import Platform
import TestSupport
import Testing

/// What a probe makes of servers that do not do as they should: a name, and its status.
@Suite struct OutcomeTests {
    private static func probe(_ address: String, _ options: String...) async throws -> FinishedProcess {
        try await NetlabProcess.run(["probe", "repeat", address, "abc"] + options)
    }

    private static func expect(
        _ run: FinishedProcess,
        _ outcome: String,
        _ status: EndStatus,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(run.status == status, sourceLocation: sourceLocation)
        #expect(try JSON(run.standardOutput).outcome?.string == outcome, sourceLocation: sourceLocation)
        #expect(run.standardError.isEmpty, sourceLocation: sourceLocation)
    }

    @Test func `a server that is not there refuses`() async throws {
        let address = try ScriptedPeer.nobody()
        try Self.expect(try await Self.probe(address, "--json"), "refused", 69)
        let text = try await Self.probe(address)
        #expect(text.status == 69)
        #expect(text.lines.last?.hasPrefix("refused: ") == true)
    }

    @Test func `a server that resets the connection`() async throws {
        let run = try await ScriptedPeer.run { socket throws(SystemFailure) in
            // Closing with bytes unread makes the kernel send a RST instead of a FIN.
            var socket = socket
            try socket.take(1)
            socket.close(reason: "")
        } while: {
            try await Self.probe($0, "--json")
        }
        try Self.expect(run, "reset", 69)
    }

    @Test(arguments: ["", "a", "abcab"])
    func `a server that closes before its answer is whole`(answer: String) async throws {
        let run = try await ScriptedPeer.run { socket throws(SystemFailure) in
            var socket = socket
            try socket.take(3)
            if !answer.isEmpty { try socket.give(answer) }
            socket.close(reason: "")
        } while: {
            try await Self.probe($0, "--json")
        }
        try Self.expect(run, "closedEarly", 76)
    }

    @Test func `a server that never answers`() async throws {
        let run = try await ScriptedPeer.run { try await Self.probe($0, "--json", "--timeout", "100ms") }
        try Self.expect(run, "timedOut", 75)
    }

    @Test func `a server that answers something else`() async throws {
        let run = try await ScriptedPeer.run { socket throws(SystemFailure) in
            var socket = socket
            try socket.take(3)
            try socket.give("abcxyz")
            socket.close(reason: "")
        } while: {
            try await Self.probe($0, "--json")
        }
        try Self.expect(run, "altered", 1)
    }

    @Test func `a server that sends more than is listened to`() async throws {
        let run = try await RunningServer.run("repeat", "127.0.0.1:0") {
            try await Self.probe($0.address, "--json", "--max-bytes", "1000")
        }
        try Self.expect(run.value, "unexpected", 76)
    }
}
