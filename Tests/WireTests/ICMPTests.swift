import Testing
import Wire

@Suite struct ICMPTests {
    /// 10.0.0.1 → 10.0.0.2, port unreachable, quoting 10.0.0.2:5353 → 10.0.0.1:53 in UDP.
    private static let unreachable = hex(
        """
        45 c0 00 38  00 00 00 00  40 01 00 00
        0a 00 00 01  0a 00 00 02
        03 03 12 34  00 00 00 00
        45 00 00 1f  00 01 00 00  40 11 00 00
        0a 00 00 02  0a 00 00 01
        14 e9 00 35 00 0b 00 00
        """
    )

    @Test func `type and code are read, and the payload is the message`() throws {
        let packet = try Packet(Self.unreachable, link: .ipv4)
        #expect(packet.transport == .icmp(ICMPHeader(type: 3, code: 3, checksum: 0x1234)))
        #expect(packet.payloadOffset == 20)
        #expect(packet.payloadLength == 36)
    }

    @Test func `an error names the flow that it quotes`() throws {
        let packet = try Packet(Self.unreachable, link: .ipv4)
        let flow = packet.quotedFlow(in: Self.unreachable.span)
        #expect(
            flow
                == QuotedFlow(
                    source: .v4(0x0a00_0002),
                    destination: .v4(0x0a00_0001),
                    transportProtocol: 17,
                    ports: .init(source: 5353, destination: 53)
                )
        )
    }

    @Test func `a quote that is cut has no ports, or is none`() throws {
        for length in 28..<Self.unreachable.count {
            let bytes = Array(Self.unreachable.prefix(length))
            let packet = try Packet(bytes, originalLength: Self.unreachable.count, link: .ipv4)
            let flow = packet.quotedFlow(in: bytes.span)
            #expect((flow == nil) == (length < 48))
            #expect((flow?.ports == nil) == (length < 52))
        }
    }

    @Test func `a message that is no error quotes nothing`() throws {
        var bytes = Self.unreachable
        bytes[20] = 8
        let flow = try Packet(bytes, link: .ipv4).quotedFlow(in: bytes.span)
        #expect(flow == nil)
    }

    @Test func `ICMPv6 quotes alike`() throws {
        let message = hex("03 00 0000 00000000") + Frames.ipv6Data
        let bytes = TunnelFrames.ipv6(58, message)
        let packet = try Packet(bytes, link: .ipv6)
        #expect(packet.transport == .icmpv6(ICMPHeader(type: 3, code: 0)))
        let quoted = packet.quotedFlow(in: bytes.span)
        let flow = try #require(quoted)
        #expect(flow.source == IPAddress("2001:db8::1"))
        #expect(flow.transportProtocol == 6)
        #expect(flow.ports == .init(source: 443, destination: 50_000))
    }

    @Test func `ARP has its sender and its target`() throws {
        let body = hex("0001 0800 06 04 0002 020000000001 0a000001 020000000002 0a000002")
        let bytes = hex("020000000002 020000000001 0806") + body
        let packet = try Packet(bytes, link: .ethernet)
        let message = packet.arpMessage(in: bytes.span)
        let arp = try #require(message)
        #expect(arp.operation == ARPMessage.reply)
        #expect(arp.sender == .init(hardware: 22..<28, address: .v4(0x0a00_0001)))
        #expect(arp.target == .init(hardware: 32..<38, address: .v4(0x0a00_0002)))
        for length in 14..<bytes.count {
            let cut = Array(bytes.prefix(length))
            let none = try Packet(cut, link: .ethernet).arpMessage(in: cut.span)
            #expect(none == nil)
        }
    }
}
