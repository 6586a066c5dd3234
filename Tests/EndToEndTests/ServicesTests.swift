import TestSupport
import Testing

/// `netlab services`, compared with what getent(1) and Python's socket say of the same system.
@Suite struct ServicesTests {
    /// An entry as getent(1) prints it: name, number, aliases.
    private static func entries(_ document: [UInt8]) throws -> [String] {
        try JSON(document).entries?.array?.map(line) ?? []
    }

    private static func line(_ entry: JSON) -> String {
        let number = entry.port?.integer ?? entry.number?.integer ?? -1
        let protocolName = entry.protocol?.string.map { "/" + $0 } ?? ""
        let aliases = entry.aliases?.array?.compactMap(\.string) ?? []
        return ([entry.name?.string ?? "", "\(number)\(protocolName)"] + aliases).joined(separator: " ")
    }

    private static func getent(_ arguments: String...) async throws -> [String] {
        try await Peer.getent.run(arguments).lines.map(words)
    }

    private static func words(_ line: String) -> String {
        line.split(separator: " ").joined(separator: " ")
    }

    @Test(.needs(.getent), arguments: [("services", []), ("protocols", ["--protocols"])])
    func `the list is that of getent, of all sources and of the file alone`(
        database: String,
        options: [String]
    ) async throws {
        let list = try Self.entries(try await NetlabProcess.run(["services", "--json"] + options).standardOutput)
        #expect(!list.isEmpty)
        #expect(list == (try await Self.getent(database)))
        #expect(list == (try await Self.getent("-s", "files", database)))
    }

    @Test(
        .needs(.getent),
        arguments: [
            "http/tcp", "www/tcp", "ssh/tcp", "ssh/udp", "domain/udp", "domain/tcp", "kerberos-sec/udp", "80/tcp",
            "0080/tcp", "53/udp", "80/udp", "80/xyz", "HTTP/tcp", "WWW", "nosuch", "6foo", "1/ddp", "rtmp/ddp", "0/tcp",
            "65535/tcp",
        ]
    )
    func `a service is what getent says, of all sources and of the file alone`(key: String) async throws {
        let run = try await NetlabProcess.run("services", "--json", key)
        let found = try Self.entries(run.standardOutput)
        for source in [[], ["-s", "files"]] {
            let peer = try await Peer.getent.run(source + ["services", key])
            #expect(found == peer.lines.map(Self.words))
            #expect((run.status == 0) == (peer.status == 0))
        }
        #expect(run.status == (found.isEmpty ? 1 : 0))
    }

    @Test(.needs(.getent), arguments: ["tcp", "TCP", "ICMP", "6", "0", "17", "ipv6-icmp", "nosuch", "Tcp", "254"])
    func `a protocol is what getent says`(key: String) async throws {
        let run = try await NetlabProcess.run("services", "--protocols", "--json", key)
        let peer = try await Peer.getent.run("protocols", key)
        #expect(try Self.entries(run.standardOutput) == peer.lines.map(Self.words))
        #expect(run.status == (peer.status == 0 ? 0 : 1))
    }

    @Test(.needs(.python)) func `names, aliases and ports are those of Python's socket`() async throws {
        let list = try JSON(try await NetlabProcess.run("services", "--json").standardOutput).entries?.array ?? []
        let names =
            list.flatMap { [$0.name] + ($0.aliases?.array ?? []) }.compactMap { $0?.string } + ["nosuch", "HTTP"]
        let ports = list.compactMap { $0.port?.integer.map(String.init) } + ["0", "6", "65535"]
        let keys = (names + ports).flatMap { ["\($0)/tcp", "\($0)/udp"] }

        let script = """
            import socket, sys
            for key in sys.argv[1:]:
                name, protocol = key.split("/")
                try:
                    if name.isdigit(): print(key, socket.getservbyport(int(name), protocol))
                    else: print(key, socket.getservbyname(name, protocol))
                except OSError: pass
            """
        let peer = try await Peer.python.run(["-c", script] + keys)
        let run = try await NetlabProcess.run(["services", "--json"] + keys)
        let found = try JSON(run.standardOutput).entries?.array?.map { entry in
            let key = entry.input?.string ?? ""
            let isPort = key.first?.isNumber == true && UInt16(key.prefix { $0 != "/" }) != nil
            return "\(key) \(isPort ? entry.name?.string ?? "" : "\(entry.port?.integer ?? -1)")"
        }
        #expect(peer.status == 0)
        #expect(!peer.lines.isEmpty)
        #expect(found == peer.lines)
    }

