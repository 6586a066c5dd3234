import Platform
import Probing
import TestSupport
import Testing
import Wire

/// The record of a probe: every call on its socket, in order, with what it returned.
@Suite struct ProbeRecordTests {
    private static func calls(_ peer: ScriptedPeer) -> [IOCall] {
        let recorder = MemoryRecorder()
        let probe = RepeatProbe(
            message: Array("abc".utf8),
            receiveSize: 4,
            timeout: .seconds(20),
            maxBytes: 1_000,
            options: [.noDelay]
        )
        _ = probe.run([peer.address], recorder: recorder)
        return recorder.recorded
    }

    @Test func `the connection is between the probe and its peer`() throws {
        let peer = try ScriptedPeer(answering: "abc")
        let calls = Self.calls(peer)
        let opening = try #require(calls.first { $0.call == "connect" })
        guard case .open(.internet(let local)?, .internet(let remote)?) = opening.operation else {
            Issue.record("\(opening.operation)")
            return
        }
        #expect(remote == peer.address)
        #expect(local.address == .loopback4)
        #expect(
            calls.prefix { $0.call != "connect" }.contains { $0.operation == .option(name: "TCP_NODELAY", value: 1) }
        )
    }

    @Test func `writes and reads cover what was sent and received`() throws {
        let calls = Self.calls(try ScriptedPeer(answering: "abcabcabc"))
        #expect(calls.writes.map(\.offset) == [0])
        #expect(calls.writes.map(\.bytes) == [3])
        var end: Int64 = 0
        for read in calls.reads {
            #expect((read.offset, read.requested) == (end, 4))
            end += read.bytes
        }
        #expect(end == 9)
        // The end of the stream is a read of its own.
        #expect(calls.reads.last?.bytes == 0)
        #expect(calls.last?.operation == .close(reason: "fin"))
    }

    @Test func `a connection that was refused has no address of its own`() throws {
        let recorder = MemoryRecorder()
        let nobody = try ScriptedPeer.nobody()
        let probe = RepeatProbe(message: [1], receiveSize: 1, timeout: .seconds(20), maxBytes: 1)
        _ = probe.run([nobody], recorder: recorder)
        let opening = try #require(recorder.recorded.first { $0.call == "connect" })
        #expect(opening.operation == .open(local: nil, remote: .internet(nobody)))
        #expect(opening.error == "ECONNREFUSED")
    }

    @Test func `a read that failed has the name of its errno`() throws {
        let peer = try ScriptedPeer { socket in
            var buffer: [UInt8] = [0]
            _ = try socket.receive(into: &buffer)
        }
        let calls = Self.calls(peer)
        #expect(calls.last { $0.call == "recv" }?.error == "ECONNRESET")
        #expect(calls.last?.operation == .close(reason: "reset"))
    }
}
