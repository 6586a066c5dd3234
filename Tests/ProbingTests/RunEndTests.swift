import Platform
import Probing
import Testing
import Wire

/// A run that is to be over at a time.
@Suite struct RunEndTests {
    @Test(.timeLimit(.minutes(1))) func `what waits is given up when the run ends, whatever it may wait for`() throws {
        let silent = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        var plan = ProbePlan(count: 1, timeout: .seconds(3_600))
        plan.ending = .milliseconds(50)
        var prober = try Prober([Target(.internet(silent.address), .tcp)], .echo(), plan)
        let none: StopSignals? = nil
        let attempts = try #require(try prober.next(until: none))
        #expect(attempts.map(\.outcome) == [.lost])
        #expect(attempts[0].latencyNanoseconds < 60_000_000_000)
        #expect(try prober.next(until: none) == nil)
    }
}
