import Streams
import Testing
import Wire

/// Trouble is said of bytes that show it, and of nothing else.
@Suite struct StreamTroubleTests {
    private static let millisecond: Int64 = 1_000_000

    private var conversation: Conversation = {
        var conversation = Conversation()
        conversation.handshake()
        return conversation
    }()

    // MARK: Gaps

    @Test mutating func `bytes that come late were captured`() {
        conversation.send(.serverToClient, 200, at: 0)
        conversation.send(.serverToClient, 200, at: 300)
        conversation.send(.clientToServer, acknowledging: 200)
        conversation.send(.serverToClient, 100, at: 200)
        conversation.send(.clientToServer, acknowledging: 500)
        #expect(conversation.stream.troubles == [.late(segments: 1)])
    }

    @Test mutating func `an acknowledgment that is captured before its bytes makes no gap`() {
        conversation.send(.clientToServer, acknowledging: 1_000)
        conversation.send(.clientToServer, acknowledging: 2_000)
        conversation.send(.serverToClient, 1_000, at: 0)
        conversation.send(.serverToClient, 1_000, at: 1_000)
        #expect(conversation.stream.troubles.isEmpty)
    }

    @Test mutating func `bytes that were lost on their way, and never came, are no gap of the capture`() {
        conversation.send(.serverToClient, 200, at: 0)
        conversation.send(.serverToClient, 200, at: 300)
        conversation.send(.clientToServer, acknowledging: 200, sack: [300..<500])
        #expect(conversation.stream.gaps(.serverToClient) == 0)
    }

    @Test mutating func `bytes that were acknowledged, and are not there, are a gap each`() {
        conversation.send(.serverToClient, 200, at: 100)
        conversation.send(.serverToClient, 200, at: 500)
        conversation.send(.clientToServer, acknowledging: 700)
        #expect(conversation.stream.troubles.contains(.notCaptured(gaps: 2)))
        // A FIN may be all that was missed.
        conversation.send(.clientToServer, acknowledging: 701)
        #expect(conversation.stream.gaps(.serverToClient) == 2)
        conversation.send(.clientToServer, acknowledging: 702)
        #expect(conversation.stream.gaps(.serverToClient) == 3)
        #expect(conversation.stream.gaps(.clientToServer) == 0)
    }

