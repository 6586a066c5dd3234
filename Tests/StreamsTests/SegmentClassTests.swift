import Streams
import Testing
import Wire

/// Classes by the rules of Wireshark's User's Guide, each on the shortest conversation that shows it.
@Suite struct SegmentClassTests {
    private func opened() -> Conversation {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, window: 60_000, mss: 1460, scale: 0)
        conversation.send(.serverToClient, flags: [.syn, .ack], window: 60_000, mss: 1460, scale: 0)
        conversation.send(.clientToServer, window: 5_000)
        return conversation
    }

    @Test func `a healthy exchange has no class`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000)
        conversation.send(.clientToServer, window: 5_000)
        conversation.send(.serverToClient, 1_000)
        #expect(conversation.items.allSatisfy { $0.analysis.isEmpty })
    }

    @Test func `a hole is a lost segment, what fills it at once is out of order`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000, at: 0)
        #expect(conversation.send(.serverToClient, 1_000, at: 2_000).analysis == .lostSegment)
        #expect(conversation.send(.serverToClient, 1_000, at: 1_000).analysis == .outOfOrder)
    }

    @Test func `what fills a hole later than the handshake took is a retransmission`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000, at: 0)
        conversation.send(.serverToClient, 1_000, at: 2_000)
        #expect(conversation.send(.serverToClient, 1_000, at: 1_000, time: 300_000_000).analysis == .retransmission)
    }

    @Test func `two duplicate acknowledgments make a retransmission fast, within 20 ms`() {
        for (elapsed, expected) in [(19, SegmentClass.fastRetransmission), (21, .retransmission)] {
            var conversation = opened()
            conversation.send(.serverToClient, 1_000, at: 0)
            conversation.send(.clientToServer, acknowledging: 1_000, window: 5_000)
            conversation.send(.serverToClient, 1_000, at: 2_000)
            for _ in 1...2 {
                let item = conversation.send(.clientToServer, acknowledging: 1_000, window: 5_000, time: 1_000_000)
                #expect(item.analysis == .duplicateAck)
            }
            let again = conversation.send(.serverToClient, 1_000, at: 1_000, time: Int64(1 + elapsed) * 1_000_000 - 1)
            #expect(again.analysis == expected)
        }
    }

    @Test func `bytes sent again after their acknowledgment are spurious`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000, at: 0)
        conversation.send(.clientToServer, acknowledging: 1_000, window: 5_000)
        #expect(conversation.send(.serverToClient, 1_000, at: 0).analysis == .spuriousRetransmission)
    }

    @Test func `an acknowledgment of what was not captured says so once`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000, at: 0)
        #expect(conversation.send(.clientToServer, acknowledging: 3_000).analysis.contains(.ackLostSegment))
    }

    @Test func `a window that fills, closes, is probed and opens is named step by step`() {
        var conversation = opened()
        #expect(conversation.send(.serverToClient, 5_000, at: 0).analysis == .windowFull)
        #expect(conversation.send(.clientToServer, acknowledging: 5_000, window: 0).analysis == .zeroWindow)
        #expect(conversation.send(.serverToClient, 1, at: 5_000).analysis == .zeroWindowProbe)
        let answer = conversation.send(.clientToServer, acknowledging: 5_000, window: 0).analysis
        #expect(answer == [.zeroWindow, .zeroWindowProbeAck])
        #expect(conversation.send(.clientToServer, acknowledging: 5_000, window: 5_000).analysis == .windowUpdate)
    }

    @Test func `a window is never full where its scale is unknown`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, window: 5_000)
        conversation.send(.serverToClient, 1_000, at: 0)
        conversation.send(.clientToServer, acknowledging: 1_000, window: 5_000)
        #expect(!conversation.send(.serverToClient, 5_000, at: 1_000).analysis.contains(.windowFull))
    }

    @Test func `a keep-alive repeats the byte before, and its answer is no duplicate`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000, at: 0)
        conversation.send(.clientToServer, acknowledging: 1_000, window: 5_000)
        #expect(conversation.send(.serverToClient, at: 999).analysis == .keepAlive)
        #expect(conversation.send(.clientToServer, acknowledging: 1_000, window: 5_000).analysis == .keepAliveAck)
    }

    @Test func `the names are Wireshark's`() {
        let all = (0..<15).map { SegmentClass(rawValue: 1 << $0).names }
        #expect(all.allSatisfy { $0.count == 1 })
        #expect(SegmentClass([.windowFull, .retransmission]).names == ["retransmission", "window_full"])
    }
}
