import Platform
import TestSupport
import Testing
import Wire

/// `netlab probe banner` against servers of others, and against such as do not do as they should.
@Suite struct BannerProbeTests {
    private static func attempt(_ run: FinishedProcess) throws -> JSON? {
        try JSON(run.standardOutput).targets?.array?.first?.attempts?.array?.first
    }

    /// Runs the probe against a server that says `text` and leaves with the probe.
    private static func probe(_ text: String, _ arguments: String...) async throws -> FinishedProcess {
        try await ScriptedPeer.run { socket throws(SystemFailure) in
            var socket = socket
            try socket.give(text)
            try socket.take(1 << 20)
        } while: {
            try await NetlabProcess.run(["probe", "banner", $0] + arguments)
        }
    }

    @Test func `what a server says first is shown, escaped`() async throws {
        let run = try await Self.probe("\u{1b}[2Jhi\r\n")
        #expect(run.status == 0)
        #expect(run.output.contains(#""\x1b[2Jhi\r\n""#))
        let attempt = try Self.attempt(try await Self.probe("hello", "--json", "--quiet", "50ms"))
        #expect(attempt?.text?.string == "hello")
        // The pause is no part of the time.
        #expect(try #require(attempt?.latencyMicroseconds?.integer) < 1_000_000)
    }

    @Test func `a server that says nothing is silent, or too late where it owes something`() async throws {
        let silent = try await ScriptedPeer.run {
            try await NetlabProcess.run("probe", "banner", $0, "--timeout", "400ms")
        }
        #expect(silent.status == 1)
        let late = try await ScriptedPeer.run {
            try await NetlabProcess.run("probe", "banner", $0, "--timeout", "400ms", "--expect", "x", "--json")
        }
        #expect(late.status == 75)
        #expect(try Self.attempt(late)?.step?.integer == 1)
    }

    @Test func `a dialogue from a file is gone through step by step`() async throws {
        try await withTemporaryFolder { folder in
            let file = try folder.write(
                Array("# greet\nexpect ^\\d+ hello$\nsend name\\n\nexpect-bytes 6f6b0a\n".utf8),
                to: "dialogue"
            )
            let run = try await ScriptedPeer.run { socket throws(SystemFailure) in
                var socket = socket
                try socket.give("12 hello\r\n")
                try socket.take(5)
                try socket.give("ok\n")
                try socket.take(1)
            } while: {
                try await NetlabProcess.run("probe", "banner", "--dialogue", file, $0)
            }
            #expect(run.status == 0)
            #expect(run.lines.dropFirst() == ["      < 12 hello", #"      > name\n"#, #"      < ok\n"#])
        }
    }

    @Test func `a step that is not met is named, and so is what came`() async throws {
        let run = try await Self.probe("554 go away\r\n", "--dialogue", "smtp", "--json")
        #expect(run.status == 76)
        let attempt = try Self.attempt(run)
        #expect(attempt?.outcome?.string == "unexpected")
        #expect((attempt?.step?.integer, attempt?.steps?.integer) == (1, 5))
        #expect(attempt?.expected?.string == "/^220( |$)/")
        #expect(attempt?.text?.string == "554 go away\r\n")
    }

    @Test func `a server that leaves half-way closed early`() async throws {
        let run = try await ScriptedPeer.run { socket throws(SystemFailure) in
            var socket = socket
            try socket.give("220 ready\r\n")
            try socket.take(21)
            socket.close(reason: "")
        } while: {
            try await NetlabProcess.run("probe", "banner", "--dialogue", "smtp", $0, "--json")
        }
        #expect(run.status == 76)
        let attempt = try Self.attempt(run)
        #expect(attempt?.outcome?.string == "closedEarly")
        #expect(attempt?.step?.integer == 3)
        #expect(attempt?.dialogue?.array?.map { $0.from?.string } == ["peer", "netlab"])
    }

