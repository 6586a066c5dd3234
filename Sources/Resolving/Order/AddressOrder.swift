internal import Platform
internal import Wire

/// Puts destinations in the order in which they are to be tried, and says why (RFC 6724 §6).
package struct AddressOrder: Sendable, Equatable {
    /// Whose reading of the rules.
    package enum Reading: Sendable, Equatable {
        case glibc, standard
    }

    package let policy: AddressPolicy
    package let reading: Reading

    package init(policy: AddressPolicy, reading: Reading) {
        self.policy = policy
        self.reading = reading
    }

    /// The order of the standard itself, with its own tables.
    package static let standard = AddressOrder(policy: .standard, reading: .standard)

    /// The destinations as they are to be tried, and between each and the next the rule that put it first.
    package struct Sorted: Sendable, Equatable {
        package let destinations: [Destination]
        /// One fewer than destinations.
        package let rules: [OrderRule]

        package init(destinations: [Destination], rules: [OrderRule]) {
            self.destinations = destinations
            self.rules = rules
        }
    }

    package func sorted(_ destinations: [Destination]) -> Sorted {
        let sorted = mergeSorted(destinations[...])
        let rules = zip(sorted, sorted.dropFirst()).map { decision($0, $1)?.rule ?? .leaveOrderUnchanged }
        return Sorted(destinations: sorted, rules: rules)
    }

    /// The rules do not always agree with each other (of three, each may go before the next), so that the order depends on which are
    /// compared: glibc's qsort(3) sorts both halves, the first the smaller one, and merges them.
    private func mergeSorted(_ destinations: ArraySlice<Destination>) -> [Destination] {
        guard destinations.count > 1 else { return Array(destinations) }
        var first = mergeSorted(destinations.prefix(destinations.count / 2))[...]
        var second = mergeSorted(destinations.dropFirst(destinations.count / 2))[...]
        var merged: [Destination] = []
        while let one = first.first, let other = second.first {
            let takesOther = decision(one, other)?.isFirst == false
            merged.append(takesOther ? second.removeFirst() : first.removeFirst())
        }
        return merged + first + second
    }

    /// Which rule tells the two apart, and whether for the first; nil where none does.
    private func decision(_ one: Destination, _ other: Destination) -> (rule: OrderRule, isFirst: Bool)? {
        for rule in OrderRule.allCases {
            let (score, otherScore) = scores(rule, one, other)
            if score != otherScore { return (rule, score > otherScore) }
        }
        return nil
    }

    /// What a rule gives each of the two: the higher goes first.
    private func scores(_ rule: OrderRule, _ one: Destination, _ other: Destination) -> (Int, Int) {
        switch rule {
        case .avoidUnusableDestinations:
            return (one.source == nil ? 0 : 1, other.source == nil ? 0 : 1)
        case .preferHigherPrecedence:
            return (policy.precedences.value(of: one.address), policy.precedences.value(of: other.address))
        case .preferSmallerScope:
            return (-policy.scope(of: one.address), -policy.scope(of: other.address))
        case .leaveOrderUnchanged:
            return (0, 0)
        default:
            // The others are about sources.
            guard let source = one.source, let otherSource = other.source else { return (0, 0) }
            guard rule != .useLongestMatchingPrefix || one.isIPv4 == other.isIPv4 else { return (0, 0) }
            return (score(rule, one, source), score(rule, other, otherSource))
        }
    }

    private func score(_ rule: OrderRule, _ destination: Destination, _ source: SourceAddress) -> Int {
        switch rule {
        case .preferMatchingScope: policy.scope(of: destination.address) == policy.scope(of: source.address) ? 1 : 0
        case .avoidDeprecatedAddresses: source.isDeprecated ? 0 : 1
        case .preferHomeAddresses: source.isHome ? 1 : 0
        case .preferMatchingLabel:
            policy.labels.value(of: destination.address) == policy.labels.value(of: source.address) ? 1 : 0
        case .preferNativeTransport: source.isTunnelled ? 0 : 1
        case .useLongestMatchingPrefix: commonBits(destination, source)
        default: 0
        }
    }

    /// How many bits count as common to a destination and its source: to glibc an IPv4 address has some in its source's own
    /// network alone, to the standard no address has more than its source's prefix.
    package func commonBits(_ destination: Destination) -> Int {
        destination.source.map { commonBits(destination, $0) } ?? 0
    }

    private func commonBits(_ destination: Destination, _ source: SourceAddress) -> Int {
        let common = destination.commonPrefix(with: source)
        return switch reading {
        case .glibc: destination.isIPv4 && !destination.isOnLink(of: source) ? 0 : common
        case .standard: min(common, source.prefixLength ?? common)
        }
    }
}

extension Destination {
    fileprivate var isIPv4: Bool { if case .v4 = address { true } else { false } }
}
