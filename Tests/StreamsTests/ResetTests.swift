import Streams
import Testing
import Wire

/// Who reset a connection, and after what.
@Suite struct ResetTests {
    /// A request of 100 bytes, which is acknowledged, and an answer of 300, which is not.
    private static func exchange() -> Conversation {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 10_000_000)
        conversation.send(.serverToClient, 300, time: 20_000_000)
        return conversation
    }

    @Test(arguments: Direction.allCases)
    func `whoever sends RST resets, after what was sent until then`(sender: Direction) throws {
        var conversation = Self.exchange()
        conversation.send(sender, flags: .rst, time: 30_020_000_000)
        let reset = try #require(conversation.stream.reset)
        #expect(reset.sender == sender)
        #expect(reset.stage == .established)
        #expect(reset.number == 6)
        #expect(reset.elapsedNanoseconds == 30_020_000_000)
        #expect(reset.silenceNanoseconds == 30_000_000_000)
        #expect((reset.clientBytes, reset.serverBytes) == (100, 300))
        #expect(reset.unacknowledgedBytes == (sender == .clientToServer ? 300 : 0))
        #expect(conversation.stream.troubles.first == .reset(reset))
        #expect(Direction.allCases.map { conversation.stream.flow($0).resets }.reduce(0, +) == 1)
    }

    @Test func `the first RST counts, and those to packets that were under way do not`() throws {
        var conversation = Self.exchange()
        conversation.send(.clientToServer, flags: [.rst, .ack])
        conversation.send(.serverToClient, 500)
        conversation.send(.clientToServer, flags: .rst)
        #expect(try #require(conversation.stream.reset).number == 6)
        #expect(conversation.stream.close == .reset)
        #expect(conversation.stream.clientToServer.resets == 2)
    }

    @Test(
        arguments: [
            ([.clientToServer], .clientToServer, .ownFIN), ([.clientToServer], .serverToClient, .peerFIN),
            ([.serverToClient], .clientToServer, .peerFIN),
            ([.clientToServer, .serverToClient], .clientToServer, .bothFINs),
        ] as [([Direction], Direction, Reset.Stage)]
    )
    func `a RST behind a FIN says whose`(closing: [Direction], sender: Direction, stage: Reset.Stage) throws {
        var conversation = Self.exchange()
        for direction in closing { conversation.send(direction, flags: [.fin, .ack]) }
        conversation.send(sender, flags: [.rst, .ack])
        #expect(try #require(conversation.stream.reset).stage == stage)
    }

    @Test func `a FIN that is not acknowledged is no byte that was lost`() throws {
        var conversation = Self.exchange()
        conversation.send(.clientToServer, flags: [.fin, .ack])
        conversation.send(.serverToClient, flags: [.rst, .ack], acknowledging: 100)
        #expect(try #require(conversation.stream.reset).unacknowledgedBytes == 0)
    }

    @Test func `a RST in the handshake says how far that had come`() throws {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn)
        var refused = conversation
        refused.send(.serverToClient, flags: [.rst, .ack])
        #expect(try #require(refused.stream.reset).stage == .syn)
        conversation.send(.serverToClient, flags: [.syn, .ack])
        conversation.send(.clientToServer, flags: .rst)
        #expect(try #require(conversation.stream.reset).stage == .synAck)
    }

    @Test func `of a RST that is captured alone nothing more is known`() throws {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: .rst)
        #expect(try #require(conversation.stream.reset).stage == nil)
    }

    @Test func `of an end that never acknowledged anything is unknown what it had got`() throws {
        var conversation = Conversation()
        conversation.send(.serverToClient, 1_000)
        conversation.send(.clientToServer, flags: .rst)
        #expect(try #require(conversation.stream.reset).unacknowledgedBytes == nil)
    }

    @Test func `the reason that a RST carries is no byte of the stream`() throws {
        var conversation = Self.exchange()
        conversation.send(.serverToClient, 20, flags: [.rst, .ack])
        #expect(try #require(conversation.stream.reset).serverBytes == 300)
    }

    @Test func `an end that goes on behind its RST has sent none`() {
        var conversation = Self.exchange()
        conversation.send(.serverToClient, flags: .rst)
        conversation.send(.serverToClient, 200)
        #expect(conversation.stream.reset == nil)
        #expect(conversation.stream.close == .open)
        #expect(conversation.stream.troubles == [.resetInVain(packets: 1)])
    }

    @Test func `bytes of before a RST that were captured behind it leave it a RST`() {
        var conversation = Self.exchange()
        conversation.send(.serverToClient, at: 800, flags: .rst)
        conversation.send(.serverToClient, 500, at: 300)
        #expect(conversation.stream.close == .reset)
    }

    @Test func `a RST with a foreign number ahead of the SYN+ACK ends nothing`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn)
        conversation.send(.serverToClient, at: 1_616_457_232, flags: [.rst, .ack])
        conversation.send(.serverToClient, at: -1, flags: [.syn, .ack])
        conversation.send(.clientToServer, acknowledging: 0)
        #expect(conversation.stream.reset == nil)
        #expect(conversation.stream.failedAttempt == nil)
    }
}
