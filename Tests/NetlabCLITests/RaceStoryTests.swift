import Probing
import Testing
import Wire

@testable import NetlabCLI

/// The sentence on a race, from its numbers.
@Suite struct RaceStoryTests {
    private static let six = address("2001:db8::1")
    private static let four = address("192.0.2.1")

    private static func address(_ text: String) -> SocketAddress {
        SocketAddress(address: IPAddress(text) ?? .any4, port: 80)
    }

    /// Times in milliseconds.
    private static func report(
        _ lookups: [RaceFamily: (end: Int64?, addresses: [SocketAddress])],
        _ attempts: [(SocketAddress, start: Int64, end: Int64, Outcome?)]
    ) -> RaceReport {
        var report = RaceReport(RaceFamily.allCases)
        for index in report.lookups.indices {
            let lookup = lookups[report.lookups[index].family]
            report.lookups[index].endNanoseconds = (lookup?.end).map { $0 * 1_000_000 }
            report.lookups[index].addresses = lookup?.addresses ?? []
        }
        for (address, start, end, outcome) in attempts {
            var attempt = RaceReport.Attempt(address, .delay, startNanoseconds: start * 1_000_000)
            attempt.endNanoseconds = end * 1_000_000
            attempt.outcome = outcome
            report.attempts.append(attempt)
        }
        let connected = report.attempts.enumerated().filter { $1.outcome == .connected }
        report.winner = connected.min { $0.1.endNanoseconds ?? 0 < $1.1.endNanoseconds ?? 0 }?.0
        return report
    }

    @Test func `who was waited for is named, with what became of it`() {
        let names: [RaceFamily: (end: Int64?, addresses: [SocketAddress])] = [
            .ipv6: (2, [Self.six]), .ipv4: (2, [Self.four]),
        ]
        let cases: [(end: Int64, Outcome?, text: String)] = [
            (1_252, nil, "250.00 ms of waiting for [2001:db8::1]:80, which never answered;"),
            (52, .refused, "which was refused after 50.00 ms;"),
            (602, .connected, "which had not answered by then and connected after 600.00 ms;"),
            (602, .timedOut, "which had not answered by then and timed out after 600.00 ms;"),
        ]
        for (end, outcome, text) in cases {
            let report = Self.report(names, [(Self.six, 2, end, outcome), (Self.four, 252, 262, .connected)])
            let sentence = RaceStory(report).sentence
            #expect(sentence.contains(text))
            #expect(
                sentence.hasPrefix("192.0.2.1:80 won after 262.00 ms: 2.00 ms for the names; 250.00 ms of waiting for ")
            )
            #expect(sentence.contains("; 10.00 ms for its own connection."))
            #expect(sentence.hasSuffix(" [2001:db8::1]:80 was connected 340.00 ms later.") == (outcome == .connected))
        }
    }

    @Test func `that A waited for AAAA is said, and how that ended`() {
        let cases: [(six: Int64?, addresses: [SocketAddress], text: String)] = [
            (nil, [], "60.00 ms for the names, where A waited 50.00 ms for AAAA, which did not come;"),
            (300, [Self.six], "60.00 ms for the names, where A waited 50.00 ms for AAAA, which came after 300.00 ms;"),
            (40, [], "60.00 ms for the names, where A waited 30.00 ms for AAAA, which has none;"),
            (9, [Self.six], "60.00 ms for the names; 1.00 ms"),
        ]
        for (end, addresses, text) in cases {
            let report = Self.report(
                [.ipv6: (end, addresses), .ipv4: (10, [Self.four])],
                [(Self.four, 60, 61, .connected)]
            )
            #expect(RaceStory(report).sentence.contains(text))
        }
    }

    @Test func `without a winner it says how long that took to know`() {
        let lost = Self.report([.ipv6: (1, []), .ipv4: (1, [Self.four])], [(Self.four, 1, 3, .refused)])
        #expect(
            RaceStory(lost).sentence
                == "Nobody won: the only attempt ended after 3.00 ms, of which 1.00 ms for the names."
        )
        #expect(RaceStory(Self.report([:], [])).sentence == "Nobody won: there is no address to try.")
    }
}