    @Test func `where one direction was captured alone a hole in it is a gap`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, 200, at: 100)
        conversation.send(.serverToClient, 200, at: 500)
        // The sender is taken for the client.
        #expect(conversation.stream.gaps(.clientToServer) == 1)
    }

    @Test func `a direction that is captured from later on has no gap before that`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 10, at: 100, acknowledging: 1_000)
        conversation.send(.clientToServer, 10, at: 110, acknowledging: 9_000)
        conversation.send(.serverToClient, 500, at: 9_000, acknowledging: 120)
        // That of two that were swapped at the start comes second.
        conversation.send(.serverToClient, 500, at: 8_500, acknowledging: 120)
        conversation.send(.clientToServer, at: 120, acknowledging: 9_500)
        #expect(conversation.stream.gaps(.serverToClient) == 0)
        #expect(conversation.stream.serverToClient.uniqueBytes == 1_000)
    }

    // MARK: Single bytes

    /// Six a minute apart, each answered; what they carry is no byte of the stream (RFC 1122 section 4.2.3.6).
    @Test(arguments: Direction.allCases, [0, 1])
    mutating func `keep-alives are no trouble`(direction: Direction, garbage: Int) {
        conversation.send(direction, 100)
        conversation.send(direction.reversed)
        for minute in 1...6 as ClosedRange<Int64> {
            let time = minute * 60_000 * Self.millisecond
            #expect(conversation.send(direction, garbage, at: 99, time: time).analysis == .keepAlive)
            #expect(conversation.send(direction.reversed, time: time + Self.millisecond).analysis == .keepAliveAck)
        }
        let flow = conversation.stream.flow(direction)
        #expect(conversation.stream.troubles.isEmpty)
        #expect((flow.uniqueBytes, flow.retransmittedSegments, flow.retransmittedBytes) == (100, 0, 0))
        #expect(flow.classes[.keepAlive] == 6)
    }

    @Test mutating func `the byte of a keep-alive behind a FIN is none of the stream`() {
        conversation.send(.clientToServer, 100, flags: [.fin, .ack])
        conversation.send(.serverToClient)
        conversation.send(.clientToServer, 1, at: 100, time: 60_000 * Self.millisecond)
        #expect(conversation.stream.clientToServer.uniqueBytes == 100)
        #expect(conversation.stream.troubles.isEmpty)
    }

    @Test mutating func `the last byte alone is sent again where it was not acknowledged`() {
        conversation.send(.clientToServer, 1)
        conversation.send(.clientToServer, 1, at: 0, time: 300 * Self.millisecond)
        #expect(conversation.stream.clientToServer.retransmittedSegments == 1)
    }

    @Test(arguments: [false, true])
    mutating func `window probes are neither gaps nor bytes sent again`(isTaken: Bool) {
        conversation.send(.clientToServer, 10)
        conversation.send(.serverToClient, acknowledging: 10, window: 0)
        conversation.send(.clientToServer, 1, at: 10, time: 300 * Self.millisecond)
        conversation.send(.serverToClient, acknowledging: 10, window: 0)
        conversation.send(.clientToServer, 1, at: 10, time: 900 * Self.millisecond)
        let acknowledged: Int64 = isTaken ? 11 : 10
        conversation.send(.serverToClient, acknowledging: acknowledged, window: 0)
        conversation.send(.serverToClient, acknowledging: acknowledged, window: 500)
        conversation.send(.clientToServer, 20, at: acknowledged)
        conversation.send(.serverToClient, acknowledging: acknowledged + 20)
        let stream = conversation.stream
        let nanoseconds = stream.closedWindowNanoseconds(.serverToClient)
        #expect(stream.troubles == [.closedWindow(of: .serverToClient, packets: 3, nanoseconds: nanoseconds)])
        #expect(stream.clientToServer.uniqueBytes == acknowledged + 20)
        #expect(stream.clientToServer.retransmittedBytes == 0)
        #expect(
            StreamReport(conversation).clientToServer?.segments.contains { $0.reasons == [.retransmission] } == false
        )
    }

    // MARK: Silence

    /// Requests of a client, each answered after a round trip.
    private func exchange(roundTrip: Int64, silence: Int64) -> [StreamTrouble] {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, mss: 1_460, time: 0)
        conversation.send(.serverToClient, flags: [.syn, .ack], mss: 1_460, time: roundTrip)
        conversation.send(.clientToServer, time: roundTrip + 1)
        conversation.send(.clientToServer, 100, time: 5_000 * Self.millisecond)
        conversation.send(.serverToClient, 300, time: 5_000 * Self.millisecond + silence)
        return conversation.stream.troubles
    }

    @Test func `a silence of a round trip is none that was to be shorter`() {
        let (far, near) = (600 * Self.millisecond, Self.millisecond)
        #expect(exchange(roundTrip: far, silence: far).isEmpty)
        #expect(exchange(roundTrip: far, silence: 799 * Self.millisecond).isEmpty)
        #expect(exchange(roundTrip: far, silence: 2 * far) == [.stalled(nanoseconds: 2 * far)])
        #expect(exchange(roundTrip: near, silence: 199 * Self.millisecond).isEmpty)
        #expect(exchange(roundTrip: near, silence: far) == [.stalled(nanoseconds: far)])
    }

    @Test func `where no round trip is known a second has to pass`() {
        for (silence, isStall) in [(900, false), (1_100, true)] as [(Int64, Bool)] {
            var conversation = Conversation()
            conversation.send(.serverToClient, at: 0, acknowledging: 50)
            conversation.send(.clientToServer, 100, at: 50, acknowledging: 0, time: 0)
            conversation.send(.serverToClient, at: 0, acknowledging: 150, time: silence * Self.millisecond)
            let isSaid = conversation.stream.troubles.contains { if case .stalled = $0 { true } else { false } }
            #expect(isSaid == isStall)
        }
    }

    @Test mutating func `against a closed window, and from an end that was not captured, nothing is due`() {
        conversation.send(.clientToServer, 10)
        conversation.send(.serverToClient, acknowledging: 10, window: 0)
        conversation.send(.clientToServer, 1, at: 10)
        conversation.send(.serverToClient, acknowledging: 10, window: 0, time: 9_000 * Self.millisecond)
        #expect(conversation.stream.longestStallNanoseconds == 0)

        var alone = Conversation()
        alone.send(.clientToServer, 100, time: 0)
        alone.send(.clientToServer, 100, time: 9_000 * Self.millisecond)
        #expect(alone.stream.longestStallNanoseconds == 0)
    }
}
