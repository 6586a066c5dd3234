import Platform
import TestSupport
import Testing
import Wire

/// A server that has no descriptor left for a client.
@Suite struct DescriptorShortageTests {
    private static let clients = 40

    @Test(.needs(.prlimit), arguments: ["event-loop", "thread"])
    func `it serves whom it has, says so once, and takes the others when those leave`(model: String) async throws {
        let run = try await RunningServer.run(
            "echo",
            "127.0.0.1:0",
            "--model",
            model,
            under: .prlimit,
            ["--nofile=30:30"]
        ) { server in
            let address = try #require(SocketAddress(server.address))
            var early: [NonblockingSocket] = []
            for _ in 0..<Self.clients { early.append(try NonblockingSocket(.tcp, to: .internet(address))) }
            // The first is served although the last cannot be.
            let (first, last) = try (#require(early.first), #require(early.last))
            #expect(try Self.echo(of: first, patience: .seconds(20)))
            #expect(try !Self.echo(of: last, patience: .milliseconds(500)))
            early = []
            #expect(try Self.echo(of: NonblockingSocket(.tcp, to: .internet(address)), patience: .seconds(20)))
        }
        #expect(run.status == 0)
        let summary = try #require(run.events.last)
        #expect(summary.notAccepted?.integer ?? 0 >= 1)
        #expect(run.events.count { $0.event?.string == "notAccepted" } == 1)
        #expect(run.events.first { $0.event?.string == "notAccepted" }?.error?.string == "EMFILE")
    }

    /// Whether a byte comes back in time.
    private static func echo(of client: NonblockingSocket, patience: Duration) throws -> Bool {
        var set = try PollSet()
        try set.watch(client, for: .writing, token: 1)
        _ = try set.wait(timeout: .seconds(20), or: nil)
        _ = try client.send([7])
        var buffer: [UInt8] = [0]
        return try Readiness.wait(for: [client], timeout: patience) == [true]
            && client.receive(into: &buffer) == 1 && buffer == [7]
    }
}
