import TestSupport
import Testing

/// What people connect with, against each service.
@Suite struct RealClientTests {
    private static let anywhere = "127.0.0.1:0"
    private static let utc = ["TZ=UTC"]
    /// Makes the lines of a file those of a terminal at which nothing more is typed: a pipe that stays open.
    private static let pipe = #"mkfifo "$0.pipe" && exec 3<>"$0.pipe" && cat "$0" >&3 && exec "#
    /// Runs netlab with a file as its terminal.
    private static let typing = ["-c", #"exec "$@" <"$0""#]

    /// Calls `body` with the path of a file that has what is typed at the server.
    private static func typed(_ text: String, _ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { try await body(try $0.write(Array(text.utf8), to: "typed")) }
    }

    /// What is said in a conversation, in its order.
    private static func messages(_ events: [JSON]) -> [String] {
        events.filter { $0.event?.string == "message" }.compactMap { $0.text?.string }
    }

    private static func reasons(_ events: [JSON]) -> [String] {
        events.filter { $0.event?.string == "closed" }.compactMap { $0.reason?.string }
    }

    @Test(.needs(.python)) func `a line-by-line timestamp client is answered once a line`() async throws {
        let run = try await RunningServer.run("timestamp", Self.anywhere) {
            try await TutorialClient.run(TutorialClient.timestamps, $0.address)
        }
        #expect(run.value.errors == "")
        #expect(run.value.lines == ["spam", "eggs and ham", String(repeating: "x", count: 400)])
        #expect(Self.reasons(run.events) == ["fin"])
    }

    @Test(.needs(.python)) func `a date client that reads once has it all, in local time`() async throws {
        let run = try await RunningServer.run(
            "daytime",
            Self.anywhere,
            "--greeting",
            "Good day",
            under: Peer("env"),
            Self.utc
        ) { server in
            let before = try await Peer("env").run("TZ=UTC", "LC_ALL=C", "date", "+%a %b %e %H:%M")
            return (try await TutorialClient.run(TutorialClient.date, server.address), before.lines)
        }
        #expect(run.value.0.errors == "")
        let lines = run.value.0.output.split(separator: "\r\n")
        #expect(lines.count == 2 && lines.last == "Good day")
        #expect(lines.first?.wholeMatch(of: /\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}/) != nil)
        #expect(lines.first?.prefix(10) == run.value.1.first?.prefix(10))
    }

    @Test(.needs(.python)) func `a turn-by-turn chat client and the terminal speak in turns`() async throws {
        try await Self.typed("buenos dias\nmuy bien\nnot asked for\n") { typed in
            let run = try await RunningServer.run(
                "chat",
                Self.anywhere,
                "--turns",
                "--goodbye",
                "adios",
                "--greeting",
                "hola, soy el servidor",
                under: .shell,
                Self.typing + [typed]
            ) { try await TutorialClient.run(TutorialClient.turns, $0.address) }
            #expect(run.value.errors == "")
            #expect(run.value.lines == ["hola, soy el servidor", "buenos dias", "muy bien"])
            #expect(Self.messages(run.events) == ["hola", "como estas", "adios"])
            #expect(Self.reasons(run.events) == ["fin"])
        }
    }

    @Test(.needs(.python)) func `a full-duplex chat client hears and is heard at once`() async throws {
        try await Self.typed("one\ntwo\n") { typed in
            let run = try await RunningServer.run(
                "chat",
                Self.anywhere,
                under: .shell,
                ["-c", Self.pipe + #""$@" <&3"#, typed]
            ) { try await TutorialClient.run(TutorialClient.fullDuplex, $0.address) }
            #expect(run.value.errors == "")
            #expect(run.value.lines == ["Welcome. An empty line ends the conversation.", "one", "two"])
            #expect(Self.messages(run.events) == (0..<5).map { "line \($0)" })
            #expect(Self.reasons(run.events) == ["fin"])
        }
    }

    @Test(.needs(.python)) func `a few hundred bytes and an empty line are a whole conversation`() async throws {
        try await Self.typed("") { typed in
            let run = try await RunningServer.run(
                "chat",
                Self.anywhere,
                "--turns",
                under: .shell,
                ["-c", Self.pipe + #""$@" <&3"#, typed]
            ) { try await TutorialClient.run(TutorialClient.emptyLine, $0.address) }
            #expect(run.value.errors == "")
            #expect(Self.messages(run.events) == [String(repeating: "a", count: 300)])
        }
    }

    @Test(.needs(Peer("telnet"))) func `telnet talks with the doctor`() async throws {
        try await Self.typed("I am sad\nbye\n") { typed in
            let run = try await RunningServer.run("doctor", Self.anywhere) { server in
                let program = Self.pipe + #"telnet "$1" "$2" <&3"#
                return try await Peer.shell.run(["-c", program, typed] + TutorialClient.split(server.address))
            }
            #expect(run.value.output.contains("It is hard to be sad. When did it begin?"))
            #expect(run.value.output.contains("Goodbye"))
            #expect(Self.reasons(run.events) == ["fin"])
        }
    }

    @Test(arguments: [("nc", ["-N"]), ("ncat", []), ("socat", ["-t", "20", "-"])] as [(String, [String])])
    func `lines that are piped in come back each behind the time`(name: String, arguments: [String]) async throws {
        try #require(Peer(name).isPresent, "\(name) is not installed")
        let run = try await RunningServer.run("timestamp", Self.anywhere) { server in
            let target = name == "socat" ? ["TCP:" + server.address] : TutorialClient.split(server.address)
            return try await Peer(name).run(arguments + target, input: Array("spam\neggs\n".utf8))
        }
        #expect(run.value.lines.map { $0.drop { $0 != "]" } } == ["] spam", "] eggs"])
        #expect(run.value.lines.allSatisfy { $0.contains(/^\[\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\]/) })
    }

    @Test(.needs(Peer("socat"))) func `what is discarded is counted, and chargen goes on for who sends no more`()
        async throws
    {
        let discarded = try await RunningServer.run("discard", Self.anywhere) { server in
            let bytes = [UInt8](repeating: 7, count: 1 << 20)
            _ = try await Peer("socat").run(["-u", "-", "TCP:" + server.address], input: bytes)
            // The client is done when the kernel has what it sent.
            try await server.eventually("closed")
        }
        #expect(discarded.events.last?.bytesReceived?.integer == 1 << 20)
        #expect(discarded.events.last?.bytesSent?.integer == 0)

        let generated = try await RunningServer.run("chargen", Self.anywhere) { server in
            let program = #"socat -t 20 - "TCP:$0" </dev/null | head -c 1000000 | sort | uniq -c | wc -l"#
            return try await Peer.shell.run("-c", program, server.address)
        }
        // 95 lines, and the one that head cut.
        #expect(["95", "96"].contains(generated.value.lines.first?.drop { $0 == " " }))
    }

    @Test(.needs(Peer("rdate"))) func `rdate reads the clock`() async throws {
        let run = try await RunningServer.run("time", Self.anywhere) { server in
            let target = TutorialClient.split(server.address)
            return try await Peer("rdate").run(["-p", "-o", target[1], target[0]])
        }
        let today = try await Peer("env").run("LC_ALL=C", "date", "+%b %e")
        #expect(run.value.status == 0)
        #expect(run.value.output.contains(today.lines.first ?? "?"))
    }

    @Test(.needs(.python)) func `the time is that of Python's clock`() async throws {
        let program = """
            import socket, struct, sys, time
            s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
            data = b"".join(iter(lambda: s.recv(1024), b""))
            print(abs(struct.unpack("!I", data)[0] - 2208988800 - time.time()) < 30)
            """
        let run = try await RunningServer.run("time", Self.anywhere) {
            try await TutorialClient.run(program, $0.address)
        }
        #expect(run.value.lines == ["True"])
    }

    @Test(.needs(.python)) func `text of another encoding is shown, and what has no place in it is refused`()
        async throws
    {
        try await Self.typed("snow ☃\nñandú\n") { typed in
            let program = """
                import socket, sys
                s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
                s.sendall("señor\\n".encode("latin-1"))
                print(b"".join(iter(lambda: s.recv(1024), b"")))
                """
            let run = try await RunningServer.run(
                "chat",
                Self.anywhere,
                "--encoding",
                "latin1",
                "--greeting",
                "",
                under: .shell,
                Self.typing + [typed]
            ) { try await TutorialClient.run(program, $0.address) }
            #expect(run.value.lines == [#"b'\xf1and\xfa\n'"#])
            #expect(run.errors.contains("not sent: '☃' is not in latin1\n"))
        }
    }
}
