internal import Platform
package import Wire

/// Which datagrams are answered: a source may be forged, so that the answer strikes whoever it names.
package struct AnswerPolicy: Sendable {
    /// Why a datagram got no answer.
    package enum Refusal: String, Sendable, CaseIterable {
        /// Its source is not let in.
        case denied
        /// Its source port is below 1024, where another service may answer the answer, or 0, to which there is none.
        case port
        /// Its source is no single host.
        case address
        /// Its answer would be longer, and goes to loopback and to networks that are allowed only.
        case amplification
        /// Its source was answered as often as one may be.
        case rate
    }

    /// Sources share the allowances in this table where their hashes agree, so that forged ones cannot make it grow.
    private static let places = 4096

    private let interval: Int64
    private let burst: Int64
    /// For each place in the table, when all that was taken from its allowance will be there again.
    private var full: [Int64]
    private let isAllowed: @Sendable (IPAddress) -> Bool

    /// `rate` is how many answers a second a source may get, and how many at once; nil is any number.
    package init(rate: Int?, allowing isAllowed: @escaping @Sendable (IPAddress) -> Bool = { _ in false }) {
        interval = rate.map { 1_000_000_000 / Int64(max(1, $0)) } ?? 0
        burst = interval * Int64(max(1, rate ?? 1))
        full = interval > 0 ? [Int64](repeating: .min, count: Self.places) : []
        self.isAllowed = isAllowed
    }

    /// Why an answer may not go to `source`, or nil and it is taken for sent.
    ///
    /// `amplifies` says that it is longer than what it answers, or may be.
    package mutating func refusal(of source: SocketName, amplifies: Bool, at now: Int64) -> Refusal? {
        guard case .internet(let source) = source else {
            return take(source, at: now) ? nil : .rate
        }
        if source.port < 1024 { return .port }
        let address = source.address.unmapped ?? source.address
        switch AddressScope(address) {
        case .multicast, .broadcast, .unspecified: return .address
        default: break
        }
        if amplifies && !address.isLoopback && !isAllowed(address) { return .amplification }
        // Whoever has an IPv6 address has its whole network.
        let isTaken =
            switch address {
            case .v4(let bits): take(bits, at: now)
            case .v6(let value): take(UInt64(truncatingIfNeeded: value.bits >> 64), at: now)
            }
        return isTaken ? nil : .rate
    }

    private mutating func take(_ host: some Hashable, at now: Int64) -> Bool {
        guard interval > 0 else { return true }
        let place = Int(truncatingIfNeeded: UInt(bitPattern: host.hashValue) % UInt(Self.places))
        let next = max(full[place], now) &+ interval
        guard next &- now <= burst else { return false }
        full[place] = next
        return true
    }
}
