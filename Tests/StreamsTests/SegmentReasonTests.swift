import Streams
import Testing
import Wire

/// For each reason a segment that shows it, and one like it that must not.
@Suite struct SegmentReasonTests {
    /// A handshake that leaves 1,448 bytes a segment and windows of 500 << 7 = 64,000.
    private var conversation: Conversation = {
        var conversation = Conversation()
        conversation.handshake()
        return conversation
    }()

    @Test mutating func `full-sized is exactly what the MSS leaves beside the options`() {
        conversation.send(.clientToServer, 1_448)
        conversation.send(.clientToServer, 1_447)
        // 12 bytes of timestamps and 12 of SACK.
        conversation.send(.clientToServer, 1_436, optionBytes: 24)
        #expect(conversation.reasons() == [[.fullSized(limit: 1_448)], [], [.fullSized(limit: 1_436)]])
    }

    @Test mutating func `a super-segment says how many segments it is`() {
        conversation.send(.clientToServer, 2_896)
        conversation.send(.clientToServer, 1_449)
        #expect(
            conversation.reasons() == [
                [.superSegment(estimatedWireSegments: 2)], [.superSegment(estimatedWireSegments: 2)],
            ]
        )
    }

    @Test func `neither is said of a stream without its SYN`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 1_448)
        conversation.send(.clientToServer, 64_000)
        #expect(conversation.reasons() == [[], []])
    }

    @Test mutating func `a retransmission has no byte that is new`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.clientToServer, 100, at: 0)
        conversation.send(.clientToServer, 200, at: 0)
        #expect(conversation.reasons() == [[], [.retransmission], []])
    }

    @Test mutating func `PSH is a reason only where no record of the writes says more`() {
        conversation.send(.clientToServer, 100, flags: [.psh, .ack])
        conversation.send(.clientToServer, 100)
        #expect(conversation.reasons() == [[.push], []])
        #expect(conversation.reasons(writes: [.write(0, 30_000)]) == [[], []])
    }

    @Test mutating func `an end of a write is one that was recorded`() {
        for bytes in [100, 50, 60] { conversation.send(.clientToServer, bytes) }
        let writes = [IOCall.write(0, 100), .write(100, 70), .write(170, 40)]
        #expect(conversation.reasons(writes: writes) == [[.endOfWrite(0)], [], [.endOfWrite(2)]])
    }

    @Test mutating func `the last bytes carry the FIN`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.clientToServer, 9, flags: [.fin, .ack])
        #expect(conversation.reasons() == [[], [.fin]])
    }

    @Test mutating func `a segment that ends at the window's edge was cut by it`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, acknowledging: 100, window: 600)
        conversation.send(.clientToServer, 76_799)
        conversation.send(.clientToServer, 1)
        // 100 + (600 << 7) = 76,900.
        // The largest is that of the third packet, 500 << 7 less than this one.
        #expect(conversation.reasons().map(\.count) == [0, 1, 1])
        #expect(conversation.reasons().last == [.receiveWindow(edge: 76_900, window: 76_800, largest: 76_800)])
    }

    @Test mutating func `a window that ends a segment is held against the largest before it`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, acknowledging: 100, window: 600)
        conversation.send(.clientToServer, 76_160)
        // All is acknowledged, and read is nothing: the edge stays at 100 + (600 << 7).
        conversation.send(.serverToClient, acknowledging: 76_260, window: 5)
        conversation.send(.clientToServer, 640)
        #expect(conversation.reasons().last == [.receiveWindow(edge: 76_900, window: 640, largest: 76_800)])
    }

    @Test func `where a window ends is unknown without the scale`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: [.syn, .ack], window: 1_000, mss: 1_460, scale: 7)
        conversation.send(.clientToServer)
        conversation.send(.serverToClient, window: 500)
        conversation.send(.clientToServer, 500)
        conversation.send(.clientToServer, 500)
        #expect(conversation.reasons() == [[], []])
    }

    @Test func `half of the largest window bounds a segment that could be larger`() {
        var conversation = Conversation()
        // No scaling: a window of 2,000 bytes, whose half is below the MSS.
        conversation.send(.clientToServer, flags: .syn, mss: 1_460)
        conversation.send(.serverToClient, flags: [.syn, .ack], window: 2_000, mss: 1_460)
        conversation.send(.clientToServer, 1_000)
        conversation.send(.clientToServer, 999)
        #expect(conversation.reasons() == [[.halfWindow(largestWindow: 2_000)], []])
    }

    @Test func `half of a tiny window bounds nothing`() {
        // Linux halves windows beyond 536 bytes only (tcp_bound_to_half_wnd).
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, mss: 1_460)
        conversation.send(.serverToClient, flags: [.syn, .ack], window: 500, mss: 1_460)
        conversation.send(.clientToServer, 250)
        #expect(conversation.reasons() == [[]])
    }

    @Test func `half of the largest window says nothing of a super-segment`() {
        var conversation = Conversation()
        conversation.handshake(scale: nil)
        conversation.send(.clientToServer, 65_160 / 2)
        #expect(conversation.reasons() == [[.superSegment(estimatedWireSegments: 23)]])
    }
}
