import TestSupport
import Testing
import Wire

/// `netlab resolve` that asks DNS servers: those of the test, and unbound beside dig(1).
@Suite struct DirectResolveTests {
    private static func resolve(_ arguments: String..., input: String = "") async throws -> FinishedProcess {
        try await NetlabProcess.run(["resolve"] + arguments, input: Array(input.utf8))
    }

    @Test func `an answer is its records, in text, alone, and in JSON`() async throws {
        let server = try FakeNameServer { query in
            query.answer {
                $0.flags.insert(.authoritative)
                $0.answers = [.address(0xc000_0201), .address(0xc000_0202)]
            }
        }
        let text = try await Self.resolve("--type", "A", "host.test", "@\(server.address)")
        #expect(text.status == 0)
        #expect(
            text.lines.first?.hasPrefix("host.test. A  2 records  (\(server.address), authoritative, ") == true
        )
        #expect(text.lines.dropFirst() == ["  host.test.  60 s  A  192.0.2.1", "  host.test.  60 s  A  192.0.2.2"])
        let short = try await Self.resolve("--type", "A", "host.test", "--server", server.address, "--short")
        #expect(short.lines == ["192.0.2.1", "192.0.2.2"])
        let json = try JSON(
            try await Self.resolve("--type", "A", "host.test", "--server", server.address, "--json").standardOutput
        )
        let lookup = try #require(json.lookups?.array?.first)
        #expect(lookup.outcome?.string == "found" && lookup.responseCode?.string == "NoError")
        #expect(lookup.name?.string == "host.test." && lookup.type?.string == "A")
        #expect(lookup.server?.string == server.address && lookup.transport?.string == "udp")
        #expect(lookup.attempts?.integer == 1 && lookup.durationMicroseconds?.integer != nil)
        #expect(lookup.flags?.array == [.string("qr"), .string("aa"), .string("rd"), .string("ad")])
        let record = try #require(lookup.answers?.array?.first)
        #expect(record.ttlSeconds?.integer == 60 && record.data?.string == "192.0.2.1")
        #expect(record.fields == .object(["address": .string("192.0.2.1")]))
    }

    @Test(
        arguments: [
            (0, 1, "no A record"), (3, 1, "no such name"), (2, 69, "the server failed"),
            (5, 69, "the server refused"), (9, 69, "the server answered NotAuth"),
        ] as [(UInt16, Int32, String)]
    ) func `each response code has its status and its words`(code: UInt16, status: Int32, words: String) async throws {
        let server = try FakeNameServer { $0.answer { $0.responseCode = DNSResponseCode(rawValue: code) } }
        let run = try await Self.resolve("--type", "A", "host.test", "--server", server.address)
        #expect(run.status == .exited(status))
        // A well-formed no is an answer; who cannot answer is said on standard error.
        #expect((status == 1 ? run.output : run.errors).contains(words))
        #expect((status == 1 ? run.errors : run.output) == "")
    }

    @Test func `silence, garbage and nobody are told apart`() async throws {
        let silent = try FakeNameServer { _ in }
        let late = try await Self.resolve("-4", "host.test", "--server", silent.address, "--timeout", "50ms")
        #expect(late.status == 75 && late.errors.contains("host.test. A: no answer (\(silent.address), "))
        let garbled = try FakeNameServer { query in
            query.reply(Array(query.message { $0.answers = [.address(1)] }.dropLast(2)))
        }
        let broken = try await Self.resolve("-4", "host.test", "--server", garbled.address)
        #expect(broken.status == 76 && broken.errors.contains("a malformed answer: answer 1 "))
        let nobody = try await Self.resolve("-4", "host.test", "@127.0.0.1:\(try FakeNameServer.nobody())")
        #expect(nobody.status == 69 && nobody.errors.contains("cannot be reached: connection refused"))
        // Of several outcomes the gravest counts.
        let both = try await Self.resolve("-4", "host.test", "a..b", "--server", garbled.address)
        #expect(both.status == 76)
    }

    @Test func `each server that failed is named`() async throws {
        let failing = try FakeNameServer { $0.answer { $0.responseCode = .serverFailure } }
        let refusing = try FakeNameServer { $0.answer { $0.responseCode = .refused } }
        let run = try await Self.resolve("-4", "host.test", "@\(failing.address)", "@\(refusing.address)")
        #expect(run.status == 69)
        #expect(run.errors.contains(": \(failing.address) ServFail; \(refusing.address) Refused"))
        let lookup = try JSON(
            try await Self.resolve("-4", "host.test", "@\(failing.address)", "@\(refusing.address)", "--json")
                .standardOutput
        ).lookups?.array?.first
        #expect(lookup?.failures?.array?.map { $0.responseCode?.string } == ["ServFail", "Refused"])
    }

    @Test(
        arguments: [
            ("a..b", "the label at byte 2 is empty"), (".a", "the label at byte 0 is empty"),
            (String(repeating: "a", count: 64), "the label at byte 0 has more than 63 bytes"),
            (String(repeating: "abcdefg.", count: 40), "the name needs more than 255 bytes"),
            ("host.test:80", "the DNS knows names without ports"),
            ("192.0.2.1", "--type PTR"), ("", "is empty"),
        ]
    ) func `what is no name to ask for is refused with the reason`(name: String, reason: String) async throws {
        let run = try await Self.resolve("--type", "A", "--server", "127.0.0.1:1", "--", name)
        #expect(run.status == 64)
        #expect(run.errors.contains(reason))
        #expect(run.errorLines.count == 1)
    }

    @Test(
        arguments: [
            (["--type", "FOO", "host.test"], "'FOO' is no type of record"),
            (["--type", "AXFR", "host.test"], "'AXFR' is no type to look up"),
            (["--type", "A"], "no name is given"), (["@127.0.0.1"], "no name is given"),
            (["--server", "ns.test", "host.test"], "'ns.test' is no server's address"),
            (["@[::1", "host.test"], "is no server"), (["--type", "A", "-4", "host.test"], "--type does by itself"),
            (["--type", "A", "--using", "getaddrinfo", "host.test"], "asks the system's resolver"),
        ]
    ) func `options that cannot be meant are refused`(arguments: [String], reason: String) async throws {
        let run = try await NetlabProcess.run(["resolve"] + arguments)
        #expect(run.status == 64)
        #expect(run.errors.contains(reason))
    }

    @Test func `an address is asked for by the name that it has for that`() async throws {
        let server = try FakeNameServer { query in
            query.answer { message in
                let name = message.questions[0].name
                message.answers = [DNSRecord(name: name, type: .ptr, timeToLive: 1, data: .fields([.name(.root)]))]
            }
        }
        let run = try await Self.resolve("192.0.2.1", "2001:db8::1", "--server", server.address, "--json")
        #expect(run.status == 0)
        let lookups = try JSON(run.standardOutput).lookups?.array ?? []
        let nibbles = "1." + String(repeating: "0.", count: 23) + "8.b.d.0.1.0.0.2.ip6.arpa."
        #expect(lookups.map { $0.name?.string } == ["1.2.0.192.in-addr.arpa.", nibbles])
        #expect(lookups.allSatisfy { $0.type?.string == "PTR" })
    }

    @Test func `names of a file are answered in their order, whatever each comes to`() async throws {
        let server = try FakeNameServer { query in
            query.answer { message in
                let name = message.questions[0].name.description
                if name.hasPrefix("no") { message.responseCode = .noSuchName }
                message.answers = name.hasPrefix("no") ? [] : [.address(UInt32(name.utf8.count))]
            }
        }
        let names = (0..<300).map { $0.isMultiple(of: 7) ? "no\($0).test" : "host\($0).test" }
        let run = try await Self.resolve(
            "--type",
            "A",
            "--server",
            server.address,
            "--concurrency",
            "20",
            "--format",
            "ndjson",
            "-",
            input: names.joined(separator: "\n")
        )
        #expect(run.status == 1)
        let events = try JSON.lines(run.standardOutput)
        #expect(events.first?.event?.string == "start" && events.last?.event?.string == "summary")
        #expect(events.last?.lookups?.integer == 300)
        let lookups = events.filter { $0.event?.string == "lookup" }
        #expect(lookups.map { $0.input?.string } == names)
        #expect(lookups.map { $0.outcome?.string == "nameNotFound" } == names.map { $0.hasPrefix("no") })
    }

    @Test func `nothing that a server sends reaches the terminal raw`() async throws {
        let hostile = Array("a\u{1b}[31m\u{7}\u{202e}b\n".utf8) + [0xff]
        let server = try FakeNameServer { query in
            query.answer { message in
                let name = (try? DNSName("\\027[31m.test")) ?? .root
                message.answers = [
                    DNSRecord(name: .root, type: .cname, timeToLive: 1, data: .fields([.name(name)])),
                    DNSRecord(name: name, type: .txt, timeToLive: 1, data: .fields([.strings([hostile])])),
                    DNSRecord(name: name, type: DNSType(rawValue: 65_400), timeToLive: 1, data: .bytes(hostile)),
                ]
                message.edns = EDNS(options: [EDNS.Option(code: 15, data: [0, 6] + hostile)])
            }
        }
        for format in [[], ["--short"], ["--json"], ["--format", "ndjson"]] {
            let run = try await NetlabProcess.run(
                ["resolve", "--type", "TXT", "x.test", "--server", server.address] + format
            )
            let bytes = run.standardOutput + run.standardError
            #expect(run.status == 0)
            #expect(!bytes.contains { $0 < 0x20 && $0 != 10 || $0 == 0x7f || $0 == 0xff }, "\(format)")
            #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{202e}"), "\(format)")
        }
    }

    @Test func `a name beyond ASCII is asked for as IDNA has it, and shown both ways`() async throws {
        let server = try FakeNameServer { $0.answer { $0.answers = [.address(1)] } }
        let run = try await Self.resolve("-4", "Bücher.test", "@\(server.address)")
        guard !run.errors.contains("libidn2") else { return }
        #expect(run.lines.first?.hasPrefix("Bücher.test (xn--bcher-kva.test.) A  1 record") == true)
        let coded = try await Self.resolve("-4", "xn--bcher-kva.test", "@\(server.address)")
        #expect(coded.output.contains("note: xn--bcher-kva.test. is bücher.test."))
        let bad = try await Self.resolve("-4", "\u{2603}\u{200e}.test", "@\(server.address)")
        #expect(bad.status == 64 && bad.errors.contains("no legal name"))
    }

    // MARK: Beside dig and unbound

    private static let zone = ##"""
        example.test. 3600 IN SOA ns.example.test. admin.example.test. 7 3600 600 86400 300
        example.test. 3600 IN NS ns.example.test.
        example.test. 3600 IN MX 10 mail.example.test.
        example.test. 3600 IN MX 20 mail2.example.test.
        example.test. 3600 IN TXT "v=spf1 -all" "a\"b"
        example.test. 3600 IN CAA 0 issue "ca.example"
        example.test. 60 IN NAPTR 1 2 "s" "SIP+D2U" "" _sip._udp.example.test.
        example.test. 60 IN DS 12345 8 2 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
        example.test. 60 IN DNSKEY 257 3 8 AwEAAaz/tAm8yTn4Mfeh5eyI96WSVexTBAvkMgJzkKTOiW1vkIbzxeF3
        example.test. 60 IN HTTPS 1 . alpn=h2,h3 ipv4hint=192.0.2.1
        example.test. 60 IN SVCB 1 svc.example.test. port=8443
        example.test. 60 IN SRV 1 2 80 www.example.test.
        example.test. 60 IN TLSA 3 1 1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
        example.test. 60 IN A 192.0.2.1
        example.test. 60 IN A 192.0.2.2
        example.test. 60 IN AAAA 2001:db8::1
        example.test. 60 IN TYPE65400 \# 4 0a000001
        alias.example.test. 60 IN CNAME example.test.
        """##

    private static let types = [
        "A", "AAAA", "MX", "NS", "SOA", "TXT", "CAA", "NAPTR", "DS", "DNSKEY", "HTTPS", "SVCB", "SRV", "TLSA",
        "TYPE65400",
    ]

    /// Runs a script whose server is unbound, at 127.0.0.1:5300 with the zone above and 60 long TXT records of `big.example.test`.
    private static func besideUnbound(_ script: String) async throws -> FinishedProcess {
        var configuration = """
            server:
              interface: 127.0.0.1@5300
              username: ""
              chroot: ""
              directory: "."
              pidfile: ""
              use-syslog: no
              do-daemonize: no
              module-config: "iterator"
              local-zone: "example.test." static
              local-zone: "refused.test." refuse

            """
        let long = (0..<60).map { "big.example.test. 60 IN TXT \"\(String(repeating: "x", count: 100))\($0)\"" }
        for line in zone.split(separator: "\n").map(String.init) + long {
            configuration += "  local-data: '\(line)'\n"
        }
        return try await withTemporaryFolder { [configuration] folder in
            _ = try folder.write(Array(configuration.utf8), to: "unbound.conf")
            return try await Sandbox.run(
                """
                cd "$1"
                unbound -c unbound.conf 2>log & unbound=$!
                # A question at a time until there is an answer: a port that is not open yet refuses at once.
                until dig +time=1 +tries=1 +short @127.0.0.1 -p 5300 example.test NS 2>/dev/null | grep -q ns; do
                    kill -0 $unbound || { cat log >&2; exit 99; }
                done
                \(script)
                kill $unbound
                """,
                folder.path
            )
        }
    }

    @Test(.needsSandbox, .needs(.dig), .needs(.unbound))
    func `records are those of dig, of every type`() async throws {
        let questions = Self.types.map { "example.test \($0)" }.joined(separator: " ")
        let run = try await Self.besideUnbound(
            """
            dig +noall +answer @127.0.0.1 -p 5300 \(questions) | tr -s '\\t ' '  '
            "$netlab" resolve --json --type \(Self.types.joined(separator: ",")) @127.0.0.1:5300 example.test
            """
        )
        #expect(run.status == 0, "\(run.errors)")
        let lookups = try JSON(Array((run.lines.last ?? "").utf8)).lookups?.array ?? []
        #expect(lookups.map { $0.type?.string } == Self.types)
        let ours = lookups.flatMap { $0.answers?.array ?? [] }.map { record in
            [record.name, record.ttlSeconds, record.class, record.type, record.data]
                .map { $0?.string ?? "\($0?.integer ?? -1)" }.joined(separator: " ")
        }
        #expect(ours.count == 17)
        #expect(ours.sorted() == run.lines.dropLast().sorted())
    }

    @Test(.needsSandbox, .needs(.dig), .needs(.unbound))
    func `long answers, aliases and refusals of a real server`() async throws {
        let run = try await Self.besideUnbound(
            """
            "$netlab" resolve --type TXT @127.0.0.1:5300 big.example.test | head -1
            "$netlab" resolve --type TXT @127.0.0.1:5300 big.example.test --tcp --short | sort -V | tail -1
            "$netlab" resolve -4 @127.0.0.1:5300 x.example.test; echo $?
            "$netlab" resolve -4 @127.0.0.1:5300 x.refused.test 2>/dev/null; echo $?
            """
        )
        let lines = run.lines
        try #require(lines.count == 6, "\(run.output)\(run.errors)")
        #expect(lines[0].hasPrefix("big.example.test. TXT  60 records  (127.0.0.1:5300 over TCP, "))
        #expect(lines[0].hasSuffix(", 2 queries)"))
        #expect(lines[1] == "\"" + String(repeating: "x", count: 100) + "59\"")
        #expect(lines[2].hasPrefix("x.example.test. A  no such name"))
        #expect(lines[3] == "  note: the zone example.test. says so; that may be remembered for 300 s")
        #expect(lines[4...] == ["1", "69"])
    }
}
