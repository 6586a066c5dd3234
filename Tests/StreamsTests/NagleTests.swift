import Streams
import Testing
import Wire

/// RFC 1122 §4.2.3.4: a short segment waits while anything is unacknowledged.
///
/// Said only with the record of the writes.
@Suite struct NagleTests {
    /// Two small writes, the second 10 µs after the first; its segment leaves after the acknowledgment at 40 ms.
    private static func heldSegment(window: UInt16 = 500, secondWrite: Int = 100) -> Conversation {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 1_000_000)
        conversation.send(.serverToClient, acknowledging: 100, window: window, time: 41_000_000)
        conversation.send(.clientToServer, secondWrite, time: 41_010_000)
        return conversation
    }

    private static let writes = [
        IOCall.write(0, 100, at: 990_000, lasting: 20_000), .write(100, 100, at: 1_020_000, lasting: 5_000),
    ]

    private static func names(_ reasons: [SegmentReason]?) -> [String] { (reasons ?? []).map(\.name) }

    @Test func `a short segment that waited for the acknowledgment was held`() {
        let reasons = Self.heldSegment().reasons(writes: Self.writes)
        // The acknowledgment is the fifth packet: three of the handshake, one of data.
        #expect(reasons == [[.endOfWrite(0)], [.endOfWrite(1), .nagle(acknowledgedBy: 5)]])
    }

    @Test func `without a record it is said that the acknowledgment was late, and no more`() {
        #expect(
            Self.heldSegment().reasons() == [[], [.lateAcknowledgment(by: 5, nanoseconds: 39_999_000)]]
        )
    }

    @Test func `nothing is said of it where TCP_NODELAY is set`() {
        let option = IOCall.made(.option(name: "TCP_NODELAY", value: 1))
        let reasons = Self.heldSegment().reasons(writes: [option] + Self.writes)
        #expect(reasons.last == [.endOfWrite(1)])
        let off = IOCall.made(.option(name: "TCP_NODELAY", value: 0))
        #expect(Self.names(Self.heldSegment().reasons(writes: [option, off] + Self.writes).last).contains("nagle"))
    }

    @Test func `a write that came after the acknowledgment was not held`() {
        let writes = [IOCall.write(0, 100, at: 990_000), .write(100, 100, at: 41_005_000, lasting: 10_000)]
        #expect(Self.heldSegment().reasons(writes: writes).last == [.endOfWrite(1)])
    }

    @Test func `a full segment is never held`() {
        let writes = [IOCall.write(0, 100, at: 990_000), .write(100, 1_448, at: 1_020_000)]
        let reasons = Self.heldSegment(secondWrite: 1_448).reasons(writes: writes)
        #expect(!Self.names(reasons.last).contains("nagle"))
    }

    @Test func `a segment that left while others were under way was not held`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 1_000_000)
        conversation.send(.clientToServer, 100, time: 1_030_000)
        #expect(conversation.reasons(writes: Self.writes).last == [.endOfWrite(1)])
    }

    @Test func `only the first segment behind the acknowledgment was held by it`() {
        var conversation = Self.heldSegment()
        conversation.send(.clientToServer, 100, time: 41_020_000)
        let writes = Self.writes + [.write(200, 100, at: 1_030_000)]
        #expect(conversation.reasons(writes: writes).map { Self.names($0).contains("nagle") } == [false, true, false])
    }

    @Test func `an acknowledgment of a part sets nothing free`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100, time: 1_000_000)
        conversation.send(.serverToClient, acknowledging: 50, time: 41_000_000)
        conversation.send(.clientToServer, 100, time: 41_010_000)
        #expect(conversation.reasons(writes: Self.writes).last == [.endOfWrite(1)])
    }

    @Test func `a segment in the middle of a write waited for something else`() {
        // Nagle holds what is left of the data, never a piece with more behind it: here the window is 1,000 bytes.
        var conversation = Conversation()
        conversation.handshake(scale: nil)
        conversation.send(.serverToClient, window: 1_000, time: 500_000)
        conversation.send(.clientToServer, 100, time: 1_000_000)
        conversation.send(.serverToClient, acknowledging: 100, window: 1_000, time: 41_000_000)
        conversation.send(.clientToServer, 1_000, time: 41_010_000)
        let writes = [IOCall.write(0, 30_000, at: 990_000, lasting: 5_000)]
        #expect(!Self.names(conversation.reasons(writes: writes).last).contains("nagle"))
    }

    @Test func `a segment that a closed window held waited for the window`() {
        // The first write fills the window: the second could not leave before the acknowledgment, Nagle or not.
        var closed = Conversation()
        closed.send(.clientToServer, flags: .syn, mss: 1_460, time: 0)
        closed.send(.serverToClient, flags: [.syn, .ack], window: 100, mss: 1_460)
        closed.send(.clientToServer)
        closed.send(.clientToServer, 100, time: 1_000_000)
        closed.send(.serverToClient, acknowledging: 100, window: 5_000, time: 41_000_000)
        closed.send(.clientToServer, 100, time: 41_010_000)
        #expect(closed.reasons(writes: Self.writes).last == [.endOfWrite(1)])
    }
}