    /// A file that nobody would write, and whose lines the C library reads or passes over all the same.
    private static let oddFile = """
        # comment
        plain\t1/tcp
           indented 2/tcp alias # a comment
        nothing
        words here
        slashes 3//tcp
        space 4/ tcp
        bare 5
        wrapped 65542/tcp
        huge 4294967296/tcp
        plus +6/tcp
        return 7/tcp\r
        both 8/tcp one
        both 8/udp two
        both 8/sctp
        both 8/odd # of a protocol that is none
        twice 9/tcp # first
        twice 10/tcp # second
        second 9/tcp
        \(String(repeating: "n", count: 5000)) 11/tcp \(String(repeating: "alias ", count: 2000))# long
        terminal\u{1b}[31m 12/tcp \u{202e} # \u{1b}]0;title\u{7}
        last 13/tcp
        """

    @Test(.needsSandbox, .needs(.getent)) func `a file is read as the C library reads it`() async throws {
        let run = try await Sandbox.run(
            files: ["services": Self.oddFile],
            #"getent services; echo; exec "$netlab" services --json"#
        )
        let parts = run.output.split(separator: "\n\n", maxSplits: 1)
        try #require(parts.count == 2, "\(run.errors)")
        let document = Array(parts[1].utf8)
        let peer = parts[0].split(separator: "\n").map { Self.words(String($0)) }
        #expect(peer.count == 18)
        #expect(try Self.entries(document) == peer)
        // Each was found in the file too.
        let lines = try JSON(document).entries?.array?.map { $0.line?.integer }
        #expect(lines == [2, 3] + Array(6...9) + Array(11...22))
        #expect(run.errors.isEmpty)
    }

