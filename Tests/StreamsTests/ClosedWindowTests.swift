import Streams
import Testing
import Wire

/// For how long an end advertised a window of 0.
@Suite struct ClosedWindowTests {
    private static func second(_ count: Int64) -> Int64 { count * 1_000_000_000 }

    /// Both ends have sent 100 bytes by the end of the first second.
    private static func exchange() -> Conversation {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, 100)
        conversation.send(.clientToServer, time: second(1))
        return conversation
    }

    @Test(arguments: Direction.allCases)
    func `a window is closed from the first packet that says so to one that says otherwise`(end: Direction) {
        var conversation = Self.exchange()
        conversation.send(end, window: 0, time: Self.second(2))
        conversation.send(end.reversed, time: Self.second(3))
        conversation.send(end, window: 0, time: Self.second(4))
        conversation.send(end, window: 500, time: Self.second(12))
        conversation.send(end, window: 0, time: Self.second(20))
        conversation.send(end, 10, window: 500, time: Self.second(21))
        conversation.send(end.reversed, time: Self.second(30))
        let stream = conversation.stream
        #expect(stream.closedWindowNanoseconds(end) == Self.second(11))
        #expect(stream.closedWindowNanoseconds(end.reversed) == 0)
        #expect(stream.troubles.contains(.closedWindow(of: end, packets: 3, nanoseconds: Self.second(11))))
    }

    @Test func `a window that stays closed is so until the last packet`() {
        var conversation = Self.exchange()
        conversation.send(.serverToClient, window: 0, time: Self.second(2))
        conversation.send(.clientToServer, time: Self.second(9))
        #expect(conversation.stream.closedWindowNanoseconds(.serverToClient) == Self.second(7))
    }

    @Test func `SYN, FIN and RST close no window, and an acknowledgment that was overtaken opens none`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, window: 0, time: 0)
        conversation.send(.serverToClient, flags: [.syn, .ack], time: Self.second(1))
        conversation.send(.clientToServer, 100, time: Self.second(2))
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, acknowledging: 200, window: 0, time: Self.second(3))
        conversation.send(.serverToClient, acknowledging: 100, window: 1, time: Self.second(4))
        conversation.send(.clientToServer, flags: [.fin, .ack], window: 0, time: Self.second(5))
        conversation.send(.clientToServer, flags: .rst, window: 0, time: Self.second(6))
        #expect(conversation.stream.closedWindowNanoseconds(.clientToServer) == 0)
        #expect(conversation.stream.closedWindowNanoseconds(.serverToClient) == Self.second(3))
    }
}
