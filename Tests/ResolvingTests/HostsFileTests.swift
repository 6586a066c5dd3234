import Resolving
import Testing
import Wire

/// hosts(5), for the line that an answer is from.
@Suite struct HostsFileTests {
    static let file = HostsFile(
        file: """
            127.0.0.1\tlocalhost
            # 192.0.2.1 commented

            192.0.2.7   Web.example web  # the web server
            fe80::1%eth0 router
            nonsense x
            192.0.2.8
            ::ffff:192.0.2.9 mapped\r
            192.0.2.10 web
            """
    )

    @Test(arguments: [
        ("localhost", [1]), ("web", [4, 9]), ("WEB.EXAMPLE", [4]), ("router", []), ("mapped", [8]), ("commented", []),
        ("x", []), ("the", []), ("", []),
    ])
    func `a name is found in its lines, of whatever case`(name: String, lines: [Int]) {
        #expect(Self.file.entries(of: name).map(\.line) == lines)
    }

    @Test func `an address is found in its lines, mapped or not`() throws {
        #expect(Self.file.entries(of: .v4(0xc000_0207)).map(\.line) == [4])
        #expect(Self.file.entries(of: .v4(0xc000_0209)).map(\.line) == [8])
        #expect(Self.file.entries(of: try #require(IPAddress("fe80::1"))).isEmpty)
    }

    /// Lines of which getent(1) knows nothing.
    private static let unusable = HostsFile(
        file: """
            192.0.2.019 octal
            127.1 short twice
            fe80::1%lo scoped
            192.0.2.23 dotted.
            [2001:db8::1] brackets
            192.0.2.0/24 network
            192.0.2.1:80 port
            backwards 192.0.2.5
            192.0.2.6 *.wild.test
            \u{feff}192.0.2.7 marked
            192.0.2.8 twice plain # comment
            256.0.0.1 beyond
            # 192.0.2.019 commented

            """
    )

    @Test(
        arguments: [
            ("octal", [1], "192.0.2.019"), ("SHORT", [2], "127.1"), ("scoped", [3], "fe80::1%lo"),
            ("dotted", [4], "dotted."),
            ("brackets", [5], "[2001:db8::1]"), ("network", [6], "192.0.2.0/24"), ("port", [7], "192.0.2.1:80"),
            ("backwards", [8], ""), ("www.wild.test", [9], "*.wild.test"), ("marked", [10], "\u{feff}192.0.2.7"),
            ("twice", [2], "127.1"),
            ("beyond", [12], "256.0.0.1"), ("plain.", [11], "plain"), ("plain", [], ""), ("dotted.", [], ""),
            ("commented", [], ""),
            ("wild.test", [], ""), ("lo", [], ""),
        ]
    )
    func `lines that were meant for a name and do not count are known`(name: String, lines: [Int], word: String) {
        let found = Self.unusable.unusable(for: name)
        #expect(found.map(\.line) == lines)
        let words = found.map { line in
            switch line.reason {
            case .badAddress(let word), .dot(let word), .wildcard(let word): word
            case .nameFirst: ""
            }
        }
        #expect(words == (lines.isEmpty ? [] : [word]))
    }

    @Test(
        arguments: [
            ("192.0.2.19", [1]), ("127.0.0.1", [2]), ("fe80::1", [3]), ("2001:db8::1", [5]), ("192.0.2.0", [6]),
            ("192.0.2.23", []),
            ("192.0.2.5", []),
        ]
    )
    func `lines that were meant for an address and do not count are known`(address: String, lines: [Int]) throws {
        #expect(Self.unusable.unusable(for: try #require(IPAddress(address))).map(\.line) == lines)
    }

    @Test func `the first name of a line is the canonical one`() {
        #expect(Self.file.entries(of: "web").first?.names == ["Web.example", "web"])
    }
}
