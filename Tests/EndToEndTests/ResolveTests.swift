import TestSupport
import Testing

/// `netlab resolve` on a system with files of our own, beside getent(1) and Python's `socket`.
@Suite(.needsSandbox) struct ResolveTests {
    static let hosts = """
        127.0.0.1 localhost
        ::1 localhost ip6-localhost
        192.0.2.1 www.example.test www web # the first address
        192.0.2.2 www.example.test
        2001:db8::1 www.example.test www6
        198.51.100.7 box.example.test box

        """
    static let files = [
        "hosts": hosts, "host.conf": "multi on\n", "nsswitch.conf": "hosts: files\nservices: files\n",
    ]

    /// The standard output of `netlab resolve` with these arguments.
    private static func resolve(_ arguments: String) async throws -> FinishedProcess {
        try await Sandbox.run(files: files, "\"$netlab\" resolve \(arguments)")
    }

    @Test(
        .needs(.getent),
        arguments: [
            "localhost", "www.example.test", "www", "web", "www6", "127.1", "010.0.0.1", "0x7f000001", "::1",
            "::ffff:192.0.2.1",
        ]
    )
    func `addresses and their order are those of getent ahosts`(name: String) async throws {
        for (option, database) in [("", "ahosts"), ("-4", "ahostsv4"), ("-6", "ahostsv6")] {
            // To netlab an address is to be looked up in reverse; the call itself takes one.
            let run = try await Sandbox.run(
                files: Self.files,
                """
                # getent asks for the families alone that this host has beside its loopback.
                ip address add 203.0.113.1/32 dev lo
                ip address add 2001:db8:1::1/128 dev lo
                "$netlab" resolve --using getaddrinfo --short \(option) "$1" 2>/dev/null
                echo "status $?"
                getent \(database) "$1" | while read -r address type rest; do
                    [[ $type == STREAM ]] && echo "$address"
                done | awk '!seen[$0]++'
                """,
                name
            )
            let parts = run.output.split(separator: /status \d+\n/, omittingEmptySubsequences: false)
            // getent -6 maps IPv4 addresses where there are no others, which is a flag of its own.
            guard !(option == "-6" && parts[1].contains("::ffff:")) else { continue }
            #expect(parts[0] == parts[1], "\(name) \(database)")
        }
    }

    @Test func `a name has its addresses, its canonical name and its aliases`() async throws {
        let run = try await Self.resolve("--json www localhost:http")
        #expect(run.status == 0)
        let lookups = try JSON(run.standardOutput).lookups?.array ?? []
        #expect(lookups.map { $0.input?.string } == ["www", "localhost:http"])
        #expect(lookups[0].canonicalName?.string == "www.example.test")
        #expect(Set(lookups[0].aliases?.array?.compactMap(\.string) ?? []) == ["www", "web"])
        let ports = lookups[1].addresses?.array?.map { $0.port?.integer }
        #expect(ports == [80, 80])
    }

