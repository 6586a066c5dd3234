import Streams
import Testing
import Wire

/// Packets of which the capture does not say when they were captured.
@Suite struct MissingTimeTests {
    private static func stream(_ times: [Timestamp?]) -> (stream: TCPStream, items: [PacketItem]) {
        var table = StreamTable(keeping: .all)
        var items: [PacketItem] = []
        for (index, time) in times.enumerated() {
            let header = TCPHeader(
                sourcePort: 1,
                destinationPort: 2,
                sequence: 7,
                acknowledgment: 1,
                flags: .ack,
                window: 5
            )
            let (client, server) = (Conversation.client, Conversation.server)
            table.add(header, from: client, to: server, payloadLength: 10, number: index + 1, time: time)
            items.append(table.item)
        }
        return (table.streams[0], items)
    }

    @Test func `a stream is timed where each of its packets is`() {
        let time = Timestamp(nanoseconds: 5_000_000_000)
        #expect(Self.stream([time, time + 1]).stream.isTimed)
        #expect(!Self.stream([time, nil]).stream.isTimed)
        #expect(!Self.stream([nil, time]).stream.isTimed)
    }

    @Test func `no time passes at a packet without one, and nothing is a copy of another for it`() {
        let time = Timestamp(nanoseconds: 5_000_000_000)
        let (stream, items) = Self.stream([time, nil, nil])
        #expect(stream.durationNanoseconds == 0)
        #expect(items.map(\.elapsedNanoseconds) == [0, 0, 0])
        #expect(stream.clientToServer.duplicatePackets == 0)
        #expect(stream.clientToServer.retransmittedSegments == 2)
        #expect(Self.stream([nil, nil]).stream.clientToServer.duplicatePackets == 0)
    }
}
