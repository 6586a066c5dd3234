import Streams
import Testing
import Wire

/// Copies by a mirrored port: on the same interface, a moment later, and over IPv6 without an identification.
@Suite struct MirrorTests {
    private static let microsecond: Int64 = 1_000

    /// What is sent again at once, without an identification.
    private func twice(
        _ bytes: Int = 0,
        flags: TCPFlags = .ack,
        apart: Int64 = 4 * microsecond,
        answered: Bool = false
    ) -> PacketItem {
        var conversation = Conversation()
        conversation.handshake()
        let start = 10_000_000 as Int64
        conversation.send(.clientToServer, bytes, at: 0, flags: flags, time: start, identification: 0)
        if answered { conversation.send(.serverToClient, acknowledging: 0, time: start + apart / 2) }
        return conversation.send(
            .clientToServer,
            bytes,
            at: 0,
            flags: flags,
            acknowledging: 0,
            time: start + apart,
            identification: 0
        )
    }

    @Test func `every packet of a mirrored connection counts once`() {
        var conversation = Conversation()
        var time: Int64 = 0
        func both(
            _ direction: Direction,
            _ bytes: Int = 0,
            at offset: Int64,
            flags: TCPFlags = .ack,
            _ acknowledging: Int64
        ) {
            for copy in [0, 4] as [Int64] {
                conversation.send(
                    direction,
                    bytes,
                    at: offset,
                    flags: flags,
                    acknowledging: acknowledging,
                    mss: flags.contains(.syn) ? 1_440 : nil,
                    time: time + copy * Self.microsecond,
                    identification: 0
                )
            }
            time += 10_000_000
        }
        both(.clientToServer, at: -1, flags: .syn, 0)
        both(.serverToClient, at: -1, flags: [.syn, .ack], 0)
        both(.clientToServer, at: 0, 0)
        both(.clientToServer, 100, at: 0, 0)
        both(.serverToClient, at: 0, 100)
        for offset in [0, 100, 200] as [Int64] { both(.serverToClient, 100, at: offset, 100) }
        both(.clientToServer, at: 100, 300)
        both(.clientToServer, at: 100, flags: [.fin, .ack], 300)
        both(.serverToClient, at: 300, flags: [.fin, .ack], 101)
        both(.clientToServer, at: 101, 301)
        let stream = conversation.stream
        #expect(stream.clientToServer.duplicatePackets + stream.serverToClient.duplicatePackets == 12)
        #expect(stream.packets == 12)
        #expect(stream.troubles.isEmpty)
        #expect(conversation.items.allSatisfy { $0.analysis.isEmpty || $0.analysis == .captureDuplicate })
    }

    @Test func `bytes are not sent again within a millisecond, unless something was heard`() {
        #expect(twice(100).analysis == .captureDuplicate)
        #expect(twice(100, apart: 900 * Self.microsecond).analysis == .captureDuplicate)
        #expect(twice(100, apart: 1_000 * Self.microsecond).analysis != .captureDuplicate)
        #expect(twice(100, answered: true).analysis != .captureDuplicate)
    }

    @Test(arguments: [TCPFlags.ack, .rst, [.rst, .ack]])
    func `bare acknowledgments and resets each answer another packet`(flags: TCPFlags) {
        #expect(twice(flags: flags).analysis != .captureDuplicate)
    }

    @Test(arguments: [0, 7] as [UInt32])
    func `a copy may have an earlier time than what it is a copy of`(identification: UInt32) {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 10_000_000, identification: identification)
        let copy = conversation.send(
            .clientToServer,
            100,
            at: 0,
            time: 9_995_000,
            identification: identification
        )
        #expect(copy.analysis == .captureDuplicate)
    }

    /// 13 ^ 10 = 14 ^ 9, and so are their sums: what is alike of the ends does not make them the same.
    @Test func `the same numbers between other hosts are another connection`() {
        var table = StreamTable(keeping: .none)
        func send(_ source: UInt32, _ sourcePort: UInt16, _ destination: UInt32, _ destinationPort: UInt16, _ at: Int64)
        {
            table.add(
                TCPHeader(
                    sourcePort: sourcePort,
                    destinationPort: destinationPort,
                    sequence: 1_000,
                    acknowledgment: 1_000,
                    flags: .ack,
                    window: 1
                ),
                from: SocketAddress(address: .v4(0xc000_0200 | source), port: sourcePort),
                to: SocketAddress(address: .v4(0xc000_0200 | destination), port: destinationPort),
                payloadLength: 10,
                number: 1,
                time: Timestamp(nanoseconds: at),
                identification: 1
            )
        }
        send(13, 5_000, 10, 21, 0)
        send(14, 5_000, 9, 21, 1_000)
        // The answer, with the numbers of what it answers.
        send(10, 21, 13, 5_000, 2_000)
        send(13, 21, 10, 5_000, 3_000)
        #expect(table.streams.count == 3)
        #expect(table.streams.map { $0.clientToServer.packets + $0.serverToClient.packets } == [2, 1, 1])
        #expect(table.streams.allSatisfy { $0.clientToServer.duplicatePackets == 0 })
    }

    @Test func `copies that come hundreds of packets later are found`() {
        var conversation = Conversation()
        conversation.handshake()
        for number in 1...2 as ClosedRange<Int64> {
            for index in 0..<400 as Range<Int64> {
                let time = number * 1_000_000 + index * Self.microsecond
                conversation.send(.clientToServer, 100, at: index * 100, time: time, identification: UInt32(index + 1))
            }
        }
        #expect(conversation.stream.clientToServer.duplicatePackets >= 398)
    }

    @Test func `a copy has its original's window`() {
        var conversation = Conversation()
        for _ in 1...2 { conversation.send(.clientToServer, flags: .syn, window: 64_240, scale: 7, identification: 1) }
        for _ in 1...2 {
            conversation.send(
                .serverToClient,
                at: -1,
                flags: [.syn, .ack],
                window: 65_160,
                scale: 7,
                identification: 2
            )
        }
        for _ in 1...2 { conversation.send(.clientToServer, at: 0, window: 501, identification: 3) }
        #expect(conversation.items.map(\.window) == [64_240, 64_240, 65_160, 65_160, 64_128, 64_128])
    }
}