    @Test func `a name of an address is confirmed by the name's own addresses`() async throws {
        let run = try await Self.resolve("192.0.2.2 198.51.100.7 192.0.2.77")
        #expect(run.status == 1)
        #expect(
            run.output.replacing(/\d[\d.,]* [mnµ]?s/, with: "TIME") == """
                192.0.2.2  (1 name, TIME)
                  www.example.test  confirmed: it has this address
                198.51.100.7  (2 names, TIME)
                  box.example.test  confirmed: it has this address
                  box               confirmed: it has this address
                192.0.2.77: not found: unknown host (HOST_NOT_FOUND), TIME

                """
        )
    }

    @Test func `of an IPv4-mapped address the one in it is looked up`() async throws {
        let run = try await Self.resolve("::ffff:198.51.100.7")
        #expect(
            run.lines.dropFirst() == [
                "  box.example.test  confirmed: it has this address",
                "  box               confirmed: it has this address",
                "  note: the IPv4 address in it was looked up: 198.51.100.7",
            ]
        )
    }

    @Test(.needs(.python)) func `a name server that says nothing keeps nobody waiting beyond the time`() async throws {
        let files = Self.files.merging(["nsswitch.conf": "hosts: files dns\n", "resolv.conf": "nameserver 127.0.0.1\n"])
        { $1 }
        let run = try await Sandbox.run(
            files: files,
            """
            mkfifo /etc/ready
            python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 53))
            open("/etc/ready", "w").close(); import signal; signal.pause()' & server=$!
            cat /etc/ready
            "$netlab" resolve --timeout 200ms --format ndjson slow.test box
            echo "status $?"
            kill $server
            """
        )
        let events = try JSON.lines(Array(run.lines.dropLast().joined(separator: "\n").utf8))
        let lookups = events.filter { $0.event?.string == "lookup" }
        #expect(lookups.map { $0.outcome?.string } == ["timedOut", "found"])
        // The C library would wait ten seconds.
        #expect(lookups[0].durationMicroseconds?.integer == 200_000)
        #expect(run.lines.last == "status 75")
    }

    @Test func `a name that has other addresses does not confirm one`() async throws {
        // Without multi only a name's first line counts.
        let files = Self.files.merging(["host.conf": ""]) { $1 }
        let run = try await Sandbox.run(
            files: files,
            "\"$netlab\" resolve 192.0.2.2; \"$netlab\" resolve --json 192.0.2.2"
        )
        #expect(run.lines[1] == "  www.example.test  not confirmed: it has 192.0.2.1")
        let name = try JSON(Array(run.lines[2].utf8)).lookups?.array?.first?.names?.array?.first
        #expect(name?.confirmed == .bool(false))
        #expect(name?.addresses?.array == [.string("192.0.2.1")])
    }

    /// Each call in Python's words: what it returns, or the error.
    ///
    /// Python's gethostbyname is getaddrinfo, which takes hexadecimal addresses too: they are left out.
    @Test(.needs(.python))
    func `each call returns what Python's socket has from it`() async throws {
        let run = try await Sandbox.run(
            files: Self.files,
            #"""
            hostname box
            names="localhost www www.example.test web nosuch.example.test 127.1 010.0.0.1 192.0.2.1 box"
            for name in $names; do
                echo "gethostbyname $name $("$netlab" resolve --using gethostbyname --short "$name" 2>/dev/null | head -n 1)"
                echo "gethostbyname_ex $name $("$netlab" resolve --using gethostbyname_ex "$name" --json |
                    python3 -c 'import json, sys; r = json.load(sys.stdin)["lookups"][0].get("result")
            print(r and (r["name"], r["aliases"], r["addresses"]))')"
                echo "getfqdn $name $("$netlab" resolve --using getfqdn --short "$name")"
            done
            for address in 127.0.0.1 ::1 192.0.2.1 192.0.2.2 198.51.100.7 192.0.2.99; do
                echo "gethostbyaddr $address $("$netlab" resolve --using gethostbyaddr "$address" --json |
                    python3 -c 'import json, sys; r = json.load(sys.stdin)["lookups"][0].get("result")
            print(r and (r["name"], r["aliases"], r["addresses"]))')"
            done
            echo "gethostname $("$netlab" resolve --using gethostname --short)"
            echo "getfqdn  $("$netlab" resolve --using getfqdn --short)"
            echo ----
            python3 - $names <<'END'
            import socket, sys
            def show(call, *arguments):
                try: result = getattr(socket, call)(*arguments)
                except OSError: result = "" if call == "gethostbyname" else None
                print(call, *(arguments or ([""] if call == "getfqdn" else [])), result)
            for name in sys.argv[1:]:
                for call in ["gethostbyname", "gethostbyname_ex", "getfqdn"]: show(call, name)
            for address in ["127.0.0.1", "::1", "192.0.2.1", "192.0.2.2", "198.51.100.7", "192.0.2.99"]:
                show("gethostbyaddr", address)
            show("gethostname")
            show("getfqdn")
            END
            """#
        )
        let parts = run.output.split(separator: "----\n")
        try #require(parts.count == 2, "\(run.errors)")
        let ours = parts[0].split(separator: "\n")
        let theirs = parts[1].split(separator: "\n")
        #expect(ours.count == theirs.count)
        for (our, their) in zip(ours, theirs) { #expect(our == their) }
    }

    @Test func `many names keep their order and each has its own outcome`() async throws {
        let run = try await Sandbox.run(
            files: Self.files,
            """
            printf 'www # a comment\\n\\n  box\\nno..name\\nnosuch.test\\n' | "$netlab" resolve --format ndjson localhost -
            """
        )
        #expect(run.status == 64)
        let events = try JSON.lines(run.standardOutput)
        #expect(
            events.map { $0.event?.string } == ["start", "lookup", "lookup", "lookup", "lookup", "lookup", "summary"]
        )
        #expect(
            events.dropFirst().dropLast().map { [$0.input?.string, $0.outcome?.string] } == [
                ["localhost", "found"], ["www", "found"], ["box", "found"], ["no..name", "illegalName"],
                ["nosuch.test", "nameNotFound"],
            ]
        )
    }

    @Test(arguments: [
        ("a..b", 64, "the label at byte 2 is empty"),
        (String(repeating: "a", count: 64), 64, "more than 63 bytes"),
        ("''", 64, "a name cannot be empty"),
        ("'a b'", 64, "the character ' '"),
        ("localhost:70000", 64, "'70000' is no port"),
        ("localhost:", 64, "the port is missing"),
        ("'[::1'", 64, "brackets"),
        ("fe80::1%nosuch", 64, "there is no interface 'nosuch'"),
        ("localhost:nosuch", 1, "EAI_SERVICE"),
        ("nosuch.example.test", 1, "EAI_NONAME"),
        ("--using gethostbyaddr localhost", 64, "takes an IPv4 or IPv6 address"),
    ])
    func `what cannot be looked up is said in a line, with its status`(
        arguments: String,
        status: Int32,
        words: String
    ) async throws {
        let run = try await Self.resolve("--short " + arguments)
        #expect(run.status == .exited(status))
        #expect(run.output == "")
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test func `this host is told step by step`() async throws {
        let run = try await Sandbox.run(
            files: Self.files,
            "hostname box; \"$netlab\" resolve --json; \"$netlab\" resolve --short; hostname -f"
        )
        let lines = run.lines
        let lookup = try #require(try JSON(Array(lines[0].utf8)).lookups?.array?.first)
        #expect(lookup.hostName?.string == "box")
        #expect(lookup.firstAddress?.string == "198.51.100.7")
        #expect(lookup.name?.string == "box.example.test")
        #expect(lookup.interfaceAddresses?.array?.map { $0.interface?.string } == ["lo", "lo"])
        #expect(lines[1] == "box.example.test")
        #expect(lines[2] == "box.example.test")
    }

    @Test func `a name beyond ASCII is asked for as IDNA writes it, and shown both ways`() async throws {
        let files = Self.files.merging(["hosts": "192.0.2.3 xn--bcher-kva.example\n"]) { $1 }
        let run = try await Sandbox.run(
            files: files,
            "\"$netlab\" resolve Bücher.example; \"$netlab\" resolve --json xn--bcher-kva.example; getent ahosts xn--bcher-kva.example"
        )
        #expect(run.lines[0].hasPrefix("Bücher.example (xn--bcher-kva.example)  (1 address, "))
        #expect(run.lines[2] == "  canonical name  xn--bcher-kva.example (bücher.example)")
        let lookup = try JSON(Array(run.lines[3].utf8)).lookups?.array?.first
        #expect(lookup?.unicodeName?.string == "bücher.example")
        #expect(run.lines[4].hasPrefix("192.0.2.3 "))
    }

    @Test func `a watch prints what changed until it is interrupted`() async throws {
        let run = try await Sandbox.run(
            files: Self.files,
            """
            exec 8< <(exec "$netlab" resolve --watch 20ms localhost box); watch=$!
            # Also ends where netlab does.
            until_line() {
                while IFS= read -r -u 8 line; do
                    printf '%s\\n' "$line"
                    [[ $line == *"$1"* ]] && return
                done
                exit 99
            }
            until_line "canonical name  box"
            sed -i "s/198.51.100.7/198.51.100.8/" /etc/hosts
            until_line "+ 198.51.100.8"
            kill -INT "$watch"; cat <&8; wait "$watch"; echo "$?"
            """
        )
        #expect(
            run.lines.suffix(4).map { $0.replacing(/at [\d:]+/, with: "at TIME") } == [
                "box  changed at TIME", "  - 198.51.100.7", "  + 198.51.100.8", "0",
            ]
        )
        // The name that stayed what it was is printed once.
        #expect(run.lines.filter { $0.hasPrefix("localhost") }.count == 1)
    }
}
