import Streams
import Testing
import Wire

@Suite struct SequenceTests {
    @Test func `offsets count from the byte behind the SYN`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        conversation.send(.clientToServer, 50)
        conversation.send(.serverToClient, 7)
        #expect(conversation.items.map(\.offset) == [-1, -1, 0, 0, 100, 0])
        #expect(conversation.items.map(\.acknowledged) == [nil, 0, 0, 0, 0, 150])
        #expect(conversation.stream.clientToServer.uniqueBytes == 150)
    }

    @Test func `data in a SYN is the first of the stream`() {
        // RFC 7413: the SYN takes one sequence number, and its data the ones behind it.
        var conversation = Conversation()
        let item = conversation.send(.clientToServer, 20, at: -1, flags: .syn)
        #expect(item.offset == 0)
        #expect(item.end == 20)
        conversation.send(.serverToClient, flags: [.syn, .ack], acknowledging: 20)
        conversation.send(.clientToServer, 5, at: 20)
        #expect(conversation.stream.clientToServer.uniqueBytes == 25)
        #expect(conversation.stream.clientToServer.retransmittedBytes == 0)
    }

    @Test func `sequence numbers wrap and offsets do not`() {
        var conversation = Conversation(clientInitial: .max - 100)
        conversation.handshake()
        for _ in 0..<4 { conversation.send(.clientToServer, 60) }
        let acknowledgment = conversation.send(.serverToClient)
        #expect(conversation.items.dropFirst(3).prefix(4).map(\.offset) == [0, 60, 120, 180])
        #expect(acknowledgment.acknowledged == 240)
        #expect(conversation.stream.clientToServer.uniqueBytes == 240)
        #expect(conversation.stream.clientToServer.retransmittedSegments == 0)
    }

    @Test func `a stream may be longer than sequence numbers reach`() {
        var conversation = Conversation(clientInitial: 4_000_000_000)
        conversation.handshake()
        // 5 GiB in segments of 64 MiB, each acknowledged.
        let size = 64 << 20
        for _ in 0..<80 {
            conversation.send(.clientToServer, size)
            conversation.send(.serverToClient)
        }
        #expect(conversation.items.last?.acknowledged == 5 << 30)
        #expect(conversation.stream.clientToServer.uniqueBytes == 5 << 30)
        #expect(conversation.stream.clientToServer.maximumBytesInFlight == Int64(size))
        // One from before the last wrap is told from one behind it.
        let again = conversation.send(.clientToServer, 10, at: 4 << 30)
        #expect(again.offset == 4 << 30)
        #expect(again.freshBytes == 0)
    }

    @Test func `a segment that comes again is a retransmission`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 1_000)
        let again = conversation.send(.clientToServer, 1_000, at: 0)
        let flow = conversation.stream.clientToServer
        #expect(again.freshBytes == 0)
        #expect((flow.segments, flow.payloadBytes, flow.uniqueBytes) == (2, 2_000, 1_000))
        #expect((flow.retransmittedSegments, flow.retransmittedBytes) == (1, 1_000))
    }

    @Test func `a segment that comes again with more counts what is old in it`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        let again = conversation.send(.clientToServer, 1_000, at: 0)
        let flow = conversation.stream.clientToServer
        #expect(again.freshBytes == 900)
        #expect((flow.payloadBytes, flow.uniqueBytes) == (1_100, 1_000))
        #expect((flow.retransmittedSegments, flow.retransmittedBytes) == (1, 100))
    }

    @Test func `what fills a hole was not seen before`() {
        var conversation = Conversation()
        conversation.handshake()
        for place in [0, 200, 300, 100] as [Int64] { conversation.send(.clientToServer, 100, at: place) }
        let flow = conversation.stream.clientToServer
        #expect(conversation.items.suffix(4).map(\.freshBytes) == [100, 100, 100, 100])
        #expect((flow.uniqueBytes, flow.retransmittedSegments) == (400, 0))
        #expect(flow.lateSegments == 1)
    }

    @Test func `a bare acknowledgment makes no segment late`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, at: 100)
        conversation.send(.clientToServer, 100, at: 0)
        #expect(conversation.stream.clientToServer.lateSegments == 0)
    }

    @Test func `a pushed segment has payload`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, flags: [.psh, .ack])
        conversation.send(.clientToServer, flags: [.psh, .fin, .ack])
        #expect(conversation.stream.clientToServer.pushes == 1)
    }

    @Test func `a sequence number counts from the SYN, around its range too`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn)
        #expect(conversation.items.last?.sequence == 0)
        conversation.send(.serverToClient, 100, at: 5_100)
        #expect(conversation.send(.serverToClient, 100, at: 5_000).sequence == UInt32.max - 98)
        #expect(conversation.send(.clientToServer, 5, at: 0).sequence == 1)

        var opened = Conversation()
        #expect(opened.send(.clientToServer, 7, at: -1, flags: .syn).sequence == 0)
    }

    @Test func `bytes before the first that was captured of a stream are no retransmission`() {
        var conversation = Conversation()
        // The capture begins with the second of two segments that were swapped on their way.
        conversation.send(.clientToServer, 100, at: 5_100)
        let item = conversation.send(.clientToServer, 100, at: 5_000)
        let flow = conversation.stream.clientToServer
        #expect(item.offset == -100)
        #expect(item.freshBytes == 100)
        #expect((flow.uniqueBytes, flow.retransmittedSegments) == (200, 0))
    }

    @Test func `bytes under way are those sent and not acknowledged`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 1_000)
        conversation.send(.clientToServer, 1_000)
        conversation.send(.serverToClient, acknowledging: 1_500)
        conversation.send(.clientToServer, 400, flags: [.fin, .ack])
        // 2,400 - 1,500: the FIN is no byte.
        #expect(conversation.stream.clientToServer.maximumBytesInFlight == 2_000)
    }

    @Test func `a window of zero counts unless it closes or resets`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.serverToClient, window: 0)
        conversation.send(.serverToClient, window: 0)
        conversation.send(.serverToClient, flags: [.fin, .ack], window: 0)
        conversation.send(.serverToClient, flags: .rst, window: 0)
        #expect(conversation.stream.serverToClient.classes[.zeroWindow] == 2)
    }

    @Test func `the smallest and the largest segment are those with payload`() {
        var conversation = Conversation()
        conversation.handshake()
        for bytes in [700, 1_448, 3] { conversation.send(.clientToServer, bytes) }
        let flow = conversation.stream.clientToServer
        #expect((flow.sizes.minimum, flow.sizes.maximum, flow.segments, flow.packets) == (3, 1_448, 3, 5))
    }
}
