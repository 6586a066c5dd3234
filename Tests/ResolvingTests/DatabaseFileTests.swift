import Platform
import Testing

@testable import Resolving

/// Lines of services(5) and protocols(5); EndToEndTests hold them to what the C library makes of the same file.
@Suite struct DatabaseFileTests {
    @Test(
        arguments: [
            ("http 80/tcp www # WorldWideWeb HTTP", "http", ["www"], 80, "tcp", "WorldWideWeb HTTP"),
            ("ssh\t22/tcp", "ssh", [], 22, "tcp", nil),
            (
                "  kerberos  88/udp\tkrb5  kerberos-sec \t#Kerberos v5  ", "kerberos", ["krb5", "kerberos-sec"], 88,
                "udp", "Kerberos v5"
            ),
            ("a 1/tcp#", "a", [], 1, "tcp", nil),
            ("a 1/tcp # one # two", "a", [], 1, "tcp", "one # two"),
            ("a 1/tcp\r", "a", [], 1, "tcp", nil),
            ("a 007/tcp", "a", [], 7, "tcp", nil),
            ("a 1//tcp", "a", [], 1, "tcp", nil),
            ("a 1/ tcp", "a", ["tcp"], 1, "", nil),
            ("a 1", "a", [], 1, "", nil),
            ("a +7/tcp", "a", [], 7, "tcp", nil),
            // As many bits as a port has.
            ("a 65616/tcp", "a", [], 80, "tcp", nil),
            ("a 4294967295/tcp", "a", [], 65_535, "tcp", nil),
            ("a 1/tcp b\0c # d", "a", ["b"], 1, "tcp", nil),
            ("a 1/tcp # \u{1b}[31m", "a", [], 1, "tcp", "\u{1b}[31m"),
        ] as [(String, String, [String], Int, String, String?)]
    )
    func `a line is a name, a number and a protocol, and perhaps aliases and a comment`(
        text: String,
        name: String,
        aliases: [String],
        number: Int,
        transport: String,
        comment: String?
    ) throws {
        let file = DatabaseFile(Array(text.utf8), of: .services)
        let line = try #require(file.lines.first)
        #expect(line.entry == DatabaseEntry(name: name, aliases: aliases, number: number, transport: transport))
        #expect(line.comment == comment)
        #expect(file.lines.count == 1)
    }

    @Test(arguments: [
        "", " ", "# a 1/tcp", "a", "a tcp", "a x/tcp", "a 1 tcp", "a 1x/tcp", "a /tcp", "a -1/tcp", "a ++1/tcp",
        "a 4294967296/tcp",
        "a 99999999999999999999/tcp", "\0a 1/tcp",
    ])
    func `what the C library passes over is no entry`(text: String) {
        #expect(DatabaseFile(Array(text.utf8), of: .services).lines.isEmpty)
    }

    @Test func `a protocol is a name, a number and aliases`() {
        let file = DatabaseFile(Array("ip 0 IP # pseudo\ntcp\t6\nbad 6/x\nmptcp 262 MPTCP".utf8), of: .protocols)
        #expect(
            file.lines.map(\.entry) == [
                DatabaseEntry(name: "ip", aliases: ["IP"], number: 0), DatabaseEntry(name: "tcp", number: 6),
                DatabaseEntry(name: "mptcp", aliases: ["MPTCP"], number: 262),
            ]
        )
        #expect(file.lines.map(\.number) == [1, 2, 4])
    }

    @Test func `an entry is found in the first line that says all of it`() {
        let file = DatabaseFile(Array("a 1/tcp b\n\na 1/tcp\na 1/tcp # again".utf8), of: .services)
        let there = DatabaseEntry(name: "a", number: 1, transport: "tcp")
        let missing = DatabaseEntry(name: "a", number: 1, transport: "udp")
        // However many are looked for.
        for count in [1, 100] {
            let lines = file.lines(of: [missing] + Array(repeating: there, count: count))
            #expect(lines.map { $0?.number } == [nil] + Array(repeating: 3, count: count))
        }
    }

    @Test func `bytes that are no UTF-8 are replaced as they are in what the C library says`() {
        let file = DatabaseFile(Array("a".utf8) + [0xff] + Array(" 1/tcp # ".utf8) + [0xc3], of: .services)
        #expect(file.lines.map(\.entry.name) == ["a\u{fffd}"])
        #expect(file.lines.map(\.comment) == ["\u{fffd}"])
    }
}
