import Streams
import Testing
import Wire

/// ICMP errors belong to the stream whose packet they quote.
@Suite struct ICMPErrorsTests {
    private static let needToFrag = ICMPErrorMessage(isIPv6: false, type: 3, code: 4, mtu: 1_460)

    private static func exchange() -> Conversation {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, 3_000)
        return conversation
    }

    @Test(arguments: Direction.allCases)
    func `errors of a kind are counted, with the packets that brought them`(direction: Direction) throws {
        var conversation = Self.exchange()
        for number in [8, 11, 13] {
            conversation.report(
                Self.needToFrag,
                about: direction,
                at: 0,
                checksum: UInt16(number),
                number: number
            )
        }
        let kind = try #require(conversation.stream.icmpErrors.kinds.first)
        #expect(kind.message.mtu == 1_460)
        #expect(kind.sender == .v4(0x0a00_0001))
        #expect(kind.about == direction)
        #expect(kind.count == 3)
        #expect(kind.numbers == [8, 11, 13])
        #expect(conversation.stream.troubles == [.icmp(kind)])
    }

    @Test func `what differs in message, MTU, sender or direction is another kind`() {
        var conversation = Self.exchange()
        let smaller = ICMPErrorMessage(isIPv6: false, type: 3, code: 4, mtu: 1_280)
        conversation.report(Self.needToFrag, about: .serverToClient, checksum: 1)
        conversation.report(smaller, about: .serverToClient, checksum: 2)
        conversation.report(Self.needToFrag, about: .clientToServer, checksum: 3)
        conversation.report(Self.needToFrag, about: .serverToClient, from: .v4(9), checksum: 4)
        #expect(conversation.stream.icmpErrors.kinds.map(\.count) == [1, 1, 1, 1])
    }

    @Test func `a message that was captured twice counts once`() {
        var conversation = Self.exchange()
        conversation.report(Self.needToFrag, about: .serverToClient, checksum: 7, time: 0)
        conversation.report(Self.needToFrag, about: .serverToClient, checksum: 7, time: 9_000_000)
        conversation.report(Self.needToFrag, about: .serverToClient, checksum: 7, time: 400_000_000)
        conversation.report(Self.needToFrag, about: .serverToClient, checksum: 8, time: 400_000_001)
        #expect(conversation.stream.icmpErrors.kinds.map(\.count) == [3])
    }

    @Test func `memory is bounded, whatever comes`() {
        var conversation = Self.exchange()
        for number in 0..<10_000 {
            let message = ICMPErrorMessage(isIPv6: false, type: 3, code: 4, mtu: number % 20 + 1)
            conversation.report(message, about: .serverToClient, checksum: UInt16(number), number: number)
        }
        let errors = conversation.stream.icmpErrors
        #expect(errors.kinds.map(\.count) == [Int](repeating: 500, count: 8))
        #expect(errors.kinds.allSatisfy { $0.numbers.count == 16 })
        #expect(errors.others == 6_000)
    }

    @Test(arguments: [-2, 1 << 25] as [Int64])
    func `a packet that was never sent is not this connection's`(offset: Int64) {
        var conversation = Self.exchange()
        conversation.report(Self.needToFrag, about: .serverToClient, at: offset)
        #expect(conversation.stream.icmpErrors.kinds.isEmpty)
    }

    @Test func `an error about the newest of several connections on the same ports is not an older one's`() {
        var conversation = Conversation(clientInitial: 900_000, continuing: Self.exchange())
        conversation.handshake()
        conversation.report(Self.needToFrag, about: .clientToServer, at: 0)
        #expect(conversation.table.streams.map(\.icmpErrors.kinds.count) == [0, 1])
    }

    @Test func `an error about a connection that was not captured belongs to none`() {
        var conversation = Conversation()
        conversation.report(Self.needToFrag, about: .clientToServer)
        #expect(conversation.table.streams.isEmpty)
    }
}
