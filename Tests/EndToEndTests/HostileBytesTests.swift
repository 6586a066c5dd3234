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
}
