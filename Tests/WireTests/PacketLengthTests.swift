import Testing
import Wire

/// Where a packet ends when lengths differ: what an outer length leaves out is padding, what a frame is short of is missing.
@Suite struct PacketLengthTests {
    /// A segment without payload whose IP length counts the padding of a short Ethernet frame, as some devices have it.
    private static let acknowledgment =
        hex("45 00 00 2e 0001 4000 40 06 0000 0a000001 0a000002")
        + hex("9c40 0050 00000001 00000001 50 10 01f5 0000 0000")

    private static let padding = [UInt8](repeating: 0xee, count: 6)

    private static let ends = "020000000002 020000000001"

    /// Link layers with lengths of the 40 bytes that the packet really has.
    private static let links: [(LinkLayer, String)] = [
        (.ethernet, "\(ends) 8864 11 00 0001 002a 0021"),
        (.ethernet, "\(ends) 8100 0007 8864 11 00 0001 002a 0021"),
        (.linuxCooked, "0000 0001 0006 0000000000000000 8864 11 00 0001 002a 0021"),
        (.pppoe, "11 00 0001 002a 0021"),
        (.ethernet, "\(ends) 0030 aaaa03 000000 0800"),
        (.ethernet, "\(ends) 8847 000111ff 003a0000 \(ends) 0800"),
        (.ethernet, "\(ends) 88e5 00 2a 00000001 0800"),
        (.wireless, "8801 0000 \(String(repeating: "00", count: 20)) 8000 \(ends) 0030 aaaa03 000000 0800"),
        (.nflog, "02 00 0000 2c00 0900"),
    ]

    /// Tunnels of which one length says so; where it is an inner one, those around it count the padding.
    private static let tunnels: [[UInt8]] = [
        TunnelFrames.ipv4(4, acknowledgment),
        TunnelFrames.ipv6(4, acknowledgment),
        TunnelFrames.ipv4(47, hex("0000 0800") + acknowledgment),
        TunnelFrames.ipv4(47, hex("2001 880b 002c 0001 ff03 0021") + padded),
        TunnelFrames.ipv4(17, TunnelFrames.udp(6081, hex("0000 0800 000064 00") + acknowledgment)),
        TunnelFrames.ipv4(
            17,
            TunnelFrames.udp(4789, hex("0800 0000 000064 00 \(ends) 0800") + acknowledgment) + padding
        ),
        TunnelFrames.ipv4(17, TunnelFrames.udp(2152, hex("30ff 0028 00000007") + padded)),
        TunnelFrames.ipv4(17, TunnelFrames.udp(1701, hex("4002 0034 0001 0002 ff03 0021") + padded)),
    ]

    private static let padded = acknowledgment + padding

    private static let frames: [(LinkLayer, [UInt8])] =
        links.map { ($0, hex($1) + padded) } + tunnels.map { (.raw, $0) } + tunnels.map { (.raw, $0 + padding) }

    @Test(arguments: frames)
    func `what follows the end that an outer length has set is padding`(link: LinkLayer, frame: [UInt8]) throws {
        let packet = try Packet(frame, link: link)
        #expect(packet.tcp?.destinationPort == 80)
        #expect((packet.payloadLength, packet.capturedPayloadLength) == (0, 0))
        #expect(packet.missingLength == 6)
        #expect(packet.checksumFaults(in: frame.span).isEmpty)
    }

    @Test func `a datagram is cut where its packet is`() throws {
        let datagram = TunnelFrames.ipv4(17, TunnelFrames.udp(53, [1, 2, 3, 4]))
        let packet = try Packet(hex("11 00 0001 0020 0021") + datagram, link: .pppoe)
        #expect(packet.udp?.destinationPort == 53)
        #expect((packet.payloadLength, packet.capturedPayloadLength, packet.missingLength) == (2, 2, 2))
        for length in 0..<30 as Range<UInt8> {
            #expect(throws: DecodeError.self) {
                try Packet(hex("11 00 0001 00") + [length] + hex("0021") + datagram, link: .pppoe)
            }
        }
    }

    @Test func `an IP length beyond the frame leaves the payload its length`() throws {
        let whole = Self.padded
        let short = try Packet(Frames.ethernet + Self.acknowledgment, link: .ethernet)
        #expect((short.payloadLength, short.capturedPayloadLength, short.missingLength) == (6, 0, 6))

        let sixth = TunnelFrames.ipv6(6, Array(whole.dropFirst(20)))
        let shortSixth = try Packet(Array(sixth.dropLast(2)), link: .ipv6)
        #expect((shortSixth.payloadLength, shortSixth.capturedPayloadLength, shortSixth.missingLength) == (6, 4, 2))

        // Of an outer packet that is short of bytes the inner one is.
        let tunnelled = TunnelFrames.ipv4(4, whole)
        let inner = try Packet(Array(tunnelled.dropLast(6)), link: .ipv4)
        #expect((inner.payloadLength, inner.capturedPayloadLength, inner.missingLength) == (6, 0, 6))
    }

    @Test func `nothing is missing of a packet that the snap length cut, or that was left to the card`() throws {
        let whole = Frames.ethernet + Self.padded
        let cut = try Packet(Array(whole.dropLast(6)), originalLength: whole.count, link: .ethernet)
        #expect((cut.payloadLength, cut.capturedPayloadLength, cut.missingLength) == (6, 0, 0))

        var offload = whole
        (offload[16], offload[17]) = (0, 0)
        #expect(try Packet(offload, link: .ethernet).missingLength == 0)
    }

    @Test func `a length within a header is an error`() {
        #expect(throws: DecodeError.malformed(layer: .ipv4, reason: .headerBeyondDatagram)) {
            try Packet(hex("11 00 0001 0010 0021") + Self.acknowledgment, link: .pppoe)
        }
        #expect(throws: DecodeError.malformed(layer: .tcp, reason: .headerBeyondDatagram)) {
            try Packet(hex("11 00 0001 0020 0021") + Self.acknowledgment, link: .pppoe)
        }
        #expect(throws: DecodeError.malformed(layer: .llc, reason: .headerBeyondDatagram)) {
            try Packet(hex("\(Self.ends) 0006 aaaa03 000000 0800") + Self.acknowledgment, link: .ethernet)
        }
    }
}
