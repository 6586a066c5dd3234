import Streams
import Testing
import Wire

/// What became of attempts to connect that made no connection.
@Suite struct FailedAttemptTests {
    private static let hostUnreachable = ICMPErrorMessage(isIPv6: false, type: 3, code: 1)

    /// So many SYNs, a second apart.
    private static func opening(syns: Int = 1) -> Conversation {
        var conversation = Conversation()
        for second in 0..<Int64(syns) { conversation.send(.clientToServer, flags: .syn, time: second * 1_000_000_000) }
        return conversation
    }

    @Test func `SYNs that nothing answers are counted`() {
        let stream = Self.opening(syns: 7).stream
        #expect(stream.failedAttempt == .unanswered)
        #expect(stream.close == .notOpened)
        #expect(stream.clientToServer.syns == 7)
        #expect(stream.clientToServer.retransmittedSYNs == 6)
        #expect(stream.durationNanoseconds == 6_000_000_000)
        #expect(stream.troubles == [.failed(.unanswered)])
    }

    @Test(arguments: [1, 6])
    func `a SYN+ACK that nobody acknowledges is a handshake that was never completed`(synAcks: Int) {
        var conversation = Self.opening()
        for second in 0..<Int64(synAcks) {
            conversation.send(.serverToClient, flags: [.syn, .ack], time: second * 1_000_000_000 + 100)
        }
        #expect(conversation.stream.failedAttempt == .neverCompleted)
        #expect(conversation.stream.serverToClient.synAcks == synAcks)
        #expect(conversation.stream.serverToClient.retransmittedSYNs == synAcks - 1)
        #expect(conversation.stream.troubles == [.failed(.neverCompleted)])
    }

    @Test func `SYN+ACKs alone, as a flood's victim sends them to others, are such a handshake too`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: [.syn, .ack], acknowledging: 0)
        #expect(conversation.stream.failedAttempt == .neverCompleted)
    }

    @Test(arguments: [TCPFlags.rst, [.rst, .ack]])
    func `a RST from the server refuses`(flags: TCPFlags) {
        var conversation = Self.opening(syns: 3)
        conversation.send(.serverToClient, flags: flags)
        #expect(conversation.stream.failedAttempt == .refusedByReset)
        #expect(conversation.stream.close == .reset)
        #expect(conversation.stream.troubles == [.failed(.refusedByReset)])
    }

    @Test(arguments: [TCPFlags.rst, [.rst, .ack]])
    func `a SYN+ACK to which the client sends RST was looked for by a scan`(flags: TCPFlags) {
        var conversation = Self.opening()
        conversation.send(.serverToClient, flags: [.syn, .ack])
        conversation.send(.clientToServer, flags: flags)
        #expect(conversation.stream.failedAttempt == .resetByClient)
        #expect(conversation.stream.handshake == .partial)
        #expect(conversation.stream.troubles == [.failed(.resetByClient)])
    }

    @Test func `a server that gives up resets a handshake that was never completed`() throws {
        var conversation = Self.opening()
        conversation.send(.serverToClient, flags: [.syn, .ack])
        conversation.send(.serverToClient, flags: .rst)
        #expect(conversation.stream.failedAttempt == .neverCompleted)
        #expect(try #require(conversation.stream.reset).stage == .synAck)
    }

    @Test func `an ICMP error of a destination that cannot be reached refuses`() throws {
        var conversation = Self.opening()
        conversation.report(Self.hostUnreachable, about: .clientToServer)
        #expect(conversation.stream.failedAttempt == .refusedByICMP)
        let kind = try #require(conversation.stream.icmpErrors.kinds.first)
        #expect(conversation.stream.troubles == [.failed(.refusedByICMP), .icmp(kind)])
    }

    @Test(
        arguments: [
            // Time exceeded, and need to frag, which is about one packet.
            ICMPErrorMessage(isIPv6: false, type: 11, code: 0), .init(isIPv6: false, type: 3, code: 4, mtu: 40),
            .init(isIPv6: true, type: 3, code: 0), .init(isIPv6: true, type: 2, code: 0, mtu: 1_280),
        ]
    )
    func `other ICMP errors refuse nothing`(message: ICMPErrorMessage) {
        var conversation = Self.opening()
        conversation.report(message, about: .clientToServer)
        #expect(conversation.stream.failedAttempt == .unanswered)
        #expect(conversation.stream.icmpErrors.kinds.map(\.message) == [message])
    }

    @Test func `a connection that was made is no failed attempt, however often its SYNs were sent`() {
        var conversation = Self.opening(syns: 3)
        conversation.send(.serverToClient, flags: [.syn, .ack])
        conversation.send(.serverToClient, at: -1, flags: [.syn, .ack])
        conversation.send(.clientToServer)
        #expect(conversation.stream.failedAttempt == nil)
        #expect(conversation.stream.troubles == [.openedAgain(syns: 3, synAcks: 2)])
    }

    @Test func `a client that goes on was answered, though not in what was captured`() {
        var conversation = Self.opening()
        conversation.send(.clientToServer)
        conversation.send(.clientToServer, 10)
        #expect(conversation.stream.failedAttempt == nil)
        #expect(conversation.stream.close == .open)
        #expect(conversation.stream.troubles == [.startNotSeen(inPart: true)])
    }

    @Test func `a RST alone is no attempt`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: .rst)
        #expect(conversation.stream.failedAttempt == nil)
    }

    @Test func `ends that open at once have sent nothing again`() {
        // RFC 9293 figure 7.
        var conversation = Self.opening()
        conversation.send(.serverToClient, flags: .syn)
        conversation.send(.clientToServer, at: -1, flags: [.syn, .ack])
        conversation.send(.serverToClient, at: -1, flags: [.syn, .ack])
        conversation.send(.clientToServer)
        #expect(Direction.allCases.map { conversation.stream.flow($0).retransmittedSYNs } == [0, 0])
        #expect(conversation.stream.failedAttempt == nil)
    }

    @Test func `a port that refuses and then accepts has two streams, and one trouble`() {
        var table = Self.opening()
        table.send(.serverToClient, flags: [.rst, .ack])
        var again = Conversation(clientInitial: 900_000, continuing: table)
        again.handshake()
        #expect(again.table.streams.map(\.failedAttempt) == [.refusedByReset, nil])
        #expect(again.table.streams.map(\.troubles.isEmpty) == [false, true])
    }

    @Test func `a client that tries again with the same sequence number is accepted in the end`() {
        var conversation = Self.opening()
        conversation.send(.serverToClient, flags: [.rst, .ack])
        conversation.send(.clientToServer, flags: .syn, time: 1_000_000_000)
        conversation.send(.serverToClient, at: -1, flags: [.syn, .ack])
        conversation.send(.clientToServer)
        #expect(conversation.stream.failedAttempt == nil)
        #expect(conversation.stream.close == .open)
        #expect(conversation.stream.troubles.contains(.resetInVain(packets: 1)))
        #expect(conversation.stream.troubles.contains(.openedAgain(syns: 2, synAcks: 1)))
    }
}
