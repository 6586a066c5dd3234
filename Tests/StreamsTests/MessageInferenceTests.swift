import Streams
import Testing
import Wire

@Suite struct MessageInferenceTests {
    private static let push: TCPFlags = [.psh, .ack]

    private var conversation = Conversation()

    init() {
        conversation.handshake()
    }

    private var messages: [Int64] { StreamReport(conversation).clientToServer?.messages.map(\.bytes) ?? [] }

    @Test mutating func `a short segment with PSH ends a message, a full one does not`() {
        for bytes in [1_448, 1_448, 204] {
            conversation.send(.clientToServer, bytes, flags: bytes < 1_448 ? Self.push : .ack)
        }
        conversation.send(.clientToServer, 1_448, flags: Self.push)
        conversation.send(.clientToServer, 10, flags: Self.push)
        conversation.send(.clientToServer, 20)
        conversation.send(.clientToServer, 30)
        #expect(messages == [3_100, 1_458, 50])
    }

    @Test mutating func `of a super-segment what counts is the last that is cut from it`() {
        conversation.send(.clientToServer, 2 * 1_448, flags: Self.push)
        conversation.send(.clientToServer, 1_448 + 1, flags: Self.push)
        conversation.send(.clientToServer, 1)
        #expect(messages == [3 * 1_448 + 1, 1])
    }

    @Test func `without a known limit the largest segment is full`() {
        var conversation = Conversation()
        for bytes in [100, 100, 40, 100] { conversation.send(.clientToServer, bytes, flags: Self.push) }
        #expect(StreamReport(conversation).clientToServer?.messages.map(\.bytes) == [240, 100])
    }

    @Test(arguments: [(9_000_000, [200]), (10_000_000, [100, 100])] as [(Int64, [Int64])])
    mutating func `new data long after all before was acknowledged is another message`(
        silence: Int64,
        expected: [Int64]
    ) {
        conversation.send(.clientToServer, 100, time: 1_000_000)
        conversation.send(.serverToClient, time: 41_000_000)
        conversation.send(.clientToServer, 100, time: 41_000_000 + silence)
        #expect(messages == expected)
    }

    @Test mutating func `what waited for an acknowledgment, or for room, is no other message`() {
        conversation.send(.clientToServer, 100, time: 1_000_000)
        conversation.send(.clientToServer, 100, time: 50_000_000)
        conversation.send(.serverToClient, window: 0, time: 51_000_000)
        conversation.send(.serverToClient, window: 500, time: 90_000_000)
        conversation.send(.clientToServer, 100, time: 91_000_000)
        #expect(messages == [300])
    }

    @Test mutating func `a pause is longer where the path is`() {
        for index in 0..<5 as Range<Int64> {
            conversation.send(.clientToServer, 100, time: index * 50_000_000)
            conversation.send(.serverToClient, time: index * 50_000_000 + 20_000_000)
        }
        // 30 ms after the acknowledgment, where a round trip takes 20.
        #expect(messages == [500])
        conversation.send(.clientToServer, 100, time: 260_000_000)
        #expect(messages == [500, 100])
    }

    @Test mutating func `bytes that are sent again end no message, and holes end none either`() {
        conversation.send(.clientToServer, 1_448)
        conversation.send(.clientToServer, 1_448)
        conversation.send(.clientToServer, 100, at: 0, flags: Self.push)
        conversation.send(.clientToServer, 10, at: 5_000, flags: Self.push)
        #expect(messages == [5_010])
    }
}
