import Streams
import Testing
import Wire

/// What was captured twice, and what a receiver says it got twice.
@Suite struct DuplicateTests {
    @Test func `a packet on two interfaces counts once`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, identification: 7, interface: 1)
        let again = conversation.send(.clientToServer, 100, at: 0, identification: 7, interface: 2)
        let flow = conversation.stream.clientToServer
        #expect(again.analysis == .captureDuplicate)
        #expect((again.sequence, again.acknowledgment) == (1, 1))
        #expect((flow.segments, flow.payloadBytes, flow.retransmittedBytes, flow.duplicatePackets) == (1, 100, 0, 1))
    }

    @Test func `a copy that comes after others counts as one`() {
        var conversation = Conversation()
        conversation.handshake()
        for burst in 0..<2_000 {
            for interface in 1...2 as ClosedRange<UInt32> {
                for number in burst * 4..<burst * 4 + 4 {
                    let identification = UInt32(1 + number)
                    let offset = Int64(number) * 100
                    conversation.send(
                        .clientToServer,
                        100,
                        at: offset,
                        identification: identification,
                        interface: interface
                    )
                }
            }
        }
        #expect(conversation.stream.clientToServer.duplicatePackets == 8_000)
    }

    @Test func `a packet with another identification was sent again`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, identification: 7, interface: 1)
        let again = conversation.send(.clientToServer, 100, at: 0, identification: 8, interface: 2)
        #expect(again.analysis != .captureDuplicate)
        #expect(conversation.stream.clientToServer.retransmittedBytes == 100)
    }

    @Test func `without an identification another interface tells`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, identification: 0, interface: 1)
        conversation.send(.serverToClient, acknowledging: 0, identification: 0, interface: 1)
        for interface in [2, 3] as [UInt32] {
            let copy = conversation.send(.clientToServer, 100, at: 0, identification: 0, interface: interface)
            #expect(copy.analysis == .captureDuplicate)
        }
    }

    @Test func `a packet long after another is none of its copies`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 1_000_000, identification: 7)
        let again = conversation.send(.clientToServer, 100, at: 0, time: 200_000_000, identification: 7)
        #expect(again.analysis.contains(.retransmission))
    }

    /// The two forms of RFC 2883 section 4, and what is neither.
    @Test(arguments: [
        ([0..<100], 1), ([300..<400, 200..<500], 1), ([300..<400], 0), ([300..<400, 600..<700], 0),
    ])
    func `a receiver tells what came twice`(blocks: [Range<Int64>], count: Int) {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 1_000)
        conversation.send(.serverToClient, acknowledging: 200, sack: blocks)
        #expect(conversation.stream.serverToClient.duplicateSACKs == count)
    }

    @Test func `both ends may open a connection at once`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, mss: 1_460)
        conversation.send(.serverToClient, flags: .syn, mss: 1_460)
        conversation.send(.clientToServer, at: -1, flags: [.syn, .ack], acknowledging: 0, mss: 1_460)
        conversation.send(.serverToClient, at: -1, flags: [.syn, .ack], acknowledging: 0, mss: 1_460)
        conversation.send(.clientToServer, 10)
        conversation.send(.serverToClient, 20)
        #expect(conversation.table.streams.count == 1)
        #expect(conversation.stream.handshake == .complete)
        #expect(conversation.stream.clientToServer.uniqueBytes == 10)
        #expect(conversation.stream.serverToClient.uniqueBytes == 20)
    }
}
