package import Platform
package import Wire

/// What a race came to; all times are nanoseconds from its start.
package struct RaceReport: Sendable, Equatable {
    /// What the resolver said of one family.
    package struct Lookup: Sendable, Equatable {
        package let family: RaceFamily
        /// Nil where it had not answered.
        package internal(set) var endNanoseconds: Int64?
        package internal(set) var addresses: [SocketAddress] = []
        package internal(set) var failure: LookupFailure?
    }

    package struct Attempt: Sendable, Equatable {
        package let address: SocketAddress
        package let cause: RaceCause
        package let startNanoseconds: Int64
        /// When its outcome was known, or the waiting for it ended.
        package internal(set) var endNanoseconds: Int64?
        /// Nil where it was still connecting when the waiting ended.
        package internal(set) var outcome: Outcome?
        package internal(set) var failure: SystemFailure?
        package internal(set) var message: ICMPError?
    }

    package internal(set) var lookups: [Lookup]
    /// In the order in which they started.
    package internal(set) var attempts: [Attempt] = []
    package internal(set) var untried: [SocketAddress] = []
    /// The place of the attempt that was connected first.
    package internal(set) var winner: Int?
    package internal(set) var isInterrupted = false

    init(_ families: [RaceFamily]) {
        lookups = families.map { Lookup(family: $0) }
    }
}
