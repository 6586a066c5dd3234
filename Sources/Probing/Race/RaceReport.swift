package import Platform
package import Wire

/// What a race came to; all times are nanoseconds from its start.
package struct RaceReport: Sendable, Equatable {
    /// What the resolver said of one family.
    package struct Lookup: Sendable, Equatable {
        package let family: RaceFamily
        /// Nil where it had not answered.
        package var endNanoseconds: Int64?
        package var addresses: [SocketAddress] = []
        package var failure: LookupFailure?

        package init(_ family: RaceFamily) { self.family = family }
    }

    package struct Attempt: Sendable, Equatable {
        package let address: SocketAddress
        package let cause: RaceCause
        package let startNanoseconds: Int64
        /// When its outcome was known, or the waiting for it ended.
        package var endNanoseconds: Int64?
        /// Nil where it was still connecting when the waiting ended.
        package var outcome: Outcome?
        package var failure: SocketFailure?

        package init(_ address: SocketAddress, _ cause: RaceCause, startNanoseconds: Int64) {
            self.address = address
            self.cause = cause
            self.startNanoseconds = startNanoseconds
        }
    }

    package var lookups: [Lookup]
    /// In the order in which they started.
    package var attempts: [Attempt] = []
    package var untried: [SocketAddress] = []
    /// The place of the attempt that was connected first.
    package var winner: Int?
    package var isInterrupted = false

    package init(_ families: [RaceFamily]) {
        lookups = families.map(Lookup.init)
    }
}
