import Streams
import Testing
import Wire

/// How long the handshake, the first request and its answer took.
@Suite struct RequestTimingTests {
    private static func milliseconds(_ count: Int64) -> Int64 { count * 1_000_000 }

    /// SYN at 0, SYN+ACK at 20 ms and ACK at 21 ms.
    private static func handshake(keeping: StreamTable.Keeping = .all) -> Conversation {
        var conversation = Conversation(keeping: keeping)
        conversation.send(.clientToServer, flags: .syn, time: 0)
        conversation.send(.serverToClient, flags: [.syn, .ack], time: milliseconds(20))
        conversation.send(.clientToServer, time: milliseconds(21))
        return conversation
    }

    @Test(arguments: [StreamTable.Keeping.all, .none])
    func `handshake, request and answer are timed, with packets kept or not`(keeping: StreamTable.Keeping) throws {
        var conversation = Self.handshake(keeping: keeping)
        conversation.send(.clientToServer, 30, time: Self.milliseconds(1_371))
        conversation.send(.serverToClient, time: Self.milliseconds(1_391))
        conversation.send(.serverToClient, 1_400, time: Self.milliseconds(2_391))
        // What comes later changes nothing.
        conversation.send(.clientToServer, 30, time: Self.milliseconds(9_000))
        conversation.send(.serverToClient, 30, time: Self.milliseconds(9_500))
        let stream = conversation.stream
        #expect(stream.establishedNanoseconds == Self.milliseconds(21))
        let first = try #require(stream.firstRequest)
        #expect(first.sender == .clientToServer)
        #expect(first.waitNanoseconds == Self.milliseconds(1_350))
        #expect(stream.answerNanoseconds == Self.milliseconds(1_020))
        #expect(stream.acknowledgmentNanoseconds == Self.milliseconds(20))
    }

    @Test func `a server that speaks first is answered by the client`() throws {
        var conversation = Self.handshake()
        conversation.send(.serverToClient, 20, time: Self.milliseconds(221))
        conversation.send(.clientToServer, 10, time: Self.milliseconds(241))
        let first = try #require(conversation.stream.firstRequest)
        #expect(first.sender == .serverToClient)
        #expect(first.waitNanoseconds == Self.milliseconds(200))
        #expect(conversation.stream.answerNanoseconds == Self.milliseconds(20))
        #expect(conversation.stream.acknowledgmentNanoseconds == nil)
    }

    @Test func `an answer counts from the last byte of what it answers, and so does its acknowledgment`() {
        var conversation = Self.handshake()
        conversation.send(.clientToServer, 1_000, time: Self.milliseconds(30))
        conversation.send(.serverToClient, time: Self.milliseconds(50))
        conversation.send(.clientToServer, 1_000, time: Self.milliseconds(130))
        conversation.send(.serverToClient, acknowledging: 1_500, time: Self.milliseconds(140))
        conversation.send(.serverToClient, time: Self.milliseconds(150))
        conversation.send(.serverToClient, 10, time: Self.milliseconds(430))
        #expect(conversation.stream.answerNanoseconds == Self.milliseconds(300))
        #expect(conversation.stream.acknowledgmentNanoseconds == Self.milliseconds(20))
    }

    @Test func `a request that is sent again counts from when it was sent first`() {
        var conversation = Self.handshake()
        conversation.send(.clientToServer, 100, time: Self.milliseconds(30))
        conversation.send(.clientToServer, 100, at: 0, time: Self.milliseconds(330))
        conversation.send(.serverToClient, 10, time: Self.milliseconds(350))
        #expect(conversation.stream.answerNanoseconds == Self.milliseconds(320))
    }

    @Test func `bytes in a SYN wait for no handshake`() throws {
        var conversation = Conversation()
        conversation.send(.clientToServer, 16, at: -1, flags: .syn, time: 0)
        conversation.send(.serverToClient, flags: [.syn, .ack], time: Self.milliseconds(20))
        conversation.send(.clientToServer, time: Self.milliseconds(21))
        #expect(try #require(conversation.stream.firstRequest).waitNanoseconds == 0)
    }

    @Test func `of a stream without its start nothing is timed`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 100, time: 0)
        conversation.send(.serverToClient, 10, time: Self.milliseconds(350))
        #expect(conversation.stream.establishedNanoseconds == nil)
        #expect(conversation.stream.firstRequest == nil)
        #expect(conversation.stream.answerNanoseconds == nil)
    }

    @Test func `what was never sent or answered has no time`() {
        let conversation = Self.handshake()
        #expect(conversation.stream.firstRequest == nil)
        #expect(conversation.stream.answerNanoseconds == nil)
        var opening = Conversation()
        opening.send(.clientToServer, flags: .syn)
        #expect(opening.stream.establishedNanoseconds == nil)
    }
}
