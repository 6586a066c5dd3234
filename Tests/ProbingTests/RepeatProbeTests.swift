import Platform
import Probing
import SystemPackage
import Testing
import Wire

@Suite struct RepeatProbeTests {
    private static func probe(receiveSize: Int = 1_000, timeout: Duration = .seconds(20)) -> RepeatProbe {
        RepeatProbe(
            message: Array("abc".utf8),
            receiveSize: receiveSize,
            timeout: timeout,
            maxBytes: 1_000,
            previewedPieces: 2
        )
    }

    private static func outcome(_ peer: ScriptedPeer, _ probe: RepeatProbe = probe()) -> RepeatReport {
        probe.run([peer.address], recorder: nil)
    }

    @Test func `whole copies are a reply`() throws {
        let report = Self.outcome(try ScriptedPeer(answering: "abcab", "cabc"))
        #expect((report.outcome, report.bytes) == (.replied, 9))
        #expect(report.pieces.reduce(0, +) == 9)
        #expect(report.failure == nil)
        #expect(report.connect != nil)
        #expect(report.duration != nil)
    }

    @Test(arguments: ["abcabd", "xbc", "abcx"])
    func `other bytes are an altered reply`(answer: String) throws {
        #expect(Self.outcome(try ScriptedPeer(answering: answer)).outcome == .altered)
    }

    @Test(arguments: ["", "abca", "abcabcab"])
    func `a reply that ends inside a copy was closed early`(answer: String) throws {
        let report = Self.outcome(try ScriptedPeer(answering: answer))
        #expect((report.outcome, report.bytes) == (.closedEarly, Int64(answer.utf8.count)))
    }

    @Test func `a peer that closes with unread bytes resets`() throws {
        let peer = try ScriptedPeer { socket in
            var buffer: [UInt8] = [0]
            _ = try socket.receive(into: &buffer)
        }
        let report = Self.outcome(peer)
        #expect(report.outcome == .reset)
        #expect(report.failure?.errno == .connectionReset)
    }

    @Test func `a peer that never answers is waited for as long as was said`() throws {
        let peer = try ScriptedPeer { socket in
            try socket.takeRequest()
            try socket.takeRequest()
        }
        let began = ContinuousClock.now
        let report = Self.outcome(peer, Self.probe(timeout: .milliseconds(150)))
        #expect(report.outcome == .timedOut)
        #expect(ContinuousClock.now - began >= .milliseconds(150))
    }

    @Test(.timeLimit(.minutes(1)))
    func `a peer that drips is waited for no longer than one that is silent`() throws {
        let peer = try ScriptedPeer { socket in
            try socket.takeRequest()
            for index in 0... {
                _ = try socket.send([Array("abc".utf8)[index % 3]].span)
                Clock.sleep(for: .milliseconds(5))
            }
        }
        let report = Self.outcome(peer, Self.probe(timeout: .milliseconds(200)))
        #expect(report.outcome == .timedOut)
        #expect(report.bytes > 0)
    }

    @Test func `a peer that sends too much is not listened to for ever`() throws {
        let peer = try ScriptedPeer { socket in
            try socket.takeRequest()
            let copies = Array(repeatElement(Array("abc".utf8), count: 1_000).joined())
            while true { _ = try socket.send(copies.span) }
        }
        let report = Self.outcome(peer)
        #expect(report.outcome == .unexpected)
        #expect(report.bytes > 1_000)
        #expect(report.bytes <= 2_000)
    }

    @Test func `a port without a listener refuses, and the next address is tried`() throws {
        let nobody = try ScriptedPeer.nobody()
        let refused = Self.probe().run([nobody], recorder: nil)
        #expect(refused.outcome == .refused)
        #expect(refused.failures.map(\.failure.call) == [SystemFailure("connect", .connectionRefused)])

        let peer = try ScriptedPeer(answering: "abc")
        let report = Self.probe().run([nobody, peer.address], recorder: nil)
        #expect(report.outcome == .replied)
        #expect(report.failures.map(\.address) == [nobody])
        #expect(report.remote == peer.address)
    }

    @Test func `no address is nowhere to go`() {
        #expect(Self.probe().run([], recorder: nil).outcome == .unreachable)
    }

    @Test func `pieces are no larger than one recv takes, and the first are kept`() throws {
        let peer = try ScriptedPeer(answering: "abcabcabc")
        var progress: [Int64] = []
        let report = Self.probe(receiveSize: 2).run([peer.address], recorder: nil) { progress.append($0) }
        #expect(report.pieces.allSatisfy { (1...2).contains($0) })
        #expect(report.preview.count == 2)
        #expect(report.preview.map(\.count) == Array(report.pieces.prefix(2)))
        #expect(report.preview.joined().elementsEqual("abcabcabc".utf8.prefix(report.pieces.prefix(2).reduce(0, +))))
        #expect(progress == report.pieces.indices.map { Int64(report.pieces[...$0].reduce(0, +)) })
    }
}
