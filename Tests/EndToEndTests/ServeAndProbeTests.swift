import TestSupport
import Testing

/// `netlab serve repeat` and `netlab probe repeat` over loopback.
@Suite struct ServeAndProbeTests {
    @Test func `an answer comes back whole, and both ends count it`() async throws {
        let run = try await RunningServer.run("repeat", "127.0.0.1:0") {
            try await NetlabProcess.run("probe", "repeat", $0.address, "--message", "abc", "--json")
        }
        #expect(run.value.status == 0)
        let report = try JSON(run.value.standardOutput)
        #expect(report.schemaVersion?.integer == 1)
        #expect(report.outcome?.string == "replied")
        #expect(report.bytes?.integer == 30_000)
        #expect(report.pieces?.array?.compactMap(\.integer).reduce(0, +) == 30_000)
        #expect(report.pieceCount?.integer == report.pieces?.array?.count)

        #expect(run.status == 0)
        let events = run.events.compactMap { $0.event?.string }.filter { $0 != "draining" }
        #expect(events == ["start", "listening", "accepted", "closed", "summary"])
        #expect(run.events.first?.schemaVersion?.integer == 1)
        let summary = try #require(run.events.last)
        #expect(summary.connections?.integer == 1)
        #expect(summary.bytesReceived?.integer == 3)
        #expect(summary.bytesSent?.integer == 30_000)
        #expect(summary.cut?.integer == 0)
    }

    @Test func `without an endpoint it listens on both loopback addresses, on one port`() async throws {
        let run = try await RunningServer.run("repeat") { $0.address }
        let addresses = run.events.compactMap { $0.address?.string }
        let port = try #require(run.value.split(separator: ":").last)
        #expect(addresses.first == "127.0.0.1:\(port)")
        // ::1 is missing where IPv6 is.
        #expect(addresses.dropFirst().allSatisfy { $0 == "[::1]:\(port)" })
        #expect(run.status == 0)
    }

    @Test func `sizes on the command line are those of the calls`() async throws {
        let run = try await RunningServer.run("repeat", "127.0.0.1:0", "--times", "7", "--receive-size", "2") {
            try await NetlabProcess.run("probe", "repeat", $0.address, "ab", "--receive-size", "4", "--json")
        }
        let report = try JSON(run.value.standardOutput)
        #expect(report.outcome?.string == "replied")
        #expect(report.bytes?.integer == 14)
        #expect(report.largestPieceBytes?.integer ?? 5 <= 4)
    }

    @Test func `text shows the first pieces, all lengths, and the outcome`() async throws {
        let run = try await RunningServer.run("repeat", "127.0.0.1:0") {
            try await NetlabProcess.run(
                "probe",
                "repeat",
                $0.address,
                "abc",
                "--receive-size",
                "1000",
                "--preview",
                "2"
            )
        }
        let lines = run.value.lines
        #expect(run.value.status == 0)
        #expect(lines.first?.hasPrefix("connected to 127.0.0.1:") == true)
        #expect(lines.filter { $0.hasPrefix("  piece ") }.count == 2)
        #expect(lines.contains { $0.hasPrefix("  lengths: ") })
        #expect(lines.contains { $0.hasPrefix("30,000 bytes in ") })
        #expect(lines.last == "replied: the answer is whole copies of the message")
    }

    @Test func `events are a line a piece`() async throws {
        let run = try await RunningServer.run("repeat", "127.0.0.1:0", "--times", "2") {
            try await NetlabProcess.run("probe", "repeat", $0.address, "abc", "--format", "ndjson")
        }
        let events = try JSON.lines(run.value.standardOutput)
        #expect(events.first?.event?.string == "start")
        #expect(events.last?.event?.string == "summary")
        let pieces = events.dropFirst().dropLast()
        #expect(pieces.allSatisfy { $0.event?.string == "piece" })
        #expect(pieces.compactMap { $0.bytes?.integer }.reduce(0, +) == 6)
    }

    @Test func `clients are served at once, each whole`() async throws {
        let run = try await RunningServer.run("repeat", "127.0.0.1:0") { server in
            try await withThrowingTaskGroup(of: EndStatus.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await NetlabProcess.run("probe", "repeat", server.address, "abc").status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(run.value == Array(repeating: 0, count: 8))
        #expect(run.events.last?.connections?.integer == 8)
        #expect(run.events.last?.bytesSent?.integer == 240_000)
    }

    @Test func `an answer over the limit is not given`() async throws {
        let run = try await RunningServer.run("repeat", "127.0.0.1:0", "--max-bytes", "1000") {
            try await NetlabProcess.run("probe", "repeat", $0.address, "abc", "--json")
        }
        #expect(try JSON(run.value.standardOutput).outcome?.string == "closedEarly")
        #expect(run.value.status == 76)
        #expect(run.events.first { $0.event?.string == "closed" }?.reason?.string == "limit")
    }
}
