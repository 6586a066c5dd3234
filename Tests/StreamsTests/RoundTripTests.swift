import Streams
import Testing
import Wire

@Suite struct RoundTripTests {
    private static let millisecond: Int64 = 1_000_000

    @Test func `a round trip is from a segment to the acknowledgment that ends with it`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 10 * Self.millisecond)
        conversation.send(.clientToServer, 100, time: 12 * Self.millisecond)
        conversation.send(.serverToClient, acknowledging: 200, time: 20 * Self.millisecond)
        let sketch = conversation.stream.clientToServer.roundTrips.sketch
        // The SYN's, and that of the second segment: for the first the acknowledgment came late.
        #expect(sketch.samples == 2)
        #expect((sketch.minimum, sketch.maximum) == (1, 8_000))
    }

    @Test func `what was sent twice has no round trip`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 10 * Self.millisecond)
        conversation.send(.clientToServer, 100, at: 0, time: 300 * Self.millisecond)
        conversation.send(.serverToClient, acknowledging: 100, time: 301 * Self.millisecond)
        #expect(conversation.stream.clientToServer.roundTrips.sketch.samples == 1)
        conversation.send(.clientToServer, 100, time: 400 * Self.millisecond)
        conversation.send(.serverToClient, acknowledging: 200, time: 405 * Self.millisecond)
        #expect(conversation.stream.clientToServer.roundTrips.sketch.maximum == 5_000)
    }

    @Test func `the timestamps tell which of two was acknowledged`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 10 * Self.millisecond, timestamps: (1_010, 1))
        conversation.send(.clientToServer, 100, at: 0, time: 300 * Self.millisecond, timestamps: (1_300, 1))
        conversation.send(
            .serverToClient,
            acknowledging: 100,
            time: 302 * Self.millisecond,
            timestamps: (9_000, 1_300)
        )
        let sketch = conversation.stream.clientToServer.roundTrips.sketch
        #expect((sketch.samples, sketch.maximum) == (2, 2_000))
    }

    @Test(arguments: [1, 7, 8, 100, 1_448, 65_483, 10_000_000])
    func `a quantile is off by an eighth at most`(value: Int64) throws {
        var sketch = QuantileSketch()
        for offset in 0..<100 { sketch.add(value + value * Int64(offset) / 100) }
        let median = try #require(sketch.quantile(0.5))
        let truth = value + value * 49 / 100
        #expect(abs(median - truth) * 8 <= truth)
        #expect((sketch.minimum, sketch.maximum) == (value, value + value * 99 / 100))
    }
}
