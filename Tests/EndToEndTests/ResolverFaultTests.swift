import TestSupport
import Testing
import Wire

/// `netlab resolve` beside name servers and settings that are not as they should be.
@Suite struct ResolverFaultTests {
    private static func resolve(_ arguments: String...) async throws -> FinishedProcess {
        try await NetlabProcess.run(["resolve"] + arguments)
    }

    private static func lookup(_ arguments: String...) async throws -> JSON {
        try #require(
            try JSON(try await NetlabProcess.run(["resolve", "--json"] + arguments).standardOutput).lookups?.array?
                .first
        )
    }

    // MARK: Name servers

    @Test func `a server that answers without EDNS alone is asked so, and that is told`() async throws {
        let server = try FakeNameServer { query in
            guard (try? DNSMessage(query.bytes))?.edns == nil else { return }
            query.answer { $0.answers = [.address(0xc000_0237)] }
        }
        let arguments = ["--type", "A", "www.test", "@\(server.address)", "--timeout", "2s"]
        let run = try await NetlabProcess.run(["resolve"] + arguments)
        #expect(run.status == 0)
        #expect(
            run.output.contains("192.0.2.55") && run.output.contains("note: asked without EDNS: with it, no answer")
        )
        let lookup = try #require(
            try JSON(try await NetlabProcess.run(["resolve", "--json"] + arguments).standardOutput).lookups?.array?
                .first
        )
        #expect(lookup.edns == .bool(false) && lookup.failures?.array?.map { $0.edns } == [.bool(true)])
        let plain = try await NetlabProcess.run(["resolve", "--no-edns"] + arguments)
        #expect(plain.status == 0 && !plain.output.contains("note"))
    }

    @Test func `a server that refuses EDNS is told with its code`() async throws {
        let server = try FakeNameServer { query in
            let hasEDNS = (try? DNSMessage(query.bytes))?.edns != nil
            query.answer { if hasEDNS { $0.responseCode = .formatError } else { $0.answers = [.address(1)] } }
        }
        let run = try await Self.resolve("-4", "www.test", "@\(server.address)")
        #expect(run.output.contains("note: asked without EDNS: with it, the server answered FormErr"))
    }

    @Test func `an answer that is cut short is told beside what TCP came to`() async throws {
        let server = try FakeNameServer { query in
            if query.isStream { query.end() } else { query.answer { $0.flags.insert(.truncated) } }
        }
        let run = try await Self.resolve("-4", "big.test", "@\(server.address)")
        #expect(run.status == 76)
        #expect(
            run.errors.contains(
                "the answer over UDP is cut short (truncated), and over TCP, which it needs: the connection was closed"
            )
        )
        #expect(
            try await Self.lookup("-4", "big.test", "@\(server.address)").reason?.string?.contains("truncated") == true
        )
    }

    @Test func `aliases in a ring are called a loop`() async throws {
        let server = try FakeNameServer { query in
            query.answer { message in
                guard let other = try? DNSName("b.test"), let name = message.questions.first?.name else { return }
                message.answers = [(name, other), (other, name)].map {
                    DNSRecord(name: $0, type: .cname, timeToLive: 1, data: .fields([.name($1)]))
                }
            }
        }
        let run = try await Self.resolve("-4", "a.test", "@\(server.address)")
        #expect(run.status == 1)
        #expect(run.lines.first?.hasPrefix("a.test. A  a loop of aliases: a.test. -> b.test. -> a.test.  (") == true)
        #expect(try await Self.lookup("-4", "a.test", "@\(server.address)").outcome?.string == "aliasLoop")
    }

    @Test func `text in JSON is what it is, and what is no text is base64`() async throws {
        let strings = [[0x61, 0, 0x62], Array("a\\x00b".utf8), [0xc3, 0xa9], [0xff, 0x61], []] as [[UInt8]]
        let server = try FakeNameServer { query in
            query.answer {
                $0.answers = [DNSRecord(name: .root, type: .txt, timeToLive: 1, data: .fields([.strings(strings)]))]
            }
        }
        let lookup = try await Self.lookup("--type", "TXT", "x.test", "@\(server.address)")
        let record = try #require(lookup.answers?.array?.first)
        #expect(
            record.fields?[dynamicMember: "strings"]?.array == [
                .string("a\u{0}b"), .string("a\\x00b"), .string("é"), .null, .string(""),
            ]
        )
        #expect(record.fields?.stringsBase64?.array == [.null, .null, .null, .string("/2E="), .null])
        #expect(record.data?.string == #""a\000b" "a\\x00b" "\195\169" "\255a" """#)
    }

    @Test(.needs(.dig)) func `records of every type are those of dig`() async throws {
        let server = try FakeNameServer { query in
            query.answer { message in
                message.answers = RecordSamples.all.filter { $0.type == message.questions.first?.type }.map {
                    DNSRecord(name: .root, type: $0.type, timeToLive: 60, data: .bytes($0.data))
                }
            }
        }
        let types = RecordSamples.all.map(\.type.description).reduce(into: [String]()) { types, type in
            if !types.contains(type) { types.append(type) }
        }
        // To dig an NSEC3 record has the hash of a name for its own.
        let name = "2gahc5oo34d1m70t3ofi08924ci2a9h7.test"
        let dig = try await Peer.dig.run(
            ["+short", "+noedns", "+tries=1", "-p", "\(server.port)", "@127.0.0.1"] + types.flatMap { [name, $0] }
        )
        let ours = try await Self.resolve(
            "--short",
            "--type",
            types.joined(separator: ","),
            name,
            "@\(server.address)"
        )
        #expect(ours.status == 0 && ours.lines.count == RecordSamples.all.count)
        #expect(ours.lines == dig.lines)
    }

    @Test func `fields of records have their own forms in JSON`() async throws {
        let types = ["RRSIG", "NSEC", "NSEC3", "LOC", "APL", "CERT", "AMTRELAY", "WKS", "IPSECKEY", "HIP"]
        let server = try FakeNameServer { query in
            query.answer { message in
                message.answers = RecordSamples.all.filter { $0.type == message.questions.first?.type }.prefix(1).map {
                    DNSRecord(name: .root, type: $0.type, timeToLive: 60, data: .bytes($0.data))
                }
            }
        }
        let run = try await Self.resolve(
            "--json",
            "--type",
            types.joined(separator: ","),
            "rr.test",
            "@\(server.address)"
        )
        let records = try JSON(run.standardOutput).lookups?.array?.compactMap { $0.answers?.array?.first?.fields } ?? []
        try #require(records.count == types.count)
        #expect(
            records[0].typeCovered?.string == "A" && records[0].expiration?.string == "2030-12-31T23:59:59.000000000Z"
        )
        #expect(records[1].types?.array == ["A", "MX", "RRSIG", "NSEC"].map { .string($0) })
        #expect(records[2].saltLength == nil && records[2].nextHash?.string?.isEmpty == false)
        #expect(records[3].location?.sizeMeters != nil && records[3].location?.altitudeMeters != nil)
        #expect(records[4].prefixes?.array?.first == .string("1:192.168.32.0/21"))
        #expect(records[5].keyTag?.integer == 1 && records[5].certificateType?.integer == 0)
        #expect(records[6].discoveryOptional == .bool(false) && records[6].relay == .null)
        #expect(records[7].ports?.array?.map(\.integer) == [23, 25])
        #expect(records[8].gateway == .null && records[8].gatewayType?.integer == 0)
        #expect(records[9].servers?.array == [] && records[9].hostIdentityTag?.string?.hasPrefix("2001") == true)
    }

    @Test func `a link-local server needs its interface, and that is said`() async throws {
        let run = try await Self.resolve("-4", "www.test", "@fe80::1", "--timeout", "1s")
        #expect(run.status == 69)
        #expect(run.errors.contains("a link-local address needs its interface, as in fe80::1%eth0"))
    }

    // MARK: Settings

    @Test(
        .needsSandbox,
        arguments: ["hosts:\n", "hosts\n", "hosts: [NOTFOUND=return] files\n", "hosts: files\nhosts:\n"]
    )
    func `a hosts line without sources ends in a sentence`(text: String) async throws {
        let run = try await Sandbox.run(
            files: ["nsswitch.conf": text],
            """
            for arguments in localhost localhost:http 127.0.0.1 '--explain localhost' '--using getaddrinfo localhost' \\
                '--using gethostbyname localhost' '--using gethostbyaddr ::1' '--using getnameinfo ::1'; do
                "$netlab" resolve $arguments 2>&1 | grep -o 'names no source' | head -n 1; echo ${PIPESTATUS[0]}
            done
            "$netlab" resolve --short --using getaddrinfo 127.0.0.1 | head -n 1
            "$netlab" resolve --using getfqdn localhost >/dev/null 2>&1; echo $?
            """
        )
        #expect(run.lines.dropLast(2).filter { $0 == "names no source" }.count == 8, "\(run.output)")
        #expect(run.lines.filter { $0 == "71" }.count == 8)
        #expect(run.lines.suffix(2) == ["127.0.0.1", "0"])
    }

    @Test(.needsSandbox) func `lines of services and protocols without sources end in a sentence`() async throws {
        let run = try await Sandbox.run(
            files: ["nsswitch.conf": "hosts: files\nservices:\nprotocols:\n"],
            """
            for arguments in 'services http' 'services 80' services 'services --protocols tcp' 'services --protocols' \\
                'resolve localhost:http' 'resolve --using getnameinfo 127.0.0.1:80'; do
                "$netlab" $arguments 2>&1 | grep -o 'names no source' | head -n 1; echo ${PIPESTATUS[0]}
            done
            "$netlab" resolve --short -4 localhost:80
            """
        )
        #expect(
            run.lines == Array(repeating: ["names no source", "71"], count: 7).joined() + ["127.0.0.1:80"],
            "\(run.output)"
        )
    }

    @Test(.needsSandbox, .needs(.getent)) func `lines of hosts that getent cannot use have a note each`() async throws {
        let lines = [
            "192.0.2.019 octal", "127.1 short", "fe80::1%lo linklocal", "192.0.2.23 dotted.", "[::1] brackets",
            "192.0.2.0/24 network",
            "backwards 192.0.2.5", "192.0.2.6 *.wild",
        ]
        let names = ["octal", "short", "linklocal", "dotted", "brackets", "network", "backwards", "www.wild"]
        let run = try await Sandbox.run(
            files: ["nsswitch.conf": "hosts: files\n", "hosts": lines.joined(separator: "\n") + "\n"],
            """
            for name in \(names.joined(separator: " ")); do
                getent ahosts $name && echo getent knows $name
                "$netlab" resolve --explain $name | sed -n 's/.*hosts \\(line [0-9]*\\) does not count.*/\\1/p'
            done
            """
        )
        #expect(run.lines == lines.indices.map { "line \($0 + 1)" })
    }

    @Test(.needsSandbox, .needs(.python)) func `no name and no service are NULL to getaddrinfo`() async throws {
        let run = try await Sandbox.run(
            files: ["nsswitch.conf": "hosts: files\nservices: files\n"],
            """
            for flags in AI_PASSIVE AI_NUMERICHOST; do
                "$netlab" resolve --short --using getaddrinfo --flags $flags :80 | tr -d '[]' | sed 's/:80$//' | LC_ALL=C sort -u
                python3 -c "import socket; print(*sorted({a[4][0] for a in socket.getaddrinfo(None, 80, flags=socket.$flags)}), sep='\\n')"
            done
            "$netlab" resolve --using getaddrinfo --flags AI_PASSIVE :80 | head -n 1
            "$netlab" resolve --using getaddrinfo localhost: | head -n 1
            "$netlab" resolve --json --using getaddrinfo :80
            "$netlab" resolve --using getaddrinfo : 2>&1; echo $?
            """
        )
        let lines = run.lines
        try #require(lines.count == 14, "\(run.output)\(run.errors)")
        #expect(
            lines[0..<2] == lines[2..<4] && lines[4..<6] == lines[6..<8] && lines[0] == "0.0.0.0"
                && lines[4] == "127.0.0.1"
        )
        #expect(lines[8].hasPrefix("getaddrinfo(NULL, \"80\", {ai_flags: AI_PASSIVE"))
        #expect(lines[9].hasPrefix("getaddrinfo(\"localhost\", NULL, {"))
        #expect(try JSON(Array(lines[10].utf8)).lookups?.array?.first?.arguments?.name == .null)
        #expect(lines[12].contains("EAI_NONAME") && lines[13] == "1")
    }

    // MARK: The terminal

    /// Ctrl-C at a pseudoterminal while names are awaited: before the first, and behind an answer.
    @Test(.needs(.python), arguments: [("", 130), ("127.0.0.1\\n", 0)])
    func `Ctrl-C ends the waiting for names at once`(typed: String, status: Int) async throws {
        let script = """
            import os, pty, select, sys, time
            pid, terminal = pty.fork()
            if pid == 0: os.execv(sys.argv[1], [sys.argv[1], 'resolve', '--using', 'getaddrinfo', '--short', '-'])
            def until(text):
                seen = b''
                while text not in seen and select.select([terminal], [], [], 20)[0]: seen += os.read(terminal, 4096)
            # The signal is taken once the program has blocked it.
            while not int([l.split()[1] for l in open('/proc/%d/status' % pid) if l.startswith('SigBlk')][0], 16) & 2: time.sleep(.005)
            typed = '\(typed)'.encode()
            if typed:
                os.write(terminal, typed); until(b'127.0.0.1\\r\\n127.0.0.1')
            os.write(terminal, b'\\x03')
            start = time.monotonic(); _, status = os.waitpid(pid, 0)
            print(os.waitstatus_to_exitcode(status), time.monotonic() - start < 5)
            """
        let run = try await Peer.python.run(["-c", script, NetlabProcess.binary])
        #expect(run.lines.last == "\(status) True", "\(run.output)\(run.errors)")
    }
}
