import TestSupport
import Testing

/// The order that `netlab resolve --explain` makes by the rules, beside the one that getaddrinfo gave.
@Suite(.needsSandbox, .needs(.ip), .needs(.getent)) struct ExplainedOrderTests {
    private static let addresses = [
        "127.0.0.1", "127.9.9.9", "192.0.2.1", "192.0.2.130", "192.0.2.7", "198.51.100.9", "10.1.2.3", "169.254.1.1",
        "::1", "fd00::9", "fd00::5", "fd00:1::1", "2001:db8::9", "2001:db8:1::7", "2001:db8:2::9", "2001:db8:ffff::1",
        "2001::1", "2002:c000:201::1", "3ffe::1", "fec0::1",
    ]

    @Test(arguments: [
        "", "precedence ::ffff:0:0/96 100\n",
        "label ::1/128 0\nlabel ::/0 1\nlabel 2002::/16 2\nlabel ::/96 3\nlabel ::ffff:0:0/96 4\nlabel fd00::/8 9\n",
        "scopev4 ::ffff:10.0.0.0/104 5\nscopev4 192.0.2.128/25 5\nprecedence fd00::/8 2\nprecedence ::/0 7\n",
    ])
    func `the rules give the order of getent ahosts`(policy: String) async throws {
        var generator = SeededGenerator(state: 6724)
        let names = (0..<24).map { "name\($0)" }
        var hosts = ""
        for name in names {
            for address in Self.addresses.shuffled(using: &generator).prefix(6) { hosts += "\(address) \(name)\n" }
        }
        let run = try await ExplainSandbox.run(
            ExplainSandbox.files(sources: "files", others: ["hosts": hosts, "gai.conf": policy]),
            script: """
                # A line of getent's that has a third word begins a name.
                getent ahosts $1 | awk '$2 == "STREAM" { if ($3 && NR > 1) print ""; printf "%s ", $1 } END { print "" }'
                "$netlab" resolve --explain --json $1
                """,
            names.joined(separator: " ")
        )
        let lookups = try ExplainSandbox.lookups(run)
        try #require(lookups.count == names.count && run.lines.count == names.count + 1, "\(run.errors)")
        for (line, lookup) in zip(run.lines, lookups) {
            let order = lookup.order?.glibc?.array?.compactMap { $0.address?.string } ?? []
            #expect(order == line.split(separator: " ").map(String.init))
            #expect(lookup.order?.isTheSystems == .bool(true))
        }
        let rules = Set(lookups.flatMap { $0.order?.glibc?.array?.compactMap { $0.ruleBeforeNext?.integer } ?? [] })
        #expect(rules.isSuperset(of: [1, 5, 6, 9]), "these names do not try much: \(rules)")
    }

    /// Rule 9 compares addresses of one family alone, so that rules 6 to 8 have to tell the families apart; where they do not, the
    /// order depends on how a sort goes about it.
    @Test(arguments: [
        "precedence ::/0 40\nprecedence ::ffff:0:0/96 40\n", "precedence ::/0 1\n",
        "precedence ::/0 7\nprecedence ::1/128 7\n",
        "label ::/0 1\nprecedence ::/0 40\nprecedence ::ffff:0:0/96 40\nscopev4 ::ffff:0.0.0.0/96 14\n",
    ])
    func `where the precedences are equal the order is the system's too`(policy: String) async throws {
        var generator = SeededGenerator(state: 36)
        let names = (0..<24).map { "name\($0)" }
        var hosts = ""
        for (index, name) in names.enumerated() {
            for address in Self.addresses.shuffled(using: &generator).prefix(3 + index / 2) {
                hosts += "\(address) \(name)\n"
            }
        }
        let run = try await ExplainSandbox.run(
            ExplainSandbox.files(sources: "files", others: ["hosts": hosts, "gai.conf": policy]),
            script: "\"$netlab\" resolve --explain --json $1",
            names.joined(separator: " ")
        )
        let lookups = try ExplainSandbox.lookups(run)
        try #require(lookups.count == names.count, "\(run.errors)")
        for lookup in lookups { #expect(lookup.order?.isTheSystems == .bool(true), "\(lookup.input?.string ?? "")") }
    }

    @Test func `where the standard has another order it is told`() async throws {
        let run = try await ExplainSandbox.run(script: "\"$netlab\" resolve --explain --color never dual")
        #expect(
            run.lines.drop { $0 != "Order:" }.joined(separator: "\n") == """
                Order:
                     address        from            scope   label  prec.
                  1  fd00::9        fd00::5/64      global  6         40
                     before the next by rule 9, use longest matching prefix: 124 > 47 bits
                  2  2001:db8:1::7  2001:db8::5/64  global  1         40
                     before the next by rule 6, prefer higher precedence: 40 > 10
                  3  198.51.100.9   192.0.2.1/24    global  4         10
                  RFC 6724 itself would have 2001:db8:1::7, 198.51.100.9 and fd00::9:
                  2001:db8:1::7 before the next by rule 6, prefer higher precedence: 40 > 35.
                  glibc has the tables of RFC 3484.
                """
        )
    }
}
