import Platform
import Probing
import SystemPackage
import Testing

@Suite struct OutcomeTests {
    @Test(
        arguments: [
            (.connectionRefused, .refused), (.networkUnreachable, .unreachable), (.noRouteToHost, .unreachable),
            (.addressNotAvailable, .systemFailure), (.connectionReset, .reset), (.brokenPipe, .reset),
            (.timedOut, .timedOut), (.wouldBlock, .timedOut), (.nowInProgress, .timedOut),
            (.permissionDenied, .unreachable), (.notPermitted, .unreachable), (.tooManyOpenFiles, .systemFailure),
        ] as [(Errno, Outcome)]
    )
    func `a failed call means what happened to the exchange`(errno: Errno, outcome: Outcome) {
        #expect(Outcome(SystemFailure("connect", errno)) == outcome)
    }
}
