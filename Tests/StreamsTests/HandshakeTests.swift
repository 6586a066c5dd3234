import Streams
import Testing
import Wire

@Suite struct HandshakeTests {
    @Test func `three packets are a complete handshake`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn)
        #expect(conversation.stream.handshake == .partial)
        conversation.send(.serverToClient, flags: [.syn, .ack])
        #expect(conversation.stream.handshake == .partial)
        conversation.send(.clientToServer)
        #expect(conversation.stream.handshake == .complete)
    }

    @Test func `a SYN+ACK that is refused makes no complete handshake`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn)
        conversation.send(.serverToClient, flags: [.syn, .ack])
        conversation.send(.clientToServer, flags: .rst)
        #expect(conversation.stream.handshake == .partial)
        #expect(conversation.stream.close == .reset)
    }

    @Test func `a stream that was joined in its middle has no handshake`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 10)
        conversation.send(.serverToClient, 10)
        #expect(conversation.stream.handshake == .missing)
        #expect(conversation.stream.close == .open)
    }

    @Test func `a stream without its first SYN has a part of its handshake`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: [.syn, .ack])
        conversation.send(.clientToServer)
        #expect(conversation.stream.handshake == .partial)
    }

    @Test func `a FIN from both ends closes, and the last acknowledgment ends it`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 3, flags: [.fin, .ack])
        #expect(conversation.stream.close == .open)
        conversation.send(.serverToClient, flags: [.fin, .ack])
        #expect(conversation.stream.close == .fin)
        #expect(!conversation.stream.isOver)
        conversation.send(.clientToServer)
        #expect(conversation.stream.isOver)
    }

    @Test func `a FIN whose payload is not acknowledged with it leaves the stream open to more`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, flags: [.fin, .ack])
        conversation.send(.serverToClient, flags: [.fin, .ack], acknowledging: 100)
        conversation.send(.clientToServer)
        #expect(conversation.stream.close == .fin)
        #expect(!conversation.stream.isOver)
        conversation.send(.serverToClient, acknowledging: 101)
        #expect(conversation.stream.isOver)
    }

    @Test(arguments: Direction.allCases)
    func `a RST from either end is a reset, whatever came before`(direction: Direction) {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, flags: [.fin, .ack])
        conversation.send(.serverToClient, flags: [.fin, .ack])
        conversation.send(direction, flags: [.rst, .ack])
        #expect(conversation.stream.close == .reset)
        #expect(conversation.stream.isOver)
    }

    @Test func `a stream lasts from its first packet to its latest`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, time: 0)
        conversation.send(.serverToClient, flags: [.syn, .ack], time: 70_000)
        // Captures of several queues go back in time.
        conversation.send(.clientToServer, time: 50_000)
        #expect(conversation.stream.durationNanoseconds == 70_000)
        #expect(conversation.items.map(\.elapsedNanoseconds) == [0, 70_000, 50_000])
    }
}
