import Platform
import TestSupport
import Testing

/// Nothing from outside reaches a terminal as it came: bytes of a peer, arguments, names of files.
@Suite struct HostileBytesTests {
    /// Escape sequences, a bell, a C1 control, a direction override, and bytes that are no UTF-8.
    private static let hostile: [UInt8] =
        Array("\u{1b}]0;title\u{7}\u{1b}[31m\r\u{9b}31m\u{202e}".utf8) + [0x9b, 0xff, 0xc0, 0x80]

    private static func isHarmless(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy {
            $0 == "\n" || !($0.properties.generalCategory == .control || $0.properties.generalCategory == .format)
        }
    }

    @Test(arguments: ["text", "json", "ndjson"])
    func `a peer's bytes are shown escaped`(format: String) async throws {
        let run = try await ScriptedPeer.run { socket throws(SystemFailure) in
            var socket = socket
            try socket.take(3)
            try socket.give(Self.hostile)
            socket.close(reason: "")
        } while: {
            try await NetlabProcess.run("probe", "repeat", $0, "abc", "--format", format)
        }
        #expect(run.status == 1)
        #expect(Self.isHarmless(run.standardOutput))
        #expect(Self.isHarmless(run.standardError))
    }

    @Test func `an echoed message is shown escaped`() async throws {
        let message = "\u{1b}[2J\u{202e}"
        let run = try await RunningServer.run("repeat", "127.0.0.1:0") {
            try await NetlabProcess.run("probe", "repeat", $0.address, "--message", message)
        }
        #expect(run.value.status == 0)
        #expect(run.value.output.contains(#"\x1b[2J\u{202e}"#))
        #expect(Self.isHarmless(run.value.standardOutput))
    }

    @Test(arguments: ["capture -r", "capture -w", "capture -i", "probe repeat abc", "--", "capture lab --mtu"])
    func `what was typed is shown escaped in errors`(command: String) async throws {
        let name = "/nonexistent/\u{1b}[31m\u{202e}"
        let run = try await NetlabProcess.run(command.split(separator: " ").map(String.init) + [name])
        #expect(run.status != 0)
        #expect(!run.standardError.isEmpty)
        #expect(Self.isHarmless(run.standardError), "\(run.errors)")
    }

    @Test(arguments: ["ladder", "lanes"], ["always", "never"])
    func `the calls of a record are drawn escaped`(view: String, color: String) async throws {
        let record = String(decoding: try contents(of: Fixture.Lab.client), as: UTF8.self)
        let hostile = #"re\u001b]0;title\u0007\n\u202ecv"#
        let changed = record.replacing(#""call":"recv""#, with: "\"call\":\"\(hostile)\"")
        try await withTemporaryFolder { folder in
            let path = try folder.write(Array(changed.utf8), to: "record")
            let options = ["--record", path, "--view", view, "--color", color]
            let run = try await NetlabProcess.run(["capture", "-r", Fixture.Lab.capture] + options)
            #expect(run.status == 0)
            let text = run.output.replacing(/\u{1b}\[[0-9]+m/, with: "")
            #expect(Self.isHarmless(Array(text.utf8)), "\(text)")
            #expect(view == "lanes" || text.contains(#"re\x1b]0;title\x07\n\u{202e}cv(8,192)"#))
        }
    }

    @Test(.needs(.python), arguments: ["chat", "chat --room", "repeat --wait-for-enter", "echo --log log"])
    func `the path of a client is shown escaped`(service: String) async throws {
        let client = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX)
            s.bind(sys.argv[1].encode() + b"/c\\x1b]0;title\\x07\\x1b[31m\\nguest 7 is here\\xe2\\x80\\xae")
            s.connect(sys.argv[1] + "/s")
            s.settimeout(10)
            s.send(b"hi\\n")
            s.recv(100)
            """
        try await withTemporaryFolder { folder in
            let run = try await Peer.shell.run([
                "-c",
                """
                cd "$2"; mkfifo in; exec 8<>in
                "$0" serve $3 "unix:$2/s" <in >output 2>errors & server=$!
                for i in $(seq 400); do [ -S s ] && break; sleep .05; done
                python3 -c "$1" "$2" & client=$!
                for i in $(seq 400); do grep -qs here errors log || grep -qs wait errors && break; sleep .05; done
                echo answer >&8
                wait $client; kill $server; wait $server; cat output errors; [ ! -e log ] || cat log
                """, NetlabProcess.binary, client, folder.path, service,
            ])
            #expect(Self.isHarmless(run.standardOutput), "\(run.output)")
            #expect(run.output.contains(#"/c\x1b]0;title\x07\x1b[31m\nguest 7 is here\u{202e}"#), "\(run.output)")
        }
    }
}
