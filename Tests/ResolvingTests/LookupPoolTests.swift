import Platform
import Resolving
import Synchronization
import Testing

@Suite struct LookupPoolTests {
    @Test func `outcomes come in the order of the inputs, whichever ends first`() throws {
        let pool = LookupPool(concurrency: 4, timeout: .seconds(60))
        let gate = Gate(opensAfter: 3)
        var answers: [Int?] = []
        try pool.run(Array(0..<4)) { input in
            // The first ends last.
            if input == 0 { gate.waitUntilOpen() } else { gate.pass() }
            return input * 10
        } _: { _, outcome in
            answers.append(outcome.answer)
        }
        #expect(answers == [0, 10, 20, 30])
    }

    @Test func `no more run at once than are allowed`() throws {
        let running = Atomic(0)
        let most = Atomic(0)
        try LookupPool(concurrency: 3, timeout: .seconds(60)).run(Array(0..<30)) { _ in
            let now = running.add(1, ordering: .relaxed).newValue
            most.max(now, ordering: .relaxed)
            running.subtract(1, ordering: .relaxed)
        } _: { _, _ in
        }
        #expect(most.load(ordering: .relaxed) <= 3)
    }

    @Test func `a lookup that does not end is given up, and the others have their answers`() throws {
        let gate = Gate(opensAfter: 1)
        defer { gate.pass() }
        var answers: [String?] = []
        try LookupPool(concurrency: 2, timeout: .milliseconds(50)).run(["slow", "fast", "quick"]) { input in
            if input == "slow" { gate.waitUntilOpen() }
            return input
        } _: { _, outcome in
            answers.append(outcome.answer)
        }
        #expect(answers == [nil, "fast", "quick"])
    }
}

/// Opens when it was passed so many times.
private final class Gate: Sendable {
    private let passes = Atomic(0)
    private let needed: Int

    init(opensAfter needed: Int) { self.needed = needed }

    func pass() { passes.add(1, ordering: .releasing) }

    func waitUntilOpen() {
        while passes.load(ordering: .acquiring) < needed {}
    }
}
