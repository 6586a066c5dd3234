import Streams
import Testing
import Wire

/// RFC 9293 §3.7.1, RFC 6691 and RFC 7323 by hand.
@Suite struct SegmentLimitTests {
    @Test(
        arguments: [
            // The smaller of the two announced, less 12 bytes of timestamps.
            (1_460, 1_460, 1_448), (1_460, 536, 524), (536, 9_000, 524), (65_495, 65_495, 65_483),
            // An end that announces nothing takes 536.
            (1_460, nil, 524), (nil, nil, 524),
        ] as [(UInt16?, UInt16?, Int)]
    )
    func `a segment carries the smaller MSS less the options`(client: UInt16?, server: UInt16?, limit: Int) {
        var conversation = Conversation()
        conversation.handshake(mss: client, serverMSS: server)
        #expect(conversation.stream.segmentLimit(.clientToServer, optionBytes: 12) == limit)
        #expect(conversation.stream.segmentLimit(.serverToClient, optionBytes: 12) == limit)
        #expect(conversation.stream.segmentLimit(.serverToClient, optionBytes: 0) == limit + 12)
    }

    @Test func `over IPv6 an end that announces nothing takes 1220`() {
        var conversation = Conversation(
            client: SocketAddress(address: .loopback6, port: 40_000),
            server: SocketAddress(address: .loopback6, port: 2_000)
        )
        conversation.handshake(mss: 65_476, serverMSS: nil)
        #expect(conversation.stream.segmentLimit(.clientToServer, optionBytes: 0) == 1_220)
    }

    @Test func `one SYN tells what may be sent to who sent it, and nothing of the other way`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: [.syn, .ack], mss: 1_000)
        conversation.send(.clientToServer, 988)
        #expect(conversation.stream.segmentLimit(.clientToServer, optionBytes: 12) == 988)
        #expect(conversation.stream.segmentLimit(.serverToClient, optionBytes: 12) == nil)
    }

    @Test func `without a SYN no limit is known`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, 1_448)
        #expect(conversation.stream.segmentLimit(.clientToServer, optionBytes: 12) == nil)
        #expect(conversation.stream.clientToServer.superSegments == 0)
    }

    @Test func `options larger than the MSS leave one byte`() {
        var conversation = Conversation()
        conversation.handshake(mss: 8, serverMSS: 0)
        #expect(conversation.stream.segmentLimit(.clientToServer, optionBytes: 40) == 1)
        conversation.send(.clientToServer, 3, optionBytes: 40)
        #expect(conversation.stream.clientToServer.estimatedWireSegments == 3)
    }

    @Test func `a window is scaled by its sender's shift, but never in a SYN`() {
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, window: 64_240, mss: 1_460, scale: 7)
        conversation.send(.serverToClient, flags: [.syn, .ack], window: 65_160, mss: 1_460, scale: 3)
        conversation.send(.clientToServer, window: 502)
        conversation.send(.serverToClient, window: 502)
        // 502 × 2⁷ and 502 × 2³.
        #expect(conversation.items.map(\.window) == [64_240, 65_160, 64_256, 4_016])
    }

    @Test(arguments: [(7, nil), (nil, 7), (nil, nil)] as [(UInt8?, UInt8?)])
    func `no window is scaled unless both ends offer it`(client: UInt8?, server: UInt8?) {
        // RFC 7323 §2.2.
        var conversation = Conversation()
        conversation.send(.clientToServer, flags: .syn, scale: client)
        conversation.send(.serverToClient, flags: [.syn, .ack], scale: server)
        conversation.send(.clientToServer, window: 502)
        conversation.send(.serverToClient, window: 502)
        #expect(conversation.items.suffix(2).map(\.window) == [502, 502])
    }

    @Test func `a shift beyond 14 is 14`() {
        // RFC 7323 §2.3.
        var conversation = Conversation()
        conversation.handshake(scale: 255)
        conversation.send(.clientToServer, window: .max)
        #expect(conversation.items.last?.window == 65_535 << 14)
        #expect(conversation.stream.clientToServer.windowScale == 14)
    }

    /// A SYN+ACK has a scale only where the SYN had one (RFC 7323 section 2.2).
    @Test func `a window is unknown where its sender's SYN was missed`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: [.syn, .ack], window: 65_160, scale: 7)
        conversation.send(.clientToServer, window: 502)
        conversation.send(.serverToClient, window: 502)
        #expect(conversation.items.map(\.window) == [65_160, nil, 64_256])
    }

    @Test func `packets beyond the limit are estimated in segments of it`() {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 14_480)
        conversation.send(.clientToServer, 14_481)
        conversation.send(.clientToServer, 1_448)
        conversation.send(.clientToServer, 1)
        // 10 whole ones; 10 and one of a byte; one; one.
        let flow = conversation.stream.clientToServer
        #expect((flow.superSegments, flow.estimatedWireSegments) == (2, 23))
    }
}
