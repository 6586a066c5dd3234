import Testing
import Wire

@Suite struct PacketTests {
    @Test(arguments: Frames.all.filter { $0.bytes.suffix(60) == Frames.ipv4SYN[...] })
    func `the same segment is found behind every link layer`(link: LinkLayer, bytes: [UInt8]) throws {
        let packet = try Packet(bytes, link: link)
        let tcp = try #require(packet.tcp)
        #expect(tcp.sequence == 1_000)
        #expect(
            packet
                == Packet(
                    network: .ipv4,
                    source: .v4(0xc000_0201),
                    destination: .v4(0xc633_6402),
                    transport: .tcp(tcp),
                    identification: 0x1234,
                    networkOffset: bytes.count - 60,
                    payloadOffset: bytes.count,
                    payloadLength: 0,
                    capturedPayloadLength: 0
                )
        )
    }

    @Test func `IPv6 data is found with its options`() throws {
        let packet = try Packet(Frames.loopIPv6 + Frames.ipv6Data, link: .loop)
        #expect(packet.source == IPAddress("2001:db8::1"))
        #expect(packet.destination == IPAddress("2001:db8::2"))
        #expect(packet.identification == nil)
        #expect(packet.tcp?.flags == [.psh, .ack])
        #expect(packet.tcp?.sequence == .max)
        #expect(packet.tcp?.options.sackBlocks.first == SACKBlock(left: 200, right: 300))
        #expect(packet.payloadOffset == 4 + 40 + 32)
        #expect(packet.payloadLength == 2)
        #expect(packet.capturedPayloadLength == 2)
    }

    @Test func `padding behind the datagram is no payload`() throws {
        let packet = try Packet(Frames.ipv4UDP, link: .ipv4)
        #expect(packet.udp?.sourcePort == 5_353)
        #expect(packet.udp?.destinationPort == 53)
        #expect(packet.udp?.length == 11)
        #expect(packet.payloadOffset == 28)
        #expect(packet.payloadLength == 3)
        #expect(packet.capturedPayloadLength == 3)
    }

    @Test func `a payload that was cut keeps its length on the wire`() throws {
        let packet = try Packet(Array(Frames.ipv4UDP.prefix(29)), originalLength: 34, link: .ipv4)
        #expect(packet.payloadLength == 3)
        #expect(packet.capturedPayloadLength == 1)
    }

    @Test func `extension headers are walked`() throws {
        let packet = try Packet(Frames.ipv6Extensions, link: .ipv6)
        #expect(packet.udp?.destinationPort == 7)
        #expect(packet.identification == 42)
        #expect(packet.payloadLength == 4)
        #expect(packet.payloadOffset == Frames.ipv6Extensions.count - 4)
    }

    @Test func `an IPv4 authentication header is stepped over`() throws {
        let packet = try Packet(Frames.ipv4Authenticated, link: .ipv4)
        #expect(packet.udp?.destinationPort == 53)
        #expect(packet.payloadLength == 3)

        var bytes = Frames.ipv4Authenticated
        bytes[3] = 40  // ends within the authentication header
        #expect(throws: DecodeError.malformed(layer: .ipv4, reason: .headerBeyondDatagram)) {
            try Packet(bytes, link: .ipv4)
        }
    }

    @Test func `a later fragment is never read as TCP`() throws {
        let packet = try Packet(Frames.ipv6LaterFragment, link: .ipv6)
        #expect(packet.transport == .fragment(protocol: 6))
        #expect(packet.payloadLength == 20)

        var ipv4 = Frames.ipv4SYN
        ipv4[7] = 1  // fragment offset 8
        #expect(try Packet(ipv4, link: .ipv4).transport == .fragment(protocol: 6))
    }

    @Test func `the first of several fragments is read`() throws {
        var ipv4 = Frames.ipv4UDP
        ipv4[6] = 0x20  // more fragments
        ipv4[25] = 0xff  // of a datagram of 255 bytes
        let packet = try Packet(ipv4, link: .ipv4)
        #expect(packet.udp?.length == 255)
        #expect(packet.payloadLength == 3)
    }

    @Test func `a total length of 0 is presumed to be offload`() throws {
        var ipv4 = Frames.ipv4SYN
        (ipv4[2], ipv4[3]) = (0, 0)
        let packet = try Packet(Frames.ethernet + ipv4, originalLength: 14 + 80_000, link: .ethernet)
        #expect(packet.isPresumedOffload)
        #expect(packet.payloadLength == 80_000 - 60)
        #expect(packet.capturedPayloadLength == 0)
    }

    @Test func `an IPv6 payload length of 0 is presumed to be offload, or is a jumbogram`() throws {
        var offload = Frames.ipv6Data
        offload[5] = 0
        let packet = try Packet(offload, originalLength: 100_072, link: .ipv6)
        #expect(packet.isPresumedOffload)
        #expect(packet.payloadLength == 100_000)

        var jumbo = Frames.ipv6Data
        (jumbo[5], jumbo[6]) = (0, 0)
        jumbo.insert(contentsOf: hex("06 00 c2 04 00 01 00 00"), at: 40)  // a payload of 65,536 bytes
        let jumbogram = try Packet(jumbo, originalLength: 65_576, link: .ipv6)
        #expect(!jumbogram.isPresumedOffload)
        #expect(jumbogram.payloadLength == 65_536 - 8 - 32)
        #expect(jumbogram.capturedPayloadLength == 2)

        jumbo[45] = 0  // a length that needs no jumbo option
        #expect(throws: DecodeError.malformed(layer: .ipv6, reason: .jumboLengthTooSmall)) {
            try Packet(jumbo, link: .ipv6)
        }
    }

    @Test func `an IPv6 packet with nothing in it is whole`() throws {
        var bytes = Array(Frames.ipv6Data.prefix(40))
        (bytes[5], bytes[6]) = (0, 59)
        let packet = try Packet(bytes + [0, 0], link: .ipv6)
        #expect(packet.transport == .other(protocol: 59))
        #expect(packet.payloadLength == 0)
        #expect(!packet.isPresumedOffload)
    }

    @Test func `a frame that is not IP is no error`() throws {
        let packet = try Packet(hex("000000000000 000000000000 0806 0001"), link: .ethernet)
        #expect(packet.network == .etherType(0x0806))
        #expect(packet.transport == .none)
        #expect(packet.payloadOffset == 14)
        #expect(packet.payloadLength == 2)
    }

    @Test(
        arguments: [
            (0, 0x65, .malformed(layer: .ipv4, reason: .wrongVersion)),
            (0, 0x44, .malformed(layer: .ipv4, reason: .headerLengthTooSmall)),
            (0, 0x4f, .truncated(layer: .ipv4, needed: 60, available: 34)),
            (3, 19, .malformed(layer: .ipv4, reason: .lengthTooSmall)),
            (3, 27, .malformed(layer: .udp, reason: .headerBeyondDatagram)),
            (25, 7, .malformed(layer: .udp, reason: .lengthTooSmall)),
            (25, 12, .malformed(layer: .udp, reason: .lengthBeyondDatagram)),
        ] as [(Int, UInt8, DecodeError)]
    )
    func `a header that contradicts itself is malformed`(offset: Int, value: UInt8, error: DecodeError) {
        var bytes = Frames.ipv4UDP
        bytes[offset] = value
        #expect(throws: error) { try Packet(bytes, link: .ipv4) }
    }

    @Test func `extension headers without end are not walked to it`() {
        var bytes = Array(Frames.ipv6Data.prefix(40))
        (bytes[4], bytes[6]) = (0xff, 60)
        bytes += Array(repeating: hex("3c 00 00 00 00 00 00 00"), count: 100).flatMap(\.self)
        #expect(throws: DecodeError.malformed(layer: .ipv6, reason: .tooManyExtensionHeaders)) {
            try Packet(bytes, link: .ipv6)
        }
    }
}
