import Platform
import Probing
import Synchronization
import TestSupport
import Testing
import Wire

/// Dialogues with peers that do what a script says.
@Suite struct DialogueTests {
    /// Gives its inputs one by one, as they are asked for.
    private final class Speaker: Sendable {
        let inputs: Mailbox<Dialogue.Input>
        private let rest: Mutex<[Dialogue.Input]>

        init(_ inputs: [Dialogue.Input]) throws {
            self.inputs = try Mailbox()
            rest = Mutex(inputs)
        }

        @Sendable func ask() {
            rest.withLock { if !$0.isEmpty { inputs.post($0.removeFirst()) } }
        }
    }

    private static func line(_ text: String) -> Dialogue.Input { .line(Array(text.utf8)) }

    private static var manner: Dialogue.Manner {
        var manner = Dialogue.Manner()
        manner.timeout = .seconds(20)
        manner.linesAreAtHand = true
        return manner
    }

    /// What came of it, and what was heard.
    private static func hold(
        _ inputs: [Dialogue.Input],
        _ targets: [Target],
        _ manner: Dialogue.Manner = manner,
        recorder: (any IORecorder)? = nil
    ) throws -> (report: DialogueReport, heard: [String], events: [DialogueEvent]) {
        let speaker = try Speaker(inputs)
        var events: [DialogueEvent] = []
        let dialogue = try Dialogue(manner, inputs: speaker.inputs, recorder: recorder, ask: speaker.ask)
        let report = try dialogue.run(targets, until: nil) { events.append($0) }
        let heard = events.compactMap { event -> String? in
            if case .heard(let text) = event { String(decoding: text, as: UTF8.self) } else { nil }
        }
        return (report, heard, events)
    }

    private static func target(_ peer: ScriptedPeer) -> [Target] { [Target(.internet(peer.address), .tcp)] }

    @Test func `in turns a line is said when the answer to the one before is there`() throws {
        let peer = try ScriptedPeer { socket in
            for answer in ["one\n", "t", "wo"] {
                if answer != "wo" { try socket.takeRequest() }
                _ = try socket.send(Array(answer.utf8).span)
            }
            try socket.takeRequest()
        }
        let recorder = MemoryRecorder()
        let run = try Self.hold([Self.line("a"), Self.line("b"), .leave], Self.target(peer), recorder: recorder)
        #expect(run.heard == ["one", "two"])
        #expect(run.report.outcome == .replied)
        #expect((run.report.linesSent, run.report.linesReceived, run.report.bytesSent) == (2, 2, 4))
        #expect(recorder.recorded.writes.map(\.offset) == [0, 2])
        #expect(recorder.recorded.reads.map(\.bytes).reduce(0, +) == 7)
    }

    @Test func `a line goes without its end where that is asked for`() throws {
        var manner = Self.manner
        manner.endsLines = false
        let peer = try ScriptedPeer { socket in
            for _ in 1...2 {
                var buffer = [UInt8](repeating: 0, count: 100)
                let count = try socket.receive(into: &buffer)
                _ = try socket.send(Array("<\(String(decoding: buffer.prefix(count), as: UTF8.self))>\n".utf8).span)
            }
            try socket.takeRequest()
        }
        let run = try Self.hold([Self.line("hola"), Self.line("adios"), .leave], Self.target(peer), manner)
        #expect(run.heard == ["<hola>", "<adios>"])
        #expect(run.report.bytesSent == 9)
    }

    @Test func `a peer that leaves without an answer, or before all was said, closed early`() throws {
        let silent = try ScriptedPeer { socket in try socket.takeRequest() }
        #expect(try Self.hold([Self.line("a"), .leave], Self.target(silent)).report.outcome == .closedEarly)

        let brief = try ScriptedPeer(answering: "a\n")
        let run = try Self.hold([Self.line("a"), Self.line("b"), .leave], Self.target(brief))
        #expect(run.heard == ["a"])
        // What is sent to who has closed is answered with a reset.
        #expect([.closedEarly, .reset].contains(run.report.outcome))

        let whole = try ScriptedPeer(answering: "a\n")
        let last = try Self.hold([Self.line("a"), .leave], Self.target(whole))
        #expect(last.report.outcome == .replied)
    }

    @Test func `an answer that does not come in time ends a stream, and is only told of for datagrams`() throws {
        var manner = Self.manner
        manner.answerTimeout = .milliseconds(50)
        let peer = try ScriptedPeer { socket in
            try socket.takeRequest()
            try socket.takeRequest()
        }
        #expect(try Self.hold([Self.line("a")], Self.target(peer), manner).report.outcome == .timedOut)

        let mute = try DatagramSocket(on: .internet(SocketAddress(address: .loopback4, port: 0)))
        let run = try Self.hold([Self.line("a"), Self.line("b"), .leave], [Target(mute.name, .udp)], manner)
        #expect(run.report.outcome == .lost)
        #expect(run.events.filter { $0 == .unanswered }.count == 2)
    }

    @Test func `what comes without end is stopped listening to`() throws {
        var manner = Self.manner
        manner.maxBytes = 1 << 20
        let peer = try ScriptedPeer { socket in
            while true { _ = try socket.send([UInt8](repeating: 0x78, count: 1 << 16).span) }
        }
        #expect(try Self.hold([], Self.target(peer), manner).report.outcome == .unexpected)
    }

    @Test func `an address where nobody is passes the line on to the next`() throws {
        let echo = try ScriptedPeer { socket in
            var buffer = [UInt8](repeating: 0, count: 100)
            let count = try socket.receive(into: &buffer)
            _ = try socket.send(buffer.span.extracting(..<count))
            try socket.takeRequest()
        }
        let nobody = Target(.internet(try ScriptedPeer.nobody()), .tcp)
        let run = try Self.hold([Self.line("a"), .leave], [nobody] + Self.target(echo))
        #expect(run.heard == ["a"])
        #expect(run.report.outcome == .replied)
        guard case .unreached(nobody, .refused, _) = run.events.first else {
            Issue.record("the first address was not told of")
            return
        }
        #expect(try Self.hold([], [nobody, nobody]).report.outcome == .refused)
    }

    @Test func `both talk at once where no turns are taken`() throws {
        var manner = Self.manner
        manner.takesTurns = false
        let peer = try ScriptedPeer { socket in
            var taken = 0
            while taken < 6 {
                var buffer = [UInt8](repeating: 0, count: 6)
                taken += try socket.receive(into: &buffer)
            }
            for text in ["hello\n", "and ", "bye"] { _ = try socket.send(Array(text.utf8).span) }
            // Up to the end of what the other side says.
            try socket.takeRequest()
        }
        let run = try Self.hold([Self.line("a"), Self.line("b"), Self.line("c"), .end], Self.target(peer), manner)
        #expect(run.heard == ["hello", "and bye"])
        #expect(run.report.outcome == .replied)
        #expect(!run.report.peerHasLeft)
    }
}
