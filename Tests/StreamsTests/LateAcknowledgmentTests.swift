import Streams
import Testing
import Wire

/// A short segment that leaves with a late acknowledgment may have waited for it (RFC 1122 §4.2.3.2 and §4.2.3.4): said
/// only where nothing else that was captured explains it.
@Suite struct LateAcknowledgmentTests {
    /// 1,000 bytes whose acknowledgment comes `late` nanoseconds behind a round trip of 2 ms, and `pause` behind that a segment.
    private static func held(
        late: Int64 = 40_000_000,
        pause: Int64 = 30_000,
        bytes: Int = 40,
        acknowledgmentBytes: Int = 0,
        flags: TCPFlags = [.psh, .ack],
        window: UInt16 = 500,
        place: Place = .sender
    ) -> Conversation {
        var conversation = Conversation()
        let (answer, delay): (Int64, Int64) = place == .sender ? (2_000_000, 20_000) : (20_000, 2_000_000)
        conversation.send(.clientToServer, flags: .syn, optionBytes: 20, mss: 1_460, scale: 7, time: 0)
        conversation.send(.serverToClient, flags: [.syn, .ack], optionBytes: 20, mss: 1_460, scale: 7, time: answer)
        conversation.send(.clientToServer, time: answer + delay)
        conversation.send(.serverToClient, window: window, time: 9_000_000)
        conversation.send(.clientToServer, 1_000, flags: [.psh, .ack], time: 10_000_000)
        let acknowledged = 10_000_000 + answer + late
        conversation.send(.serverToClient, acknowledgmentBytes, time: acknowledged)
        conversation.send(.clientToServer, bytes, flags: flags, time: acknowledged + delay + pause)
        return conversation
    }

    /// Near which end packets were captured.
    enum Place: CaseIterable {
        case sender, receiver
    }

    private static func isSaid(of conversation: Conversation) -> Bool {
        conversation.reasons().last?.contains { if case .lateAcknowledgment = $0 { true } else { false } } ?? false
    }

    @Test(arguments: Place.allCases)
    func `it is said with what the acknowledgment came later than a round trip`(place: Place) {
        let reasons = Self.held(place: place).reasons()
        #expect(reasons == [[.push], [.push, .lateAcknowledgment(by: 6, nanoseconds: 40_000_000)]])
    }

    @Test(arguments: [40_000_000, 100_000_000, 200_000_000, 499_000_000] as [Int64])
    func `receivers delay by what their system has`(late: Int64) {
        #expect(Self.isSaid(of: Self.held(late: late)))
    }

    @Test(arguments: [0, 5_000_000, 20_000_000, 700_000_000, 3_000_000_000] as [Int64])
    func `an acknowledgment that no receiver delays so is not called late`(late: Int64) {
        #expect(!Self.isSaid(of: Self.held(late: late)))
    }

    @Test(arguments: Place.allCases)
    func `a segment that did not leave with the acknowledgment did not wait for it`(place: Place) {
        #expect(!Self.isSaid(of: Self.held(pause: 5_000_000, place: place)))
    }

    @Test func `a segment that passes the receiver sooner than a round trip left before`() {
        #expect(!Self.isSaid(of: Self.held(pause: -1_900_000, place: .receiver)))
    }

    @Test func `a full segment, a FIN and an answer's acknowledgment say nothing`() {
        #expect(!Self.isSaid(of: Self.held(bytes: 1_448)))
        #expect(!Self.isSaid(of: Self.held(flags: [.fin, .psh, .ack])))
        #expect(!Self.isSaid(of: Self.held(acknowledgmentBytes: 10)))
    }

    @Test(arguments: [0, 7] as [UInt16])
    func `a window that was closed or full is a cause of its own`(window: UInt16) {
        // 7 is 896 bytes.
        #expect(!Self.isSaid(of: Self.held(window: window)))
    }

    @Test func `where the round trip is unknown, so is what is late`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 1_000, time: 0)
        conversation.send(.serverToClient, time: 40_000_000)
        conversation.send(.clientToServer, 40, time: 40_030_000)
        #expect(!Self.isSaid(of: conversation))
    }

    @Test func `a segment behind one that was sent again waited for the loss to be mended`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 1_000, time: 10_000_000)
        conversation.send(.clientToServer, 1_000, at: 0, time: 210_000_000)
        conversation.send(.serverToClient, acknowledging: 1_000, time: 250_000_000)
        conversation.send(.clientToServer, 40, time: 250_030_000)
        #expect(!Self.isSaid(of: conversation))
    }

    @Test func `without an MSS the largest segment says what is short`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 40, time: 0)
        conversation.send(.serverToClient, 42, time: 100_000)
        conversation.send(.clientToServer, 8_221, time: 120_000)
        conversation.send(.serverToClient, time: 40_220_000)
        conversation.send(.clientToServer, 40, time: 40_250_000)
        #expect(conversation.reasons().last == [.lateAcknowledgment(by: 4, nanoseconds: 40_000_000)])
    }
}
