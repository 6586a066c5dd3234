import Streams
import Testing
import Wire

/// Wireshark's rules for single bytes: a keep-alive is the last byte again, a probe the next one against a closed window.
@Suite struct ProbeReasonTests {
    private var conversation: Conversation = {
        var conversation = Conversation()
        conversation.handshake()
        return conversation
    }()

    @Test mutating func `the last byte again after its acknowledgment is a keep-alive`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient)
        conversation.send(.clientToServer, 1, at: 99)
        #expect(conversation.reasons().last == [.keepAlive])
    }

    @Test mutating func `the last byte again before its acknowledgment is a retransmission`() {
        conversation.send(.clientToServer, 1)
        conversation.send(.clientToServer, 1, at: 0)
        #expect(conversation.reasons().last == [.retransmission])
    }

    @Test mutating func `an earlier byte again is no keep-alive`() {
        conversation.send(.clientToServer, 1)
        conversation.send(.clientToServer, 1)
        conversation.send(.serverToClient)
        conversation.send(.clientToServer, 1, at: 0)
        #expect(conversation.reasons().last == [.retransmission])
    }

    @Test mutating func `two bytes again are no keep-alive`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient)
        conversation.send(.clientToServer, 2, at: 98)
        #expect(conversation.reasons().last == [.retransmission])
    }

    @Test mutating func `one byte against a closed window is a probe`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, window: 0)
        conversation.send(.clientToServer, 1)
        #expect(conversation.reasons().last == [.windowProbe])
    }

    @Test mutating func `a probe that is sent again is a probe again`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, window: 0)
        conversation.send(.clientToServer, 1)
        conversation.send(.serverToClient, acknowledging: 100, window: 0)
        conversation.send(.clientToServer, 1, at: 100)
        #expect(conversation.reasons().suffix(2) == [[.windowProbe], [.windowProbe]])
    }

    @Test mutating func `one byte into an open window is no probe`() {
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, window: 0)
        conversation.send(.serverToClient, window: 10)
        conversation.send(.clientToServer, 1)
        #expect(conversation.reasons().last == [])
    }
}
