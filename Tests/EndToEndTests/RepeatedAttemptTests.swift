import TestSupport
import Testing

/// Several attempts of kinds that make a connection for each.
@Suite struct RepeatedAttemptTests {
    @Test(arguments: ["daytime", "time", "chargen", "discard"])
    func `each attempt has a connection and an answer of its own`(kind: String) async throws {
        let run = try await RunningServer.run(kind, "127.0.0.1:0") {
            try await NetlabProcess.run("probe", kind, $0.address, "-c", "3", "-i", "1ms", "--format", "ndjson")
        }
        #expect(run.value.status == 0)
        let attempts = try JSON.lines(run.value.standardOutput).filter { $0.event?.string == "attempt" }
        #expect(attempts.map { $0.outcome?.string } == ["replied", "replied", "replied"])
        #expect(Set(attempts.compactMap { $0.number?.integer }) == [1, 2, 3])
        #expect(attempts.allSatisfy { $0.arrival?.string == "first" })
    }
}
