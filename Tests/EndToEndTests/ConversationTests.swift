import Serving
import TestSupport
import Testing

/// `netlab probe timestamp`, `echo` and `chat` with lines that are piped in or typed.
@Suite struct ConversationTests {
    /// Runs a Python server, and netlab against its port with lines in a pipe; the server's complaints follow netlab's own.
    private static func talk(
        to server: String,
        _ lines: String,
        _ arguments: String...
    ) async throws -> FinishedProcess {
        try await withTemporaryFolder { folder in
            let script = try folder.write(Array(server.utf8), to: "server.py")
            let typed = try folder.write(Array(lines.utf8), to: "typed")
            let program = """
                exec 8< <(exec python3 "$1")
                read -r port <&8
                typed=$2
                shift 2
                "$0" probe "${@//PORT/$port}" < <(cat "$typed")
                """
            return try await Peer("bash").run(["-c", program, NetlabProcess.binary, script, typed] + arguments)
        }
    }

    @Test(.needs(.python)) func `lines in a pipe come back behind the time, from a server that knows no lines`()
        async throws
    {
        for (server, target) in [
            (TutorialServer.timestamps, "127.0.0.1:PORT"), (TutorialServer.datagrams, "udp:localhost:PORT"),
        ] {
            let run = try await Self.talk(to: server, "spam\neggs and ham\n\nnot said\n", "timestamp", target)
            #expect(run.status == 0)
            #expect(run.lines.map { $0.drop { $0 != "]" } } == ["] spam", "] eggs and ham"])
        }
    }

    @Test(.needs(.python)) func `a server that leaves with lines still to be said closed early`() async throws {
        let one = try await Self.talk(to: TutorialServer.oneLine, "spam\n", "echo", "127.0.0.1:PORT")
        #expect((one.status, one.output) == (0, "spam\n"))
        let two = try await Self.talk(to: TutorialServer.oneLine, "spam\neggs\n", "echo", "127.0.0.1:PORT")
        #expect((two.status, two.output) == (76, "spam\n"))
        #expect(two.errors.contains("closedEarly: the server has left with"))
    }

