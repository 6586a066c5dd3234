import Platform
import Testing

@testable import Resolving

/// What a system with these entries would say, the first that fits.
private struct ScriptedSource: EntrySource {
    let entries: [DatabaseEntry]

    func entry(named name: String, transport: String?) -> DatabaseEntry? {
        entries.first { ([$0.name] + $0.aliases).contains(name) && (transport == nil || $0.transport == transport) }
    }

    func entry(numbered number: UInt16, transport: String?) -> DatabaseEntry? {
        entries.first { $0.number == Int(number) && (transport == nil || $0.transport == transport) }
    }

    func all() -> [DatabaseEntry] { entries }
}

@Suite struct EntryLookupTests {
    private static let file = DatabaseFile(
        Array("http 80/tcp www # Web\necho 7/tcp\necho 7/udp\nrtmp 1/ddp\nssh 22/tcp\nmail 25/tcp smtp\n".utf8),
        of: .services
    )

    /// The file's entries, and those of another source.
    private static func lookup(and others: DatabaseEntry...) -> EntryLookup<ScriptedSource> {
        EntryLookup(ScriptedSource(entries: file.lines.map(\.entry) + others), file: file)
    }

    private static func ports(_ answer: EntryAnswer) -> [String] {
        answer.entries.map { "\($0.entry.number)/\($0.entry.transport ?? "")" }
    }

    @Test(
        arguments: [
            (.name("http"), nil, ["80/tcp"]), (.name("www"), nil, ["80/tcp"]),
            (.name("echo"), nil, ["7/tcp", "7/udp"]),
            (.name("rtmp"), nil, ["1/ddp"]), (.name("echo"), "udp", ["7/udp"]), (.number(7), nil, ["7/tcp", "7/udp"]),
            (.number(7), "udp", ["7/udp"]), (.numbers(0...24), nil, ["7/tcp", "7/udp", "1/ddp", "22/tcp"]),
            (.numbers(0...24), "udp", ["7/udp"]), (.name("nosuch"), nil, []), (.number(81), nil, []),
            (.numbers(81...90), nil, []),
        ] as [(EntryQuery.Subject, String?, [String])]
    )
    func `every protocol that has it answers`(subject: EntryQuery.Subject, transport: String?, ports: [String]) throws {
        let answer = try Self.lookup().answer(EntryQuery(subject, transport: transport))
        #expect(Self.ports(answer) == ports)
        #expect((answer.absence == nil) == !ports.isEmpty)
    }

    @Test func `an entry has its line and comment, or none where another source has it`() throws {
        let lookup = Self.lookup(and: DatabaseEntry(name: "far", number: 9, transport: "odd"))
        let near = try lookup.answer(EntryQuery(.name("http"))).entries
        #expect(near.map(\.line) == [1])
        #expect(near.map(\.comment) == ["Web"])
        // A protocol that the file has not is found by the question without one.
        let far = try lookup.answer(EntryQuery(.name("far")))
        #expect(Self.ports(far) == ["9/odd"])
        #expect(far.entries.map(\.line) == [nil])
    }

    @Test func `a source that has what the file has in another way is not the file`() throws {
        let entry = DatabaseEntry(name: "ssh", number: 2222, transport: "tcp")
        let lookup = EntryLookup(ScriptedSource(entries: [entry]), file: Self.file)
        #expect(
            try lookup.answer(EntryQuery(.name("ssh"))).entries == [
                PlacedEntry(entry: entry, line: nil, comment: nil)
            ]
        )
    }

    @Test func `what is not there is told from what is there in another way`() throws {
        let lookup = Self.lookup()
        func absence(_ subject: EntryQuery.Subject, _ transport: String? = nil) throws -> EntryAbsence? {
            try lookup.answer(EntryQuery(subject, transport: transport)).absence
        }
        let ssh = DatabaseEntry(name: "ssh", number: 22, transport: "tcp")
        #expect(try absence(.name("ssh"), "udp") == .hasOtherTransports([ssh]))
        #expect(try absence(.number(22), "udp") == .hasOtherTransports([ssh]))
        #expect(try absence(.numbers(20...24), "udp") == .unknown)
        #expect(try absence(.name("ssh"), "xyz") == .unknownTransport(known: ["tcp", "udp", "ddp"]))
        #expect(try absence(.name("ssh"), "TCP") == .differsInCase(["tcp"]))
        #expect(try absence(.name("SSH")) == .differsInCase(["ssh"]))
        #expect(try absence(.name("SMTP")) == .differsInCase(["smtp"]))
        #expect(try absence(.name("nosuch")) == .unknown)
        #expect(try absence(.name("nosuch"), "tcp") == .unknown)
        #expect(try absence(.number(81)) == .unknown)
    }

    @Test func `a protocol is asked for without one`() throws {
        let file = DatabaseFile(Array("tcp 6 TCP # transmission".utf8), of: .protocols)
        let lookup = EntryLookup(ScriptedSource(entries: file.lines.map(\.entry)), file: file)
        for subject in [.name("tcp"), .name("TCP"), .number(6), .numbers(0...255)] as [EntryQuery.Subject] {
            #expect(try lookup.answer(EntryQuery(subject)).entries.map(\.comment) == ["transmission"])
        }
    }

    @Test func `the list has every entry once, and is searched in names, aliases and comments`() throws {
        let lookup = Self.lookup(and: DatabaseEntry(name: "ssh", number: 22, transport: "tcp"))
        #expect(try lookup.list().count == Self.file.lines.count)
        #expect(try lookup.list(matching: "WEB").map(\.entry.name) == ["http"])
        #expect(try lookup.list(matching: "mtp").map(\.entry.name) == ["mail"])
        #expect(try lookup.list(matching: "ech").map(\.entry.number) == [7, 7])
        #expect(try lookup.list(matching: "80").isEmpty)
    }
}
