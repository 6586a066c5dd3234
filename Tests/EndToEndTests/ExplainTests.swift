import TestSupport
import Testing

/// `netlab resolve --explain` on systems of our own.
@Suite(.needsSandbox, .needs(.ip)) struct ExplainTests {
    @Test(.needs(.unbound)) func `the answer's line, the walk, what it hides and why are told`() async throws {
        let run = try await ExplainSandbox.run(
            script: ExplainSandbox.nameServer + "\"$netlab\" resolve --explain --color never web; kill $server"
        )
        #expect(
            run.output.replacing(/\ *(time|\d[\d.,]* [mnµ]?s)\b/, with: " TIME") == """
                web is 192.0.2.7, from files, /etc/hosts line 4.
                  Note: dns has 203.0.113.5 for it, but is not asked: files answers before it.

                Sources, in the order of the hosts line:
                  source  status TIME  then         answer
                  files   SUCCESS TIME  ends         192.0.2.7
                  dns     SUCCESS TIME  not reached  203.0.113.5

                Settings:
                  hosts  files dns  /etc/nsswitch.conf line 2

                """
        )
        #expect(run.status == 0)
    }

    @Test(.needs(.unbound)) func `the names of the search list are told with what each gave`() async throws {
        let run = try await ExplainSandbox.run(
            script: ExplainSandbox.nameServer
                + "\"$netlab\" resolve --explain --json app nosuch 4.test text.test; kill $server"
        )
        let lookups = try ExplainSandbox.lookups(run)
        let tried = lookups.map { lookup in
            (lookup.candidates?.array ?? []).map { candidate in
                let answers = (candidate.questions?.array ?? []).map { $0.answer?.string ?? "" }
                return ([candidate.name?.string ?? ""] + answers).joined(separator: " ")
            }
        }
        let expected = [
            ["app.lan NXDOMAIN NXDOMAIN", "app.corp.test answered answered", "app"],
            ["nosuch.lan NXDOMAIN NXDOMAIN", "nosuch.corp.test NXDOMAIN NXDOMAIN", "nosuch NXDOMAIN NXDOMAIN"],
            ["4.test.lan NXDOMAIN NXDOMAIN", "4.test.corp.test NXDOMAIN NXDOMAIN", "4.test answered no data"],
            ["text.test.lan NXDOMAIN NXDOMAIN", "text.test.corp.test NXDOMAIN NXDOMAIN", "text.test no data no data"],
        ]
        #expect(tried == expected)
        #expect(lookups.map { $0.outcome?.string } == ["found", "nameNotFound", "found", "noAddress"])
        #expect(lookups[0].candidates?.array?[1].domain?.string == "corp.test")
        let settings = lookups[0].settings?.array ?? []
        let search = try #require(settings.first { $0.name?.string == "search" })
        #expect(search.value?.string == "lan corp.test")
        #expect(search.file?.string == "/etc/resolv.conf")
        #expect(search.line?.integer == 2)
        #expect(settings.first { $0.name?.string == "writer" }?.value?.string == "NetworkManager")
    }

    @Test(.needs(.unbound)) func `variables of the environment are in force and named`() async throws {
        let run = try await ExplainSandbox.run(
            script: ExplainSandbox.nameServer + """
                echo "www www.alias.test" >/etc/aliases
                export HOSTALIASES=/etc/aliases LOCALDOMAIN=corp.test RES_OPTIONS="ndots:0 no-aaaa"
                "$netlab" resolve --explain --json www app; kill $server
                """
        )
        let lookups = try ExplainSandbox.lookups(run)
        #expect(
            lookups.map { $0.candidates?.array?.map { $0.name?.string } } == [
                ["www.alias.test"], ["app", "app.corp.test"],
            ]
        )
        #expect(lookups[0].candidates?.array?.first?.origin?.string == "hostAlias")
        #expect(lookups[1].answers?.array?.map { $0.answer?.string } == ["203.0.113.6"])
        let variables = lookups[0].settings?.array?.compactMap { $0.environment?.string }
        #expect(variables == ["HOSTALIASES", "LOCALDOMAIN", "RES_OPTIONS", "RES_OPTIONS"])
    }

    /// The last source that is reached decides: a table of lines and names whose answers are getent's.
    @Test(
        .needs(.unbound),
        .needs(.getent),
        arguments: [
            "files dns", "dns files", "dns [NOTFOUND=return] files", "files [SUCCESS=continue] dns",
            "files [SUCCESS=merge] dns", "dns [SUCCESS=continue] files", "files [SUCCESS=continue NOTFOUND=return] dns",
            "nosuch files", "nosuch [!NOTFOUND=return] files", "dns [!UNAVAIL=return] files", "files # dns",
            "files [NOTFOUND=stop] dns", "nosuch",
        ]
    )
    func `the walk ends where getent's does`(sources: String) async throws {
        let names = ["web", "dual", "localhost", "app", "nosuch", "4.test."]
        let run = try await ExplainSandbox.run(
            ExplainSandbox.files(sources: sources),
            script: ExplainSandbox.nameServer.replacing("until getent -s dns", with: "until getent -s hosts:dns") + """
                for name in $1; do echo "$name" $(getent ahosts "$name" | while read -r address rest; do echo $address; done | sort -u); done
                "$netlab" resolve --explain --json $1; kill $server
                """,
            names.joined(separator: " ")
        )
        let lookups = try ExplainSandbox.lookups(run)
        try #require(lookups.count == names.count, "\(run.errors)")
        for (line, lookup) in zip(run.lines, lookups) {
            let theirs = line.split(separator: " ").dropFirst().map(String.init)
            let walked = (lookup.sources?.array ?? []).filter { $0.answers == .bool(true) }.flatMap {
                $0.addresses?.strings ?? []
            }
            #expect(Set(walked) == Set(theirs), "\(sources): \(line)")
            #expect(
                Set(lookup.answers?.array?.compactMap { $0.answer?.string } ?? []) == Set(theirs),
                "\(sources): \(line)"
            )
        }
    }

    @Test(.needs(.unbound), .needs(.getent), arguments: ["files", "dns"])
    func `a source by itself says what getent -s has from it`(source: String) async throws {
        let names = ["web", "dual", "localhost", "app", "nosuch", "192.0.2.7", "203.0.113.5"]
        let run = try await ExplainSandbox.run(
            script: ExplainSandbox.nameServer + """
                for name in $1; do
                    database=ahosts; [[ $name == *.*.*.* ]] && database=hosts
                    getent -s \(source) $database "$name" >/dev/null && echo SUCCESS || echo NOTFOUND
                done
                "$netlab" resolve --explain --json $1; kill $server
                """,
            names.joined(separator: " ")
        )
        let lookups = try ExplainSandbox.lookups(run)
        let statuses = lookups.map { $0.sources?.array?.first { $0.source?.string == source }?.status?.string }
        #expect(statuses == run.lines.dropLast().map { $0 })
    }

    @Test func `a hosts line that glibc cannot read is the reason`() async throws {
        let run = try await ExplainSandbox.run(
            ExplainSandbox.files(sources: "files [NOTFOUND=stop]"),
            script: "\"$netlab\" resolve --explain localhost"
        )
        #expect(run.status == 1)
        #expect(run.lines.first == "localhost: not found (EAI_NONAME): glibc cannot read its hosts line.")
        #expect(run.output.contains("/etc/nsswitch.conf line 2"))
    }

    @Test func `a module that is not there is named`() async throws {
        let run = try await ExplainSandbox.run(
            ExplainSandbox.files(sources: "nosuch files"),
            script: "\"$netlab\" resolve --explain localhost"
        )
        #expect(run.status == 0)
        #expect(run.output.contains("Note: libnss_nosuch.so.2 is not installed"))
    }

    @Test func `without multi a name has its first line alone, and the others are told`() async throws {
        let run = try await ExplainSandbox.run(
            ExplainSandbox.files(sources: "files", others: ["host.conf": "multi off\n"]),
            script:
                "for option in '' -4 -6; do \"$netlab\" resolve --explain $option --color never dual | head -n 3; done"
        )
        #expect(
            run.output == """
                dual is 198.51.100.9, from files, /etc/hosts line 5.
                  Note: /etc/hosts has it in lines 6 and 7 too, but only its first line counts
                  without 'multi on' in /etc/host.conf.
                dual is 198.51.100.9, from files, /etc/hosts line 5.

                Sources, in the order of the hosts line:
                dual is 2001:db8:1::7, from files, /etc/hosts line 6.
                  Note: /etc/hosts has it in line 7 too, but only its first line counts without
                  'multi on' in /etc/host.conf.

                """
        )
    }

    @Test(arguments: [("010.0.0.1", "8.0.0.1"), ("127.1", "127.0.0.1"), ("0x7f000001", "127.0.0.1")])
    func `what reads as an address asks no source`(name: String, address: String) async throws {
        let run = try await ExplainSandbox.run(script: "\"$netlab\" resolve --explain --json $1", name)
        let lookup = try #require(try ExplainSandbox.lookups(run).first)
        #expect(lookup.answers?.array?.map { $0.answer?.string } == [address])
        #expect(lookup.sources == .array([]))
        #expect(lookup.candidates == .array([]))
    }

    @Test func `an address is explained with its line`() async throws {
        let run = try await ExplainSandbox.run(
            ExplainSandbox.files(sources: "files"),
            script: "\"$netlab\" resolve --explain 192.0.2.7 192.0.2.99"
        )
        #expect(run.status == 1)
        #expect(run.lines.first == "192.0.2.7 is web, from files, /etc/hosts line 4.")
        #expect(run.output.contains("192.0.2.99: not found (HOST_NOT_FOUND): files does not know it."))
    }

    @Test(.needs(.python)) func `a server that does not answer keeps nothing waiting beyond the time`() async throws {
        let run = try await ExplainSandbox.run(
            script: """
                mkfifo /etc/ready
                python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 53))
                open("/etc/ready", "w").close(); s.recv(1); import signal; signal.pause()' & server=$!
                cat /etc/ready
                "$netlab" resolve --explain --timeout 300ms nosuch localhost
                echo "status $?"
                kill $server
                """
        )
        #expect(run.lines.first == "nosuch: no answer in time: dns has not answered.")
        #expect(run.lines.last == "status 75")
        #expect(run.output.contains("localhost is ::1 and 127.0.0.1, from files, /etc/hosts lines 1 and 2."))
    }

    @Test func `nothing that a file says reaches the terminal raw`() async throws {
        let evil = "192.0.2.66 evil\u{1b}[31mname ev\u{202e}il\n192.0.2.67 ok\n"
        let files = ExplainSandbox.files(
            sources: "files no\u{1b}such dns",
            others: ["hosts": evil, "resolv.conf": "search la\u{1b}[31mn\nnameserver 127.0.0.1\noptions \u{1b}[31m\n"]
        )
        let run = try await ExplainSandbox.run(files, script: "\"$netlab\" resolve --explain 192.0.2.66 ok nosuch")
        #expect(run.output.contains("evil\\x1b[31mname"))
        #expect(!run.output.contains("\u{1b}") && !run.output.contains("\u{202e}"))
        #expect(run.errors == "")
    }

    @Test(arguments: [
        ("--explain", "--explain needs a name"), ("--explain --short localhost", "no --short form"),
        ("--explain --using getfqdn localhost", "not --using getfqdn"),
        ("--explain --type A localhost", "which --type and --server pass by"),
        ("--explain a..b", "the label at byte 2"),
    ])
    func `what cannot be explained is said in a line`(arguments: String, words: String) async throws {
        let run = try await NetlabProcess.run(["resolve"] + arguments.split(separator: " ").map(String.init))
        #expect(run.status == 64)
        #expect(run.output == "")
        #expect(run.errors.contains(words), "\(run.errors)")
    }
}
