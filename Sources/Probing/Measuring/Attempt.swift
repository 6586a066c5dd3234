package import Platform
package import Wire

/// One attempt on one target, and what it came to.
package struct Attempt: Sendable, Equatable {
    /// Which answer to its request it is about.
    package enum Arrival: Sendable, Equatable {
        case first
        /// After the request was given up as lost, which was told of before.
        case late
        /// After another one.
        case again
    }

    /// The target's place among the targets, from 0.
    package internal(set) var target: Int
    /// The attempt's number for its target, from 1.
    package var number: Int
    package var outcome = Outcome.timedOut
    package var arrival = Arrival.first
    /// An answer to a later request came before.
    package var isReordered = false
    /// When it was to start and when it did, in nanoseconds from the run's start.
    package internal(set) var intendedNanoseconds: Int64
    package internal(set) var startNanoseconds: Int64
    /// When the connection that was made for it was there.
    package var connectedNanoseconds: Int64?
    /// When its outcome was known.
    package var endNanoseconds: Int64
    /// When the request left, by the kernel's stamp.
    var kernelSent: Timestamp?
    /// From there to when the kernel received the answer: the path and the peer without the programs at this end.
    package internal(set) var kernelNanoseconds: Int64?
    package var local: SocketName?
    package var facts: [Fact] = []
    /// The pieces in which a stream brought the answer.
    package var pieces: PieceTally?
    /// The call that failed, and why.
    package var failure: SocketFailure?
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

    /// From the start to when the connection was there.
    package var connectNanoseconds: Int64? { connectedNanoseconds.map { $0 - startNanoseconds } }

    /// From the start to when a stream's answer began to come.
    package var firstByteNanoseconds: Int64? { pieces?.firstNanoseconds.map { $0 - startNanoseconds } }

    /// From the start to the outcome.
    package var totalNanoseconds: Int64 { endNanoseconds - startNanoseconds }
}

/// In how many pieces something came, how large they were, and how long apart.
package struct PieceTally: Sendable, Equatable {
    package private(set) var count = 0
    package private(set) var bytes: Int64 = 0
    package private(set) var smallest = 0
    package private(set) var largest = 0
    /// Between two pieces; 0 where there were fewer.
    package private(set) var longestGapNanoseconds: Int64 = 0
    /// When the first and the last of them came, in nanoseconds from the run's start.
    package private(set) var firstNanoseconds: Int64?
    package private(set) var lastNanoseconds: Int64?

    package init() {}

    package mutating func add(_ size: Int, at nanoseconds: Int64) {
        smallest = count == 0 ? size : min(smallest, size)
        largest = max(largest, size)
        if let last = lastNanoseconds { longestGapNanoseconds = max(longestGapNanoseconds, nanoseconds - last) }
        firstNanoseconds = firstNanoseconds ?? nanoseconds
        lastNanoseconds = nanoseconds
        count += 1
        bytes += Int64(size)
    }
}
