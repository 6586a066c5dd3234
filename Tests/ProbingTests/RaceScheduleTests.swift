import Probing
import Testing
import Wire

/// The schedule of RFC 8305, told what happens and when, in milliseconds.
@Suite struct RaceScheduleTests {
    private static let millisecond: Int64 = 1_000_000

    private enum Happening {
        case resolved(RaceFamily, [String])
        case failed
        case won
        case gaveUpLookups
    }

    private static func address(_ text: String) -> SocketAddress {
        IPAddress(text).map { SocketAddress(address: $0, port: 80) } ?? SocketAddress(address: .any4, port: 0)
    }

    /// IPv6 first, each family as it comes.
    private static func sixFirst(_ addresses: [SocketAddress]) -> [SocketAddress] {
        addresses.filter { RaceFamily($0) == .ipv6 } + addresses.filter { RaceFamily($0) == .ipv4 }
    }

    /// What starts when, and why, given what happens when.
    private static func starts(
        _ script: [(Int64, Happening)],
        until end: Int64 = 10_000,
        order: @escaping @Sendable ([SocketAddress]) -> [SocketAddress] = { sixFirst($0) }
    ) -> [String] {
        var schedule = RaceSchedule(RaceFamily.allCases, order: order)
        var script = script[...]
        var starts: [String] = []
        var now: Int64 = 0
        while true {
            while let first = script.first, first.0 <= now {
                script = script.dropFirst()
                let time = now * millisecond
                switch first.1 {
                case .resolved(let family, let texts): schedule.resolve(family, texts.map(address), at: time)
                case .failed: schedule.fail(at: time)
                case .won: schedule.win()
                case .gaveUpLookups: schedule.giveUpLookups(at: time)
                }
            }
            while let start = schedule.takeDue(at: now * millisecond) {
                starts.append("\(now) \(start.address.address) \(start.cause.rawValue)")
            }
            let next = [script.first?.0, schedule.wake.map { $0 / millisecond }].compactMap(\.self).min()
            guard let next, next <= end else { return starts }
            now = next
        }
    }

    @Test func `families take turns a quarter of a second apart, IPv6 first`() {
        let script: [(Int64, Happening)] = [
            (10, .resolved(.ipv6, ["2001:db8::1", "2001:db8::2", "2001:db8::3"])),
            (12, .resolved(.ipv4, ["192.0.2.1", "192.0.2.2"])),
        ]
        #expect(
            Self.starts(script) == [
                "10 2001:db8::1 first", "260 192.0.2.1 delay", "510 2001:db8::2 delay", "760 192.0.2.2 delay",
                "1010 2001:db8::3 delay",
            ]
        )
    }

    @Test(
        arguments: [
            // AAAA within the Resolution Delay goes first, and at once.
            (40, ["40 2001:db8::1 first", "290 192.0.2.1 delay"]),
            // Later it joins.
            (100, ["60 192.0.2.1 first", "310 2001:db8::1 delay"]),
            // Still later its coming is what it waited for.
            (400, ["60 192.0.2.1 first", "400 2001:db8::1 lookup"]),
        ] as [(Int64, [String])]
    )
    func `A waits fifty milliseconds for AAAA`(arrival: Int64, starts: [String]) {
        #expect(
            Self.starts([(10, .resolved(.ipv4, ["192.0.2.1"])), (arrival, .resolved(.ipv6, ["2001:db8::1"]))]) == starts
        )
    }

    @Test func `that there is no AAAA, or that none is waited for any more, ends the wait`() {
        let four = Happening.resolved(.ipv4, ["192.0.2.1"])
        #expect(Self.starts([(10, four), (20, .resolved(.ipv6, []))]) == ["20 192.0.2.1 first"])
        #expect(Self.starts([(5, .resolved(.ipv6, [])), (10, four)]) == ["10 192.0.2.1 first"])
        #expect(Self.starts([(10, four), (30, .gaveUpLookups)]) == ["30 192.0.2.1 first"])
    }

    @Test func `AAAA waits for nobody`() {
        #expect(Self.starts([(10, .resolved(.ipv6, ["2001:db8::1"]))]) == ["10 2001:db8::1 first"])
    }

    @Test func `a failure starts the next at once, and its delay begins anew`() {
        let script: [(Int64, Happening)] = [
            (0, .resolved(.ipv6, ["2001:db8::1", "2001:db8::2"])), (0, .resolved(.ipv4, ["192.0.2.1"])),
            (30, .failed),
        ]
        #expect(
            Self.starts(script) == ["0 2001:db8::1 first", "30 192.0.2.1 failure", "280 2001:db8::2 delay"]
        )
    }

    @Test func `after the win nobody starts`() {
        let script: [(Int64, Happening)] = [
            (0, .resolved(.ipv6, ["2001:db8::1"])), (0, .resolved(.ipv4, ["192.0.2.1"])), (249, .won),
        ]
        #expect(Self.starts(script) == ["0 2001:db8::1 first"])
    }

    @Test func `the family of the first address is the one that RFC 6724 prefers`() {
        let script: [(Int64, Happening)] = [
            (0, .resolved(.ipv6, ["2001:db8::1", "2001:db8::2"])), (0, .resolved(.ipv4, ["192.0.2.1"])),
        ]
        #expect(
            Self.starts(script) { addresses in
                addresses.filter { RaceFamily($0) == .ipv4 } + addresses.filter { RaceFamily($0) == .ipv6 }
            } == ["0 192.0.2.1 first", "250 2001:db8::1 delay", "500 2001:db8::2 delay"]
        )
    }

    @Test func `it is exhausted when all is tried and nothing more will be known`() {
        var schedule = RaceSchedule(RaceFamily.allCases) { $0 }
        schedule.resolve(.ipv4, [Self.address("192.0.2.1")], at: 0)
        #expect(schedule.takeDue(at: 0) == nil)
        #expect(schedule.takeDue(at: 50 * Self.millisecond)?.cause == .first)
        #expect(!schedule.isExhausted)
        schedule.resolve(.ipv6, [], at: 60 * Self.millisecond)
        #expect(schedule.isExhausted)
    }
}
