import Streams
import Testing
import Wire

@Suite struct StreamTableTests {
    private static let wellKnown = SocketAddress(address: .v4(0xc633_6402), port: 443)

    @Test func `who sends the SYN is the client`() {
        var conversation = Conversation(client: Self.wellKnown, server: Conversation.client)
        conversation.send(.clientToServer, flags: .syn)
        #expect(conversation.stream.client == Self.wellKnown)
        #expect(conversation.stream.server == Conversation.client)
    }

    @Test func `who answers with a SYN+ACK is the server though it is seen first`() {
        var conversation = Conversation()
        let item = conversation.send(.serverToClient, flags: [.syn, .ack])
        #expect(conversation.stream.client == Conversation.client)
        #expect(conversation.stream.server == Conversation.server)
        #expect(item.direction == .serverToClient)
    }

    @Test func `a SYN captured behind its own SYN+ACK belongs to it`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: [.syn, .ack], acknowledging: 0)
        conversation.send(.clientToServer, flags: .syn)
        conversation.send(.clientToServer)
        #expect(conversation.table.streams.count == 1)
        #expect(conversation.stream.handshake == .complete)
    }

    @Test func `ends that open towards each other at once are one stream`() {
        // RFC 9293 figure 7.
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn)
        conversation.send(.serverToClient, flags: .syn)
        conversation.send(.clientToServer, flags: [.syn, .ack])
        conversation.send(.serverToClient, flags: [.syn, .ack])
        #expect(conversation.table.streams.count == 1)
        #expect(conversation.stream.client == Conversation.client)
    }

    @Test(arguments: Direction.allCases)
    func `in the middle of a stream the well-known port is the server's`(first: Direction) {
        var conversation = Conversation(server: Self.wellKnown)
        conversation.send(first, 10)
        #expect(conversation.stream.server == Self.wellKnown)
        #expect(conversation.items.map(\.direction) == [first])
    }

    @Test func `in the middle of a stream between high ports the first sender is taken for the client`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, 10)
        #expect(conversation.stream.client == Conversation.server)
    }

    @Test func `a SYN that is sent again opens nothing new`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn)
        conversation.send(.clientToServer, flags: .syn, time: 1_000_000_000)
        conversation.send(.serverToClient, flags: [.syn, .ack])
        #expect(conversation.table.streams.count == 1)
    }

    @Test func `a SYN with another sequence number uses the ports again`() {
        var table = StreamTable(keeping: .all)
        let header = { (sequence: UInt32, flags: TCPFlags) in
            TCPHeader(
                sourcePort: 40_000,
                destinationPort: 2_000,
                sequence: sequence,
                acknowledgment: 0,
                flags: flags,
                window: 1
            )
        }
        let packets: [(TCPHeader, Int)] = [
            (header(10, .syn), 0), (header(11, .ack), 5), (header(90, .syn), 0), (header(91, .ack), 7),
        ]
        let ids = packets.enumerated().map { index, packet in
            table.add(
                packet.0,
                from: Conversation.client,
                to: Conversation.server,
                payloadLength: packet.1,
                number: index + 1,
                time: Conversation.start
            )
        }
        #expect(ids == [0, 0, 1, 1])
        #expect(table.streams.map(\.clientToServer.uniqueBytes) == [5, 7])
        #expect(table.streams.map(\.id) == [0, 1])
    }

    @Test(
        arguments: [
            (.all, [true, true, true]), (.none, [false, false, false]), (.only(1), [false, true, false]),
            (.few(3), [true, true, true]), (.few(2), [false, false, false]), (.few(0), [false, false, false]),
        ] as [(StreamTable.Keeping, [Bool])]
    )
    func `packets are kept of the streams that were asked for`(keeping: StreamTable.Keeping, kept: [Bool]) {
        var table = StreamTable(keeping: keeping)
        for number in 1...3 as ClosedRange<UInt16> {
            var client = Conversation.client
            client.port = number + 5_000
            let header = TCPHeader(
                sourcePort: client.port,
                destinationPort: 2_000,
                sequence: 1,
                acknowledgment: 0,
                flags: .ack,
                window: 1
            )
            _ = table.add(
                header,
                from: client,
                to: Conversation.server,
                payloadLength: 9,
                number: Int(number),
                time: Conversation.start
            )
        }
        #expect(table.streams.map { $0.items != nil } == kept)
        #expect(table.streams.map(\.clientToServer.payloadBytes) == [9, 9, 9])
        #expect(table.streams.allSatisfy { ($0.items?.count ?? 1) == 1 })
    }

    @Test func `idle streams make room for new ones`() {
        var table = StreamTable(keeping: .none, capacity: 3)
        func send(from port: UInt16, at second: Int64) -> Int {
            let source = SocketAddress(address: .v4(1), port: port)
            let destination = SocketAddress(address: .v4(2), port: 80)
            let header = TCPHeader(
                sourcePort: port,
                destinationPort: 80,
                sequence: 1,
                acknowledgment: 1,
                flags: .ack,
                window: 1
            )
            let place = table.add(
                header,
                from: source,
                to: destination,
                payloadLength: 1,
                number: 1,
                time: Timestamp(seconds: second, nanoseconds: 0)
            )
            return table.streams[place].id
        }
        #expect([1, 2, 3].map { send(from: $0, at: Int64($0)) } == [0, 1, 2])
        #expect(send(from: 1, at: 10) == 0)
        // The second was silent for longest.
        #expect(send(from: 4, at: 11) == 3)
        #expect(send(from: 1, at: 12) == 0)
        #expect(send(from: 2, at: 13) == 4)
        #expect(table.evicted == 2)
        #expect(table.streams.map(\.id).sorted() == [0, 3, 4])
    }

    @Test func `a stream takes little memory`() {
        #expect(MemoryLayout<TCPStream>.stride <= 1_024)
    }
}
