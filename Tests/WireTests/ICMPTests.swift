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

    /// 10.0.0.9 → 10.0.0.2, about 10.0.0.2:443 → 10.0.0.1:50000 with sequence number 0x01020304: IP and 8 bytes of TCP.
    private static func error4(_ type: UInt8, _ code: UInt8, _ field: String) -> [UInt8] {
        hex("45 00 00 38  00 00 00 00  40 01 00 00  0a 00 00 09  0a 00 00 02") + [type, code] + hex("12 34")
            + hex(field)
            + hex("45 00 05 dc  00 01 40 00  40 06 00 00  0a 00 00 02  0a 00 00 01  01 bb c3 50 01 02 03 04")
    }

    @Test(
        arguments: [
            (3, 4, "00 00 05 b4", 1_460), (3, 4, "ff ff 05 00", 1_280), (3, 4, "00 00 00 00", nil),
            (3, 1, "00 00 05 b4", nil), (3, 13, "00 00 00 00", nil), (11, 0, "00 00 00 00", nil),
            (4, 0, "00 00 00 00", nil), (12, 0, "14 00 00 00", nil),
        ] as [(UInt8, UInt8, String, Int?)]
    )
    func `an error about a segment names its ends, its number and the MTU`(
        type: UInt8,
        code: UInt8,
        field: String,
        mtu: Int?
    ) throws {
        let bytes = Self.error4(type, code, field)
        let found = try Packet(bytes, link: .ipv4).segmentError(in: bytes.span)
        let error = try #require(found)
        #expect(error.message == ICMPErrorMessage(isIPv6: false, type: type, code: code, mtu: mtu))
        #expect(error.sender == .v4(0x0a00_0009))
        #expect(error.source == SocketAddress(address: .v4(0x0a00_0002), port: 443))
        #expect(error.destination == SocketAddress(address: .v4(0x0a00_0001), port: 50_000))
        #expect(error.sequence == 0x0102_0304)
        #expect(error.checksum == 0x1234)
    }

    @Test func `a redirect is no error, and neither is what is cut before the sequence number or quotes no TCP`() throws
    {
        let redirect = Self.error4(5, 1, "0a 00 00 08")
        #expect(try Packet(redirect, link: .ipv4).segmentError(in: redirect.span) == nil)
        let bytes = Self.error4(3, 4, "00 00 05 b4")
        for length in 28...bytes.count {
            let cut = Array(bytes.prefix(length))
            let found = try Packet(cut, originalLength: bytes.count, link: .ipv4).segmentError(in: cut.span)
            #expect((found == nil) == (length < bytes.count))
        }
        #expect(try Packet(Self.unreachable, link: .ipv4).segmentError(in: Self.unreachable.span) == nil)
    }

    @Test func `ICMPv6 says packet too big with all 32 bits of the MTU`() throws {
        let bytes = TunnelFrames.ipv6(58, hex("02 00 0000 00010500") + Frames.ipv6Data)
        let found = try Packet(bytes, link: .ipv6).segmentError(in: bytes.span)
        let error = try #require(found)
        #expect(error.message == ICMPErrorMessage(isIPv6: true, type: 2, code: 0, mtu: 66_816))
        #expect(error.source.port == 443)
    }

    @Test(arguments: TunnelFrames.all.indices)
    func `an error within a tunnel is one too`(index: Int) throws {
        let bytes = TunnelFrames.all[index].wrap(Self.error4(3, 4, "00 00 05 b4"))
        let packet = try Packet(bytes, link: .raw)
        let found = packet.segmentError(in: bytes.span)
        #expect(try #require(found).message.mtu == 1_460)
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
