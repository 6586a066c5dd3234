import Streams
import Testing
import Wire

/// What the SYNs do not tell is unknown, and not absent (RFC 7323 section 2.2).
@Suite struct UnknownOptionTests {
    /// A handshake, and the windows of a packet of either end after it.
    private func windows(
        _ syns: (direction: Direction, scale: UInt8?, isCut: Bool)...
    ) -> [Int?] {
        var conversation = Conversation()
        for syn in syns {
            conversation.send(
                syn.direction,
                at: -1,
                flags: syn.direction == .clientToServer ? .syn : [.syn, .ack],
                acknowledging: 0,
                mss: 1_460,
                scale: syn.scale,
                areOptionsCut: syn.isCut
            )
        }
        conversation.send(.clientToServer, at: 0, acknowledging: 0, window: 100)
        conversation.send(.serverToClient, at: 0, acknowledging: 0, window: 100)
        return conversation.items.suffix(2).map(\.window)
    }

    @Test func `a scale that was cut off leaves windows unknown`() {
        #expect(windows((.clientToServer, nil, true), (.serverToClient, nil, true)) == [nil, nil])
        #expect(windows((.clientToServer, 3, false), (.serverToClient, nil, true)) == [800, nil])
        #expect(windows((.clientToServer, nil, true), (.serverToClient, 2, false)) == [nil, 400])
        // One end has none for certain.
        #expect(windows((.clientToServer, nil, true), (.serverToClient, nil, false)) == [100, 100])
    }

    @Test func `a SYN that is captured whole makes up for one that was cut`() {
        let syns: [(Direction, UInt8?, Bool)] = [(.clientToServer, nil, true), (.clientToServer, 3, false)]
        #expect(windows(syns[0], syns[1], (.serverToClient, 2, false)) == [800, 400])
    }

    @Test func `a later SYN without options undoes none, where the answer has them`() {
        let (first, later): ((Direction, UInt8?, Bool), (Direction, UInt8?, Bool)) = (
            (.clientToServer, 5, false), (.clientToServer, nil, false)
        )
        #expect(windows(first, (.serverToClient, 8, false), later, (.serverToClient, 8, false)) == [3_200, 25_600])
        #expect(windows(first, later, (.serverToClient, 8, false)) == [3_200, 25_600])
        #expect(windows(later, first, (.serverToClient, 8, false)) == [3_200, 25_600])
        // It is the later SYN that was heard.
        #expect(windows(first, later, (.serverToClient, nil, false)) == [100, 100])
        // Which was heard is unknown.
        #expect(windows(first, later) == [nil, nil])
    }

    @Test func `no window is full whose size is unknown`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, mss: 1_460, areOptionsCut: true)
        conversation.send(.serverToClient, flags: [.syn, .ack], mss: 1_460, areOptionsCut: true)
        conversation.send(.clientToServer, window: 502)
        conversation.send(.serverToClient, 502)
        #expect(conversation.items.last?.analysis == [])
        let report = StreamReport(conversation)
        #expect(report.serverToClient?.segments.map(\.reasons) == [[]])
    }

    @Test func `an MSS and a permission that were cut off are unknown`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, areOptionsCut: true)
        conversation.send(.serverToClient, flags: [.syn, .ack], mss: 1_460)
        conversation.send(.clientToServer, 2_000)
        let stream = conversation.stream
        #expect((stream.clientToServer.mss, stream.clientToServer.sackPermitted) == (nil, nil))
        #expect((stream.serverToClient.mss, stream.serverToClient.sackPermitted) == (1_460, false))
        #expect(stream.segmentLimit(.clientToServer, optionBytes: 0) == nil)
        #expect(stream.clientToServer.superSegments == 0)
        conversation.send(.clientToServer, flags: .syn, mss: 1_400)
        #expect(conversation.stream.segmentLimit(.clientToServer, optionBytes: 0) == 1_400)
    }

    // MARK: Data in a SYN (RFC 7413)

    @Test func `data in a SYN stands before what follows`() {
        var conversation = Conversation()
        let syn = conversation.send(.clientToServer, 16, at: -1, flags: .syn, acknowledging: 0, mss: 1_460)
        conversation.send(.serverToClient, 20, at: -1, flags: [.syn, .ack], acknowledging: 16, mss: 1_460)
        conversation.send(.serverToClient, 5, at: 20, acknowledging: 16)
        conversation.send(.clientToServer, 2, at: 16, acknowledging: 25)
        conversation.send(.serverToClient, at: 25, acknowledging: 18)
        let stream = conversation.stream
        #expect((syn.offset, syn.place, syn.sequence) == (0, 0, 0))
        #expect(conversation.items.map(\.offset) == [0, 0, 20, 16, 25])
        #expect((stream.clientToServer.uniqueBytes, stream.serverToClient.uniqueBytes) == (18, 25))
        #expect(stream.clientToServer.lateSegments + stream.serverToClient.lateSegments == 0)
        #expect(stream.troubles.isEmpty)
        #expect(conversation.items.allSatisfy { $0.analysis.isEmpty })
    }

    @Test func `data in a SYN that was not taken is sent again`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 16, at: -1, flags: .syn, acknowledging: 0)
        conversation.send(.clientToServer, at: -1, flags: .syn, acknowledging: 0, time: 1_000_000_000)
        conversation.send(.serverToClient, at: -1, flags: [.syn, .ack], acknowledging: 0)
        conversation.send(.clientToServer, 16, at: 0, acknowledging: 0)
        conversation.send(.serverToClient, at: 0, acknowledging: 16)
        let flow = conversation.stream.clientToServer
        #expect((flow.uniqueBytes, flow.retransmittedSegments, flow.retransmittedBytes) == (16, 1, 16))
    }
}
