import Platform
import Resolving
import Testing
import Wire

/// The order of addresses, by the standard's own examples and by glibc's differing reading.
@Suite struct AddressOrderTests {
    /// Two destinations with their sources, the one to be tried first before the other.
    struct Pair: Sendable, CustomTestStringConvertible {
        let first: (address: String, source: String)
        let second: (address: String, source: String)
        let rule: OrderRule
        var change: @Sendable (inout SourceAddress) -> Void = { _ in }

        var testDescription: String { "\(first) before \(second)" }
    }

    /// RFC 6724 §10.2, with the sources that its rules for sources choose.
    static let examples = [
        Pair(
            first: ("2001:db8:1::1", "2001:db8:1::2"),
            second: ("198.51.100.121", "169.254.13.78"),
            rule: .preferMatchingScope
        ),
        Pair(
            first: ("198.51.100.121", "198.51.100.117"),
            second: ("2001:db8:1::1", "fe80::1"),
            rule: .preferMatchingScope
        ),
        Pair(
            first: ("2001:db8:1::1", "2001:db8:1::2"),
            second: ("10.1.2.3", "10.1.2.4"),
            rule: .preferHigherPrecedence
        ),
        Pair(
            first: ("fe80::1", "fe80::2"),
            second: ("2001:db8:1::1", "2001:db8:1::2"),
            rule: .preferSmallerScope
        ),
        Pair(
            first: ("2001:db8:1::1", "2001:db8:3::1"),
            second: ("fe80::1", "fe80::2"),
            rule: .preferHomeAddresses
        ) { $0.isHome = $0.address.description == "2001:db8:3::1" },
        Pair(
            first: ("2001:db8:1::1", "2001:db8:1::2"),
            second: ("fe80::1", "fe80::2"),
            rule: .avoidDeprecatedAddresses
        ) { $0.isDeprecated = $0.address.description == "fe80::2" },
        Pair(
            first: ("2001:db8:1::1", "2001:db8:1::2"),
            second: ("2001:db8:3ffe::1", "2001:db8:3f44::2"),
            rule: .useLongestMatchingPrefix
        ),
        Pair(
            first: ("2002:c633:6401::1", "2002:c633:6401::2"),
            second: ("2001:db8:1::1", "2002:c633:6401::2"),
            rule: .preferMatchingLabel
        ),
        Pair(
            first: ("2001:db8:1::1", "2001:db8:1::2"),
            second: ("2002:c633:6401::1", "2002:c633:6401::2"),
            rule: .preferHigherPrecedence
        ),
    ]

    /// What those examples leave out.
    static let others = [
        Pair(first: ("192.0.2.1", "192.0.2.2"), second: ("2001:db8::1", ""), rule: .avoidUnusableDestinations),
        Pair(
            first: ("2001:db8:1::1", "2001:db8:1::2"),
            second: ("2001:db8:2::1", "2001:db8:2::2"),
            rule: .preferNativeTransport
        ) { $0.isTunnelled = $0.address.description == "2001:db8:2::2" },
        Pair(first: ("::1", "::1"), second: ("127.0.0.1", "127.0.0.1"), rule: .preferHigherPrecedence),
    ]

    @Test(arguments: examples + others, [AddressOrder.Reading.standard, .glibc])
    func `two destinations are in the order of the rule`(pair: Pair, reading: AddressOrder.Reading) throws {
        let order = AddressOrder(policy: reading == .glibc ? .glibc : .standard, reading: reading)
        let first = try Destination(pair.first.address, from: pair.first.source, pair.change)
        let second = try Destination(pair.second.address, from: pair.second.source, pair.change)
        let sorted = AddressOrder.Sorted(destinations: [first, second], rules: [pair.rule])
        #expect(order.sorted([first, second]) == sorted)
        #expect(order.sorted([second, first]) == sorted)
    }

    @Test func `glibc puts a unique local address before IPv4, the standard behind it`() throws {
        let local = try Destination("fd00:1::1", from: "fd00:1::2")
        let four = try Destination("192.0.2.1", from: "192.0.2.2")
        let glibc = AddressOrder(policy: .glibc, reading: .glibc).sorted([four, local])
        #expect(glibc == .init(destinations: [local, four], rules: [.preferHigherPrecedence]))
        let standard = AddressOrder.standard.sorted([local, four])
        #expect(standard == .init(destinations: [four, local], rules: [.preferHigherPrecedence]))
    }

    @Test func `glibc compares IPv4 prefixes in the source's own network alone`() throws {
        let far = try Destination("23.23.134.56", from: "10.2.3.4")
        let near = try Destination("10.55.0.1", from: "10.2.3.4")
        let own = try Destination("10.2.3.9", from: "10.2.3.4")
        let glibc = AddressOrder(policy: .glibc, reading: .glibc)
        #expect(glibc.sorted([far, near]).rules == [.leaveOrderUnchanged])
        #expect(glibc.sorted([near, far]).destinations == [near, far])
        #expect(glibc.sorted([far, own]) == .init(destinations: [own, far], rules: [.useLongestMatchingPrefix]))
        let standard = AddressOrder.standard.sorted([far, near])
        #expect(standard == .init(destinations: [near, far], rules: [.useLongestMatchingPrefix]))
    }

    @Test func `to the standard the interface's part of an address is no prefix, to glibc it is`() throws {
        let one = try Destination("2001:db8::1:0:0:1", from: "2001:db8::1:0:0:2")
        let other = try Destination("2001:db8::2", from: "2001:db8::1:0:0:2")
        #expect(AddressOrder.standard.sorted([other, one]).rules == [.leaveOrderUnchanged])
        #expect(AddressOrder(policy: .glibc, reading: .glibc).sorted([other, one]).destinations == [one, other])
    }

    /// What getaddrinfo(3) of glibc 2.36 gave for these lines of hosts(5) under `precedence ::/0 40`.
    @Test func `rules that do not agree with each other are sorted as glibc sorts`() throws {
        var policy = AddressPolicy.glibc
        policy.precedences = PolicyTable([], otherwise: 40)
        let far = try Destination("2001:db8:ffff::1", from: "2001:db8::5")
        let near = try Destination("2001:db8::9", from: "2001:db8::5")
        let four = try Destination("198.51.100.9", from: "192.0.2.1")
        let order = AddressOrder(policy: policy, reading: .glibc)
        // Nothing tells the IPv4 address from the others, of which the one with the longer prefix goes first.
        #expect(order.sorted([far, four, near]).destinations == [far, four, near])
        #expect(order.sorted([far, near, four]).destinations == [near, far, four])
        #expect(order.sorted([four, far, near]).destinations == [four, near, far])
    }

    @Test func `destinations that nothing tells apart stay as they were`() throws {
        let addresses = try (1...20).map { try Destination("192.0.2.\($0)", from: "198.51.100.1") }
        let sorted = AddressOrder(policy: .glibc, reading: .glibc).sorted(addresses)
        #expect(sorted.destinations == addresses)
        #expect(Set(sorted.rules) == [.leaveOrderUnchanged])
    }
}
