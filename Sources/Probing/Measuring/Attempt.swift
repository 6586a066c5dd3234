package import Platform
package import Wire

/// One attempt on one target, and what it came to.
package struct Attempt: Sendable, Equatable {
    /// The target's place among the targets, from 0.
    package let target: Int
    /// The attempt's number for its target, from 1.
    package let number: Int
    package var outcome = Outcome.timedOut
    /// When it was to start and when it did, in nanoseconds from the run's start.
    package let intendedNanoseconds: Int64
    package let startNanoseconds: Int64
    /// When its outcome was known.
    package var endNanoseconds: Int64
    package var local: SocketAddress?
    /// The call that failed.
    package var failure: SystemFailure?
    /// The message of the network that said why.
    package var message: ICMPError?
    package var tcp: TCPInformation?

    package init(target: Int, number: Int, intendedNanoseconds: Int64, startNanoseconds: Int64) {
        self.target = target
        self.number = number
        self.intendedNanoseconds = intendedNanoseconds
        self.startNanoseconds = startNanoseconds
        endNanoseconds = startNanoseconds
    }

    /// From the intended start to the outcome: a stall of this program or of the path is part of it.
    package var latencyNanoseconds: Int64 { endNanoseconds - intendedNanoseconds }
}
