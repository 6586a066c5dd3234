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

    @Test func `an acknowledgment beyond all that was captured is said once until its sender is answered`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000, at: 0, acknowledging: 0)
        #expect(conversation.send(.clientToServer, acknowledging: 3_000).analysis == .ackLostSegment)
        #expect(conversation.send(.clientToServer, acknowledging: 4_000).analysis == [])
        conversation.send(.clientToServer, 10, acknowledging: 4_000)
        conversation.send(.serverToClient, 1_000, at: 1_000, acknowledging: 10)
        #expect(conversation.send(.clientToServer, acknowledging: 5_000).analysis == .ackLostSegment)
    }

    @Test func `a hole that the receiver has closed is said again for the next`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000, at: 0)
        conversation.send(.serverToClient, 1_000, at: 2_000)
        #expect(conversation.send(.clientToServer, acknowledging: 3_000).analysis == .ackLostSegment)
        conversation.send(.serverToClient, 1_000, at: 4_000)
        #expect(conversation.send(.clientToServer, acknowledging: 5_000).analysis == .ackLostSegment)
    }

    @Test func `bytes sent again within a round trip are out of order, the last of them excepted`() {
        var conversation = opened()
        for offset in [0, 1_000, 2_000] { conversation.send(.serverToClient, 1_000, at: Int64(offset)) }
        #expect(conversation.send(.serverToClient, 1_000, at: 1_000).analysis == .outOfOrder)
        #expect(conversation.send(.serverToClient, 1_000, at: 2_000).analysis == .retransmission)
    }

    @Test func `the round trip of the handshake begins with the newest SYN`() {
        for (again, expected) in [(nil, SegmentClass.outOfOrder), (990_000_000, .retransmission)] as [(Int64?, _)] {
            var conversation = Conversation()
            conversation.send(.clientToServer, flags: .syn, mss: 1460, time: 0)
            if let again { conversation.send(.clientToServer, flags: .syn, mss: 1460, time: again) }
            conversation.send(.serverToClient, flags: [.syn, .ack], mss: 1460, time: 995_000_000)
            conversation.send(.clientToServer, time: 1_000_000_000)
            conversation.send(.serverToClient, 1_000, at: 0)
            conversation.send(.serverToClient, 1_000, at: 2_000)
            let late = conversation.send(.serverToClient, 1_000, at: 1_000, time: 1_100_000_000)
            #expect(late.analysis == expected)
        }
    }

    @Test func `a packet from before the one it follows is no quick one`() {
        var conversation = opened()
        conversation.send(.serverToClient, 1_000, at: 0, time: 5_000_000)
        conversation.send(.serverToClient, 1_000, at: 2_000, time: 9_000_000)
        #expect(conversation.send(.serverToClient, 1_000, at: 1_000, time: 8_000_000).analysis == .retransmission)
    }

    @Test func `one SYN without a window scale tells that no window is scaled`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, mss: 1460)
        #expect(conversation.send(.serverToClient, 1_000, window: 500).window == 500)
        #expect(conversation.send(.clientToServer, acknowledging: 1_000, window: 2_000).window == 2_000)
        #expect(conversation.send(.serverToClient, 2_000, at: 1_000).analysis == .windowFull)
    }

    @Test func `a SYN with a window scale is taken to be agreed to where its answer is missing`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, mss: 1460, scale: 3)
        #expect(conversation.send(.clientToServer, window: 500).window == 4_000)
        #expect(conversation.send(.serverToClient, 10, window: 500).window == nil)
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