    @Test func `a server that says more and more is stopped listening to`() async throws {
        let run = try await ScriptedPeer.run { socket throws(SystemFailure) in
            var socket = socket
            while true { try socket.give(String(repeating: "x\n", count: 1_000)) }
        } while: {
            try await NetlabProcess.run("probe", "banner", $0, "--max-bytes", "64KiB", "--json")
        }
        #expect(run.status == 76)
        #expect(try Self.attempt(run)?.breach?.string?.contains("--max-bytes") == true)
    }

    @Test(arguments: [
        (["--expect", "a("], 64, "at character 3"), (["--dialogue", "nosuch"], 66, "smtp"),
        (["--send", "a", "--dialogue", "smtp"], 64, "--dialogue"), (["--quiet", "0"], 64, "--quiet"),
        (["--quiet", "6s"], 64, "--timeout"), (["--send", ""], 64, "nothing"), (["udp:127.0.0.1:9"], 64, "udp"),
    ])
    func `what cannot be asked for is refused with its place`(arguments: [String], status: Int32, word: String)
        async throws
    {
        let run = try await NetlabProcess.run(["probe", "banner", "127.0.0.1:9"] + arguments)
        #expect(run.status == .exited(status))
        #expect(run.errors.contains(word))
        #expect(run.output == "")
    }

    @Test func `a file with a step that is none names its line`() async throws {
        try await withTemporaryFolder { folder in
            for (text, place) in [("expect a\nsay b\n", "line 2"), ("expect (\n", "line 1"), ("#\n", "no step")] {
                let file = try folder.write(Array(text.utf8), to: "dialogue")
                let run = try await NetlabProcess.run("probe", "banner", "--dialogue", file, "127.0.0.1:9")
                #expect(run.status == 65)
                #expect(run.errors.contains(place))
            }
            let binary = try folder.write([0xff, 0xfe], to: "dialogue")
            #expect(try await NetlabProcess.run("probe", "banner", "--dialogue", binary, "127.0.0.1:9").status == 65)
        }
    }

    @Test(.needsSandbox, .needs(Peer("sshd")), .needs(Peer("ssh-keygen"))) func `OpenSSH says who it is`() async throws
    {
        try await withTemporaryFolder { folder in
            let run = try await Sandbox.run(
                """
                ssh-keygen -q -t ed25519 -N '' -f "$1/key"
                mkdir -p /run/sshd 2>/dev/null
                "$2" -D -f /dev/null -h "$1/key" -p 22 -o ListenAddress=127.0.0.1 -o PidFile=none 2>/dev/null & server=$!
                trap 'kill $server' EXIT
                "$netlab" probe --wait --for 20s -i 20ms 127.0.0.1:22 >/dev/null
                "$netlab" probe banner --dialogue ssh 127.0.0.1
                """,
                folder.path,
                try #require(Peer("sshd").path)
            )
            #expect(run.status == 0)
            #expect(run.output.contains(#"127.0.0.1:22  replied"#))
            #expect(run.output.contains(#""SSH-2.0-OpenSSH_"#))
        }
    }

    @Test(.needsSandbox, arguments: ["socat", "ncat"])
    func `what a shell's one-line servers say is what is shown`(name: String) async throws {
        try #require(Peer(name).isPresent, "\(name) is not installed")
        try await withTemporaryFolder { folder in
            let script = #"printf '+OK ready\r\n'; read -r line; echo "+OK $line""#
            let run = try await Sandbox.run(
                """
                case $1 in
                socat) socat TCP-LISTEN:7000,bind=127.0.0.1,fork EXEC:"sh $2" & ;;
                ncat) ncat -lk 127.0.0.1 7000 -c "sh $2" & ;;
                esac
                server=$!
                trap 'kill $server' EXIT
                "$netlab" probe --wait --for 20s -i 20ms 127.0.0.1:7000 >/dev/null
                "$netlab" probe banner --dialogue pop3 127.0.0.1:7000
                """,
                name,
                try folder.write(Array(script.utf8), to: "server")
            )
            #expect(run.status == 0)
            #expect(run.lines.contains("      < +OK ready"))
            #expect(run.lines.contains("      > QUIT"))
            #expect(run.lines.last?.hasPrefix("      < +OK QUIT") == true)
        }
    }
}