    @Test(.needs(.python)) func `in turns the server greets first, and nothing it says reaches the terminal raw`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let path = folder.file("transcript")
            let run = try await Self.talk(
                to: TutorialServer.turns,
                "que tal\nadios\n",
                "chat",
                "--turns",
                "127.0.0.1:PORT",
                "--transcript",
                path
            )
            #expect(run.status == 0)
            #expect(run.lines == [#"hola, soy el servidor \x1b[2J"#, "muy bien", "adios"])
            #expect(run.errors == "the server has left\n")
            let transcript = String(decoding: try contents(of: path), as: UTF8.self).split(separator: "\n")
            #expect(
                transcript.map { $0.drop { $0 != " " }.dropFirst(2) }.filter { !$0.hasPrefix("netlab") } == [
                    #"server  hola, soy el servidor \x1b[2J"#, "client  que tal", "server  muy bien", "client  adios",
                    "server  adios",
                ]
            )
            #expect(transcript.allSatisfy { $0.contains(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z {2}/) })
        }
    }

    @Test func `two netlabs chat through a room, as events`() async throws {
        let run = try await RunningServer.run("chat", "127.0.0.1:0", "--room", "--greeting", "", "--encoding", "latin1")
        {
            server in
            try await NetlabProcess.run(
                ["probe", "chat", server.address, "--encoding", "latin1", "--format", "ndjson"],
                input: Array("señor\nsnow ☃\n\n".utf8)
            )
        }
        #expect(run.value.status == 0)
        #expect(run.value.errors.contains("not sent: '☃' is not in latin1\n"))
        let events = try JSON.lines(run.value.standardOutput)
        #expect(events.first?.event?.string == "start" && events.last?.event?.string == "summary")
        #expect(events.filter { $0.from?.string == "client" }.map { $0.text?.string } == ["señor"])
        #expect(events.last?.bytesSent?.integer == 6)
        #expect(run.events.contains { $0.event?.string == "message" && $0.text?.string == "señor" })
    }

    @Test(arguments: [Model.eventLoop, .thread, .select])
    func `a guest who vanishes while another speaks takes nobody along`(model: Model) async throws {
        let run = try await RunningServer.run("chat", "127.0.0.1:0", "--room", "--model", model.rawValue) { server in
            try await onThread {
                let speaker = try Visitor(server)
                try speaker.hear("you are guest 1")
                let leaver = try Visitor(server)
                try leaver.hear("you are guest 2")
                try speaker.hear("guest 2 is here")
                // It learns of both in one go, first of what was said.
                try server.pause {
                    try speaker.send(Array("hello\n".utf8))
                    leaver.reset()
                }
                try speaker.hear("guest 2 has left")
                speaker.close()
            }
        }
        #expect(run.status == 0)
        let reasons = run.events.filter { $0.event?.string == "closed" }.compactMap { $0.reason?.string }
        #expect(reasons.sorted() == ["fin", "reset"])
    }

    @Test(.needs(.python)) func `a person is prompted, and sees answers between prompts`() async throws {
        let program = """
            import os, pty, sys, time
            pid, terminal = pty.fork()
            if pid == 0:
                os.execvp(sys.argv[1], sys.argv[1:])
            seen = b""
            def expect(text):
                global seen
                while text not in seen:
                    seen += os.read(terminal, 1024)
                seen = seen[seen.index(text) + len(text):]
            expect(b"an empty line ends it")
            for line in [b"spam", b"eggs"]:
                expect(b"> ")
                os.write(terminal, line + b"\\n")
                expect(b"] " + line + b"\\r\\n")
            expect(b"> ")
            os.write(terminal, b"\\n")
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """
        let run = try await RunningServer.run("timestamp", "127.0.0.1:0") { server in
            try await Peer.python.run(["-c", program, NetlabProcess.binary, "probe", "timestamp", server.address])
        }
        #expect((run.value.output, run.value.errors) == ("0\n", ""))
    }

    @Test func `nobody there is told apart, and has its status`() async throws {
        let nobody = try ScriptedPeer.nobody()
        let refused = try await Peer.shell.run(
            "-c",
            #"echo spam | "$0" probe timestamp "$1""#,
            NetlabProcess.binary,
            nobody
        )
        #expect(refused.status == 69)
        #expect(refused.errors == "\(nobody): refused, nobody listens there\n")
        let datagram = try await Peer.shell.run(
            "-c",
            #"echo spam | "$0" probe echo "udp:$1""#,
            NetlabProcess.binary,
            nobody
        )
        #expect(datagram.status == 69)
        #expect(try await NetlabProcess.run("probe", "chat", "nosuch.invalid:80").status == 68)
    }

    @Test func `options of measuring, and standard input without a line, measure`() async throws {
        let run = try await RunningServer.run("echo", "127.0.0.1:0") { server in
            let program =
                #"echo spam | "$0" probe echo "$1" -c 1; "$0" probe echo "$1" </dev/null; : | "$0" probe echo "$1""#
            return try await Peer.shell.run("-c", program, NetlabProcess.binary, server.address)
        }
        #expect(run.value.lines.count == 3)
        #expect(run.value.lines.allSatisfy { $0.contains("  replied  ") })
        #expect(run.value.status == 0)
    }

    @Test func `what cannot be had together is refused`() async throws {
        for arguments in [
            ["echo", "localhost:7", "--transcript", "t", "-c", "1"],
            ["echo", "localhost:7", "--encoding", "ascii", "--json"],
            ["timestamp", "localhost:7,8", "--transcript", "t"], ["chat", "localhost:80,81"],
            ["chat", "udp:localhost:80"],
            ["chat", "localhost"],
        ] {
            #expect(try await NetlabProcess.run(["probe"] + arguments).status == 64, "\(arguments)")
        }
        let folder = try await NetlabProcess.run("probe", "chat", "localhost:9", "--transcript", "/nosuch/t")
        #expect(folder.status == 73)
    }
}
