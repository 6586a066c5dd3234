package import Wire

/// The delays of RFC 8305 §8, in nanoseconds.
package struct RaceDelays: Sendable, Equatable {
    /// How long addresses of IPv4 wait for those of IPv6.
    package var resolution: Int64 = 50_000_000
    /// From one attempt to the next, unless one fails before.
    package var attempt: Int64 = 250_000_000

    package init() {}
}

/// Why an attempt started when it did.
package enum RaceCause: String, Sendable, Equatable {
    /// It is the first.
    case first
    /// Those before it had taken longer than the Connection Attempt Delay.
    case delay
    /// One before it had failed.
    case failure
    /// It could have started before, had its address been known.
    case lookup
}

/// Which address is tried when (RFC 8305 §3 to §5): it knows neither socket nor clock, and is told what happens.
package struct RaceSchedule: Sendable {
    package struct Start: Sendable, Equatable {
        package let address: SocketAddress
        package let cause: RaceCause

        package init(address: SocketAddress, cause: RaceCause) {
            self.address = address
            self.cause = cause
        }
    }

    /// Addresses that were not tried yet, in the order of RFC 6724.
    package private(set) var remaining: [SocketAddress] = []
    private let delays: RaceDelays
    /// Puts addresses in the order of RFC 6724 §6.
    private let order: @Sendable ([SocketAddress]) -> [SocketAddress]
    private var unanswered: Set<RaceFamily>
    private var last: SocketAddress?
    /// When the first attempt may start; nil while no address is known.
    private var begin: Int64?
    private var next = Int64.min
    private var nextFollowsFailure = false
    /// When addresses last came.
    private var arrival = Int64.min
    private var isOver = false

    package init(
        _ families: [RaceFamily],
        delays: RaceDelays = RaceDelays(),
        order: @escaping @Sendable ([SocketAddress]) -> [SocketAddress]
    ) {
        unanswered = Set(families)
        self.delays = delays
        self.order = order
    }

    /// Nothing is left to be tried, and nothing more will be known.
    package var isExhausted: Bool { isOver || unanswered.isEmpty && remaining.isEmpty }

    /// A family's addresses came, or the word that it has none.
    package mutating func resolve(_ family: RaceFamily, _ addresses: [SocketAddress], at now: Int64) {
        guard unanswered.remove(family) != nil else { return }
        if !addresses.isEmpty { arrival = now }
        remaining = order(remaining + addresses)
        guard !remaining.isEmpty else { return }
        let waits = unanswered.contains(.ipv6)
        begin = min(begin ?? .max, waits ? now + delays.resolution : now)
    }

    /// No answer of the resolver is waited for any more.
    package mutating func giveUpLookups(at now: Int64) {
        unanswered = []
        if !remaining.isEmpty { begin = min(begin ?? .max, now) }
    }

    /// An attempt failed: the next need not wait.
    package mutating func fail(at now: Int64) {
        guard next > now else { return }
        next = now
        nextFollowsFailure = true
    }

    /// An attempt was connected: no other starts.
    package mutating func win() { isOver = true }

    /// When the next attempt starts if nothing happens before; nil where none would.
    package var wake: Int64? {
        guard !isOver, !remaining.isEmpty, let begin else { return nil }
        return max(begin, next)
    }

    /// The attempt that is to start now, if one is.
    package mutating func takeDue(at now: Int64) -> Start? {
        guard let wake, wake <= now else { return nil }
        let index = last.flatMap { last in remaining.firstIndex { RaceFamily($0) != RaceFamily(last) } } ?? 0
        let address = remaining.remove(at: index)
        let cause: RaceCause =
            last == nil ? .first : nextFollowsFailure ? .failure : arrival > next ? .lookup : .delay
        last = address
        next = now + delays.attempt
        nextFollowsFailure = false
        return Start(address: address, cause: cause)
    }
}

/// A family of addresses, by the DNS type that has them.
package enum RaceFamily: String, Sendable, CaseIterable {
    case ipv6 = "AAAA"
    case ipv4 = "A"

    package init(_ address: SocketAddress) {
        self = if case .v6 = address.address { .ipv6 } else { .ipv4 }
    }
}
