import Platform
import Probing
import Testing
import Wire

@Suite(.timeLimit(.minutes(2))) struct ProberTeamTests {
    private static let plan = ProbePlan(timeout: .seconds(20), concurrency: 64)

    @Test(.enabled(if: Process.processors > 1, "one processor needs no team"))
    func `each target is probed once, and what came of it is said of that target`() throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let nobody = try ScriptedPeer.nobody()
        let targets = (0..<1_500).map { index in
            Target(.internet(index.isMultiple(of: 5) ? listener.address : nobody), .tcp)
        }
        guard let team = try ProberTeam(targets, .connect, Self.plan) else {
            Issue.record("no team for 1,500 targets")
            return
        }
        var outcomes: [Int: [Outcome]] = [:]
        let neverStops: StopSignals? = nil
        while let attempts = try team.next(until: neverStops) {
            for attempt in attempts { outcomes[attempt.target, default: []].append(attempt.outcome) }
        }
        let expected = (0..<1_500).map { ($0, [$0.isMultiple(of: 5) ? Outcome.connected : .refused]) }
        #expect(outcomes == Dictionary(uniqueKeysWithValues: expected))
    }

    @Test func `few targets, or few at once, are the work of one`() throws {
        let target = Target(.internet(try ScriptedPeer.nobody()), .tcp)
        let isAlone = [
            try Self.isAlone(Array(repeating: target, count: 1_000), Self.plan),
            try Self.isAlone(Array(repeating: target, count: 2_000), ProbePlan(concurrency: 1)),
        ]
        #expect(isAlone == [true, true])
    }

    private static func isAlone(_ targets: [Target], _ plan: ProbePlan) throws -> Bool {
        try ProberTeam(targets, .connect, plan) == nil
    }
}
