import Streams
import TestSupport
import Testing
import Wire

@Suite struct MessageTests {
    /// The messages of writes of these sizes, carried by segments of these and taken by reads of these.
    private static func messages(writes: [Int64], segments: [Int], reads: [Int64]? = nil) throws -> [Message] {
        var conversation = Conversation()
        conversation.handshake()
        for bytes in segments { conversation.send(.clientToServer, bytes) }
        let report = StreamReport(
            conversation,
            client: ranges(writes).map { .write($0.lowerBound, Int64($0.count)) },
            server: reads.map { ranges($0).map { .read($0.lowerBound, Int64($0.count)) } }
        )
        return try #require(report.clientToServer?.messages)
    }

    private static func ranges(_ sizes: [Int64]) -> [Range<Int64>] {
        var end: Int64 = 0
        return sizes.map { size in
            end += size
            return end - size..<end
        }
    }

    @Test func `a message alone in one segment and one read is aligned`() throws {
        let messages = try Self.messages(writes: [100, 50], segments: [100, 50], reads: [100, 50])
        #expect(messages.map(\.onWire) == [.aligned, .aligned])
        #expect(messages.map(\.atReader) == [.aligned, .aligned])
        #expect(messages.map(\.segments) == [[4], [5]])
        #expect(messages.map(\.reads) == [[0], [1]])
    }

    @Test func `a message in several pieces is split, whoever shares them`() throws {
        let messages = try Self.messages(writes: [3_000, 100], segments: [1_448, 1_448, 204], reads: [2_000, 1_100])
        #expect(messages.map(\.onWire) == [.split, .coalesced])
        #expect(messages.map(\.atReader) == [.split, .coalesced])
        #expect(messages.map(\.segments) == [[4, 5, 6], [6]])
        #expect(messages.map(\.reads) == [[0, 1], [1]])
    }

    @Test func `messages that share one piece are coalesced`() throws {
        let messages = try Self.messages(writes: [10, 20, 30], segments: [60], reads: [60])
        #expect(messages.map(\.onWire) == [.coalesced, .coalesced, .coalesced])
        #expect(messages.map(\.atReader) == [.coalesced, .coalesced, .coalesced])
    }

    @Test func `a message of which nothing was captured fits nothing`() throws {
        let messages = try Self.messages(writes: [10, 20], segments: [10], reads: [10])
        #expect(messages.map(\.onWire) == [.aligned, nil])
        #expect(messages.map(\.atReader) == [.aligned, nil])
        #expect(messages.map(\.firstByteNanoseconds) == [3_000, nil])
    }

    @Test func `without the reader's record nothing is said of reads`() throws {
        let messages = try Self.messages(writes: [10], segments: [10])
        #expect(messages.map(\.reads) == [nil])
        #expect(messages.map(\.atReader) == [nil])
    }

    @Test func `a segment that fills two holes carries what was missing`() throws {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, at: 100)
        conversation.send(.clientToServer, 300, at: 0)
        let report = StreamReport(conversation, client: [.write(0, 100), .write(100, 100), .write(200, 100)])
        let messages = try #require(report.clientToServer?.messages)
        #expect(messages.map(\.segments) == [[5], [4], [5]])
        #expect(messages.map(\.onWire) == [.coalesced, .aligned, .coalesced])
    }

    @Test func `a segment that repeats a message carries none of it`() throws {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        // Sent again together with the next message.
        conversation.send(.clientToServer, 300, at: 0)
        let report = StreamReport(conversation, client: [.write(0, 100), .write(100, 200)])
        let messages = try #require(report.clientToServer?.messages)
        #expect(messages.map(\.segments) == [[4], [5]])
        // The second is not alone in its segment.
        #expect(messages.map(\.onWire) == [.aligned, .coalesced])
        #expect(messages.map(\.lastByteNanoseconds) == [3_000, 4_000])
    }

    @Test func `a message arrives with the last of its bytes, in whatever order they come`() throws {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, at: 100, time: 10_000)
        conversation.send(.clientToServer, 100, at: 0, time: 30_000)
        let report = StreamReport(conversation, client: [.write(0, 200)])
        let message = try #require(report.clientToServer?.messages.first)
        #expect(message.segments == [5, 4])
        #expect(message.firstByteNanoseconds == 30_000)
        #expect(message.lastByteNanoseconds == 30_000)
        #expect(message.onWire == .split)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `many messages are joined as comparing each with each would`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let cut = { (generator: inout SeededGenerator) in
            var sizes: [Int64] = []
            while sizes.reduce(0, +) < 20_000 { sizes.append(.random(in: 1...400, using: &generator)) }
            sizes.append(20_400 - sizes.reduce(0, +))
            return sizes
        }
        let writes = cut(&generator)
        let segments = cut(&generator)
        let reads = cut(&generator)
        let messages = try Self.messages(writes: writes, segments: segments.map { Int($0) }, reads: reads)
        let segmentRanges = Self.ranges(segments)
        let readRanges = Self.ranges(reads)
        #expect(messages.count == writes.count)
        for (message, range) in zip(messages, Self.ranges(writes)) {
            #expect(
                message.segments == segmentRanges.indices.filter { segmentRanges[$0].overlaps(range) }.map { $0 + 4 }
            )
            #expect(message.reads == readRanges.indices.filter { readRanges[$0].overlaps(range) }.map { $0 })
        }
    }
}
