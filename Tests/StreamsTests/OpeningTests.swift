import Streams
import Testing
import Wire

/// Which SYN counts, by RFC 9293 sections 3.5 and 3.10.7.3: packets of other connections change nothing.
@Suite struct OpeningTests {
    private static let second: Int64 = 1_000_000_000

    /// 18 bytes one way, 24 the other, and FINs, by the numbers of the SYNs that count.
    private func exchange(_ conversation: inout Conversation, server: Int64 = 0) {
        conversation.send(.clientToServer, at: 0, acknowledging: server)
        conversation.send(.clientToServer, 18, at: 0, acknowledging: server)
        conversation.send(.serverToClient, at: server, acknowledging: 18)
        conversation.send(.serverToClient, 24, at: server, acknowledging: 18)
        conversation.send(.clientToServer, at: 18, acknowledging: server + 24)
        conversation.send(.clientToServer, at: 18, flags: [.fin, .ack], acknowledging: server + 24)
        conversation.send(.serverToClient, at: server + 24, flags: [.fin, .ack], acknowledging: 19)
        conversation.send(.clientToServer, at: 19, acknowledging: server + 25)
    }

    /// The exchange is there as though nothing else had been captured.
    private func expectWhole(_ conversation: Conversation, windowScale: Int? = 7) {
        let stream = conversation.stream
        let exchange = conversation.items.suffix(8)
        #expect(exchange.map(\.offset) == [0, 0, 0, 0, 18, 18, 24, 19])
        #expect(exchange.map(\.acknowledged) == [0, 0, 18, 18, 24, 24, 19, 25])
        #expect(exchange.map(\.freshBytes) == [0, 18, 0, 24, 0, 0, 0, 0])
        #expect(exchange.allSatisfy { $0.analysis.isEmpty })
        #expect((stream.clientToServer.uniqueBytes, stream.serverToClient.uniqueBytes) == (18, 24))
        #expect(stream.clientToServer.retransmittedSegments + stream.serverToClient.retransmittedSegments == 0)
        #expect((stream.clientToServer.maximumBytesInFlight, stream.serverToClient.maximumBytesInFlight) == (18, 24))
        #expect((stream.handshake, stream.close) == (.complete, .fin))
        // That it was not opened at once is all there is to tell.
        #expect(
            stream.troubles.allSatisfy {
                switch $0 {
                case .openedAgain, .resetInVain: true
                default: false
                }
            }
        )
        #expect(stream.isFromStart(.clientToServer) && stream.isFromStart(.serverToClient))
        #expect(stream.serverToClient.windowScale == windowScale)
    }

    private func open(_ conversation: inout Conversation, at time: Int64? = nil) {
        conversation.send(.clientToServer, flags: .syn, mss: 1_460, scale: 7, time: time)
    }

    private func answer(
        _ conversation: inout Conversation,
        at offset: Int64 = -1,
        acknowledging: Int64 = 0,
        scale: UInt8 = 7
    ) {
        conversation.send(
            .serverToClient,
            at: offset,
            flags: [.syn, .ack],
            acknowledging: acknowledging,
            mss: 1_460,
            scale: scale
        )
    }

    @Test func `a challenge ACK of an older connection tells nothing of this one's numbers`() {
        var conversation = Conversation()
        open(&conversation, at: 0)
        conversation.send(.serverToClient, at: 776_100_000, acknowledging: 887_999_000)
        conversation.send(.clientToServer, at: 887_999_000, flags: .rst)
        open(&conversation, at: Self.second)
        answer(&conversation)
        #expect(conversation.items.last?.sequence == 0)
        exchange(&conversation)
        expectWhole(conversation)
    }

    @Test(arguments: [[.rst, .ack], .rst] as [TCPFlags])
    func `a reset with numbers of its own, before the SYN+ACK, is not the connection's`(flags: TCPFlags) {
        var conversation = Conversation()
        open(&conversation)
        conversation.send(.serverToClient, at: 1_616_000_000, flags: flags, acknowledging: 0, window: 0)
        answer(&conversation)
        exchange(&conversation)
        expectWhole(conversation)
    }

    @Test func `a connection that is refused at first begins with the SYN+ACK`() {
        var conversation = Conversation()
        open(&conversation)
        conversation.send(.serverToClient, at: -77_001, flags: [.rst, .ack], acknowledging: 0, window: 0)
        #expect(conversation.stream.close == .reset)
        open(&conversation)
        answer(&conversation)
        exchange(&conversation)
        expectWhole(conversation)
    }

    @Test(arguments: [0, 1, 2])
    func `of several SYN+ACKs the one counts that is acknowledged`(which: Int) {
        var conversation = Conversation()
        open(&conversation)
        let places: [Int64] = [0, 5_000_000, -900_000_000]
        for (index, place) in places.enumerated() {
            answer(&conversation, at: place - 1, scale: UInt8(3 + index))
        }
        exchange(&conversation, server: places[which])
        expectWhole(conversation, windowScale: 3 + which)
    }

    @Test func `a SYN+ACK that comes when another was acknowledged changes nothing`() {
        var conversation = Conversation()
        open(&conversation)
        answer(&conversation)
        conversation.send(.clientToServer)
        answer(&conversation, at: 5_000_000, scale: 3)
        #expect((conversation.items.last?.sequence, conversation.items.last?.window) == (0, 500))
        conversation.send(.clientToServer, at: 0, flags: .rst)
        let data = conversation.send(.serverToClient, 10, at: 0, acknowledging: 0)
        #expect((data.offset, data.analysis) == (0, []))
        #expect(conversation.stream.serverToClient.windowScale == 7)
        #expect(conversation.stream.gaps(.serverToClient) == 0)
    }

    /// RFC 9293 figure 9, seen by the client.
    @Test func `a SYN+ACK that answers an older SYN gives way to one that answers this one`() {
        for isFirst in [true, false] {
            var conversation = Conversation()
            open(&conversation)
            if !isFirst { answer(&conversation) }
            answer(&conversation, at: 5_000_000, acknowledging: -10, scale: 3)
            conversation.send(.clientToServer, at: -10, flags: .rst)
            if isFirst { answer(&conversation) }
            exchange(&conversation)
            expectWhole(conversation)
        }
    }

    @Test func `where acknowledgments are missing the bytes that are sent tell which SYN counts`() {
        var conversation = Conversation()
        answer(&conversation)
        answer(&conversation, at: 5_000_000)
        conversation.send(.serverToClient, 10, at: 0, acknowledging: 0)
        conversation.send(.serverToClient, 10, at: 10, acknowledging: 0)
        #expect(conversation.items.suffix(2).map(\.offset) == [0, 10])
        #expect(conversation.stream.serverToClient.uniqueBytes == 20)
    }

    @Test func `an old SYN within an open connection is a stream of its own`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, at: 0, acknowledging: 100)
        conversation.send(.clientToServer, at: -910, flags: .syn)
        conversation.send(.serverToClient, at: 0, acknowledging: 100)
        conversation.send(.clientToServer, 100, at: 100, acknowledging: 0)
        conversation.send(.serverToClient, at: 0, acknowledging: 200)
        #expect(conversation.table.streams.map { $0.clientToServer.packets + $0.serverToClient.packets } == [8, 1])
        #expect(conversation.table.streams.map(\.clientToServer.uniqueBytes) == [200, 0])
        #expect(conversation.table.streams[0].troubles.isEmpty)
    }

    @Test func `of two SYNs with other numbers the one that is answered opens the connection`() {
        var conversation = Conversation()
        open(&conversation)
        conversation.send(.clientToServer, at: 1_000, flags: .syn, time: Self.second)
        answer(&conversation)
        exchange(&conversation)
        #expect(conversation.table.streams.map { $0.clientToServer.packets + $0.serverToClient.packets } == [10, 1])
        #expect(conversation.table.streams[0].troubles.isEmpty)
    }

    @Test func `ports that are used again while packets of before are on their way keep both apart`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        conversation.send(.clientToServer, at: 70_000_000, flags: .syn, scale: 7)
        // Of the connection before.
        conversation.send(.serverToClient, 50, at: 0, acknowledging: 100)
        conversation.send(.serverToClient, at: 80_000_000, flags: [.syn, .ack], acknowledging: 70_000_001, scale: 7)
        conversation.send(.clientToServer, at: 70_000_001, acknowledging: 80_000_001)
        conversation.send(.clientToServer, 30, at: 70_000_001, acknowledging: 80_000_001)
        conversation.send(.serverToClient, 40, at: 80_000_001, acknowledging: 70_000_031)
        let streams = conversation.table.streams
        #expect(streams.map(\.clientToServer.uniqueBytes) == [100, 30])
        #expect(streams.map(\.serverToClient.uniqueBytes) == [50, 40])
        #expect(streams.map(\.handshake) == [.complete, .complete])
    }

    @Test(arguments: [true, false])
    func `a SYN+ACK whose numbers are both others opens another connection`(isClosed: Bool) {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.serverToClient, 10, flags: isClosed ? [.rst, .ack] : .ack)
        // Of this one the SYN was not captured.
        conversation.send(.serverToClient, at: 80_000_000, flags: [.syn, .ack], acknowledging: 70_000_000)
        conversation.send(.serverToClient, 40, at: 80_000_001, acknowledging: 70_000_000)
        conversation.send(.serverToClient, 40, at: 80_000_041, acknowledging: 70_000_030)
        let streams = conversation.table.streams
        #expect(streams.map(\.serverToClient.uniqueBytes) == [10, 80])
        #expect(streams.map { $0.gaps(.serverToClient) } == [0, 0])
        #expect(conversation.items.suffix(3).map(\.offset) == [-1, 0, 40])
        #expect(streams.map(\.client) == [Conversation.client, Conversation.client])
    }

    @Test func `a SYN with the same number, after its connection has ended, opens another`() {
        var conversation = Conversation()
        for _ in 1...2 {
            open(&conversation)
            answer(&conversation)
            exchange(&conversation)
        }
        #expect(conversation.table.streams.map(\.clientToServer.uniqueBytes) == [18, 18])
        #expect(conversation.table.streams.allSatisfy { $0.troubles.isEmpty })
    }

    @Test func `a reset with numbers of its own moves nothing in an open connection`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        conversation.send(.clientToServer, at: 900_000, flags: .rst)
        conversation.send(.serverToClient, at: 800_000_000, flags: [.rst, .ack], acknowledging: 800_000)
        conversation.send(.clientToServer, 100, at: 100, acknowledging: 0)
        conversation.send(.serverToClient, at: 0, acknowledging: 200)
        let flow = conversation.stream.clientToServer
        #expect((flow.uniqueBytes, flow.retransmittedSegments, flow.lateSegments) == (200, 0, 0))
        #expect(flow.maximumBytesInFlight == 200)
        #expect(conversation.stream.gaps(.clientToServer) == 0)
    }

    @Test func `a SYN that is captured behind what it opened makes that the start`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 10, at: 0, acknowledging: 0)
        conversation.send(.clientToServer, flags: .syn, mss: 1_460)
        conversation.send(.serverToClient, at: -1, flags: [.syn, .ack], acknowledging: 0, mss: 1_460)
        #expect(conversation.table.streams.count == 1)
        #expect(conversation.stream.isFromStart(.clientToServer) && conversation.stream.isFromStart(.serverToClient))
        #expect(conversation.stream.clientToServer.uniqueBytes == 10)
    }

    @Test func `a SYN+ACK alone tells where the other direction begins, whatever came before`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, at: 887_999_000, flags: .rst)
        answer(&conversation)
        conversation.send(.clientToServer, 10, at: 0, acknowledging: 0)
        #expect(conversation.items.last?.offset == 0)
        #expect(conversation.stream.isFromStart(.clientToServer))
    }
}