    @Test(.needsSandbox) func `every protocol that the file has is asked for`() async throws {
        func ask(_ arguments: String) async throws -> FinishedProcess {
            try await Sandbox.run(files: ["services": Self.oddFile], "exec \"$netlab\" services \(arguments)")
        }
        #expect(
            try await ask("both").lines.dropFirst().map(Self.words) == [
                "both 8/tcp line 13 one", "both 8/udp line 14 two", "both 8/sctp line 15",
                "both 8/odd line 16 # of a protocol that is none",
            ]
        )
        #expect(try await ask("8/odd --short").output == "both\n")
        #expect(try await ask("both --short").output == "8\n")
        // An application gets the first of several.
        #expect(try await ask("twice").lines.dropFirst().map(Self.words) == ["twice 9/tcp line 17 # first"])
        #expect(try await ask("9").lines.dropFirst().map(Self.words) == ["twice 9/tcp line 17 # first"])
        #expect(try await ask("12 --short").output == "terminal\\x1b[31m\n")
        let terminal = try await ask("12")
        #expect(terminal.output.contains(#"terminal\x1b[31m  12/tcp  line 21        \u{202e} # \x1b]0;title\x07"#))
        #expect(!terminal.standardOutput.contains(0x1b))
    }

    @Test(.needsSandbox) func `a system without the file has no services`() async throws {
        let run = try await Sandbox.run(
            files: ["nsswitch.conf": "services: files\n"],
            #"rm /etc/services; "$netlab" services; echo "$?"; "$netlab" services http; echo "$?""#
        )
        #expect(
            run.lines.map(Self.words) == ["the system lists no service", "1", "http: no service has this name", "1"]
        )
    }

    @Test(.needsSandbox, .needsRoot, arguments: ["http", "80", "", "--match http", "79-81"])
    func `a file that may not be read is named`(query: String) async throws {
        let run = try await Sandbox.run(
            files: ["nsswitch.conf": "services: files\n"],
            #"chmod 0 /etc/services; exec setpriv --reuid 65534 --clear-groups "$netlab" services \#(query)"#
        )
        #expect(run.status == 77)
        #expect(run.errors.hasPrefix("netlab services: cannot open '/etc/services': permission denied\nhint: "))
        #expect(run.standardOutput.isEmpty)
    }

    @Test func `what is not found is told, and the status is 1`() async throws {
        for (item, words) in [
            ("ssh/udp", "ssh/udp: not found; ssh is 22/tcp"), ("80/udp", "80/udp: not found; 80/tcp is http"),
            ("80/xyz", "no service is reached by the protocol 'xyz'; those here are by tcp, udp"),
            ("HTTP", "names are case-sensitive, and there is http"), ("80/TCP", "case-sensitive, and there is tcp"),
            ("6foo", "neither a port nor the name of a service"), ("nosuch", "no service has this name"),
            ("3", "no service has this port"), ("0-6/udp", "none of the 7 ports has a name for udp"),
        ] {
            let run = try await NetlabProcess.run("services", "http", item)
            #expect(run.status == 1)
            #expect(run.lines.count == 3)
            #expect(run.lines.last?.contains(words) == true, "\(run.output)")
            #expect(run.errors.isEmpty)
            let short = try await NetlabProcess.run("services", "--short", "http", item)
            #expect(short.status == 1)
            #expect(short.output == "80\n")
            #expect(short.errorLines.count == 1)
            #expect(short.errors.contains(words))
        }
    }

    @Test func `a range shows those that have names and counts those that have none`() async throws {
        let run = try await NetlabProcess.run("services", "75-80/tcp")
        #expect(run.status == 0)
        #expect(run.output.contains("http"))
        #expect(run.lines.last == "  75-80/tcp: 2 ports with a name, 4 without")
        let all = try await NetlabProcess.run("services", "--json", "0-65535")
        let list = try await NetlabProcess.run("services", "--json")
        #expect(try Self.entries(all.standardOutput) == Self.entries(list.standardOutput))
    }

    @Test func `short prints a number or a name alone, once`() async throws {
        for (arguments, output) in [
            ("http", "80\n"), ("domain", "53\n"), ("53", "domain\n"), ("http 53", "80\ndomain\n"),
            ("79-80", "finger\nhttp\n"),
            ("--protocols tcp", "6\n"), ("--protocols 6 ICMP", "tcp\n1\n"),
        ] {
            let run = try await NetlabProcess.run(
                ["services", "--short"] + arguments.split(separator: " ").map(String.init)
            )
            #expect(run.status == 0)
            #expect(run.output == output)
        }
    }

    @Test func `a search looks at names, aliases and comments`() async throws {
        for text in ["WORLDWIDE", "www"] {
            let run = try await NetlabProcess.run("services", "--match", text)
            #expect(run.status == 0)
            #expect(run.lines.contains { Self.words($0) == "http 80/tcp www # WorldWideWeb HTTP" })
        }
        let none = try await NetlabProcess.run("services", "--match", "nosuch")
        #expect(none.status == 1)
        #expect(none.output == "  no service has 'nosuch' in its names or comment\n")
    }

    @Test func `document and events say the same`() async throws {
        let arguments = ["services", "http", "ssh/udp", "79-81"]
        let document = try JSON(try await NetlabProcess.run(arguments + ["--json"]).standardOutput)
        let events = try JSON.lines(try await NetlabProcess.run(arguments + ["--format", "ndjson"]).standardOutput)
        #expect(
            events.compactMap(\.event?.string) == ["start", "entry", "entry", "entry", "range", "notFound", "summary"]
        )
        #expect(events.first?.schemaVersion == .integer(1))
        #expect(events.first?.database == .string("services"))
        #expect(document.schemaVersion == .integer(1))
        #expect(document.match == .null)
        for (key, event) in [("entries", "entry"), ("ranges", "range"), ("notFound", "notFound")] {
            let parts = events.filter { $0.event?.string == event }.map { $0.removing("event") }
            #expect(document[dynamicMember: key]?.array == parts)
        }
        #expect(events.last?.entries == .integer(3))
        #expect(events.last?.notFound == .integer(1))
        #expect(document.notFound?.array?.first?.kind == .string("otherProtocol"))
        #expect(document.notFound?.array?.first?.suggestions == .array([.string("tcp")]))
    }
}

extension JSON {
    fileprivate func removing(_ key: String) -> JSON {
        guard case .object(var members) = self else { return self }
        members[key] = nil
        return .object(members)
    }
}
