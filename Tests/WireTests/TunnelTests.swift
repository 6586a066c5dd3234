import TestSupport
import Testing
import Wire

@Suite struct TunnelTests {
    @Test(arguments: TunnelFrames.all.indices)
    func `the packet within a tunnel is the one without it`(index: Int) throws {
        let (tunnel, wrap) = TunnelFrames.all[index]
        var expected = try Packet(Frames.ipv4SYN, link: .ipv4)
        let bytes = wrap(Frames.ipv4SYN)
        let packet = try Packet(bytes, link: .raw)
        #expect(packet.networkOffset == bytes.count - Frames.ipv4SYN.count)
        expected = Packet(
            network: .ipv4,
            source: expected.source,
            destination: expected.destination,
            transport: expected.transport,
            identification: expected.identification,
            networkOffset: packet.networkOffset,
            payloadOffset: bytes.count,
            payloadLength: 0,
            capturedPayloadLength: 0,
            tunnel: tunnel
        )
        #expect(packet == expected)
    }

    @Test(arguments: TunnelFrames.all.indices)
    func `every prefix of a tunnelled packet is a packet or cut short`(index: Int) {
        let bytes = TunnelFrames.all[index].wrap(Frames.ipv4SYN)
        for length in 0..<bytes.count {
            do {
                let packet = try Packet(Array(bytes.prefix(length)), originalLength: bytes.count, link: .raw)
                #expect(packet.capturedPayloadLength <= max(0, length - packet.payloadOffset))
            } catch {
                guard case .truncated(_, let needed, let available) = error else {
                    Issue.record("\(length) bytes: \(error)")
                    continue
                }
                #expect(available < needed)
            }
        }
    }

    @Test(arguments: TunnelFrames.all.indices)
    func `a tunnelled packet with any bytes changed is a packet or an error`(index: Int) {
        let bytes = TunnelFrames.all[index].wrap(Frames.ipv4UDP)
        var generator = SeededGenerator(state: 3)
        for _ in 0..<2_000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                changed[index] = UInt8.random(in: 0...255, using: &generator)
            }
            guard let packet = try? Packet(changed, originalLength: 100_000, link: .raw) else { continue }
            #expect(packet.capturedPayloadLength <= packet.payloadLength)
        }
    }

    @Test func `the innermost of several is found, to a depth`() throws {
        var bytes = Frames.ipv4SYN
        for _ in 0..<8 { bytes = TunnelFrames.ipv4(4, bytes) }
        #expect(try Packet(bytes, link: .ipv4).tcp?.destinationPort == 80)
        for _ in 0..<3_000 { bytes = TunnelFrames.ipv4(4, bytes) }
        let packet = try Packet(bytes, link: .ipv4)
        #expect(packet.transport == .other(protocol: 4))
        #expect(packet.networkOffset == 8 * 20)
    }

    @Test func `an inner packet ends where the outer one does`() throws {
        let packet = try Packet(TunnelFrames.ipv4(4, Frames.ipv4UDP) + [1, 2, 3], link: .ipv4)
        #expect(packet.payloadLength == 3)

        // With a length left to the network card, up to the end of the outer packet.
        var inner = Frames.ipv4SYN
        (inner[2], inner[3]) = (0, 0)
        let offload = try Packet(TunnelFrames.ipv4(4, inner + [7, 7]) + [1, 2, 3], link: .ipv4)
        #expect(offload.isPresumedOffload)
        #expect((offload.payloadLength, offload.capturedPayloadLength) == (2, 2))
    }

    @Test func `ARP within a tunnel is found`() throws {
        var frame = TunnelFrames.ethernet
        (frame[12], frame[13]) = (0x08, 0x06)
        let vxlan = TunnelFrames.udp(4789, hex("0800 0000 000064 00") + frame + [0, 1])
        let packet = try Packet(TunnelFrames.ipv4(17, vxlan), link: .ipv4)
        #expect(packet.network == .etherType(0x0806))
        #expect(packet.tunnel == .vxlan)
        #expect(packet.payloadLength == 2)
    }

    @Test(arguments: [
        "0002 0800",  // GRE of another version
        "0000 88cc",  // GRE with what is not IP
        "1000 88be 00000001 3001 0001 00000000",  // a copied frame of another version
        "8000",  // GRE cut within its header by the datagram's end
        "4000 0800 0000 0000 0800 00 ff",  // routing beyond the end
    ])
    func `a tunnel with no packet that could be read is shown itself`(gre: String) throws {
        let packet = try Packet(TunnelFrames.ipv4(47, hex(gre)), link: .ipv4)
        #expect(packet.transport == .other(protocol: 47))
        #expect(packet.tunnel == nil)
    }

    @Test(
        arguments: [
            (TunnelFrames.ipv4(47, hex("0000 88cc 02")), PayloadType(.gre, UInt16(0x88cc))),
            (
                TunnelFrames.ipv4(47, hex("0000 6558 020000000002 020000000001 88cc 02")),
                PayloadType(.etherType, UInt16(0x88cc))
            ),
            (TunnelFrames.ipv4(47, hex("1000 88be 00000001 3001 0001 00000000")), PayloadType(.gre, UInt16(0x88be))),
            (TunnelFrames.ipv4(47, hex("0002 0800")), PayloadType(.ipProtocol, UInt8(47))),
            (
                TunnelFrames.ipv4(
                    17,
                    TunnelFrames.udp(4789, hex("0800 0000 000064 00 020000000002 020000000001 88cc 02"))
                ),
                PayloadType(.etherType, UInt16(0x88cc))
            ),
            (TunnelFrames.ipv4(17, TunnelFrames.udp(2152, hex("30ff 0001 00000007 70"))), PayloadType(.gtpu, UInt8(7))),
            (TunnelFrames.ipv4(115, hex("00000007 0000")), PayloadType(.l2tp, UInt8(3))),
            (TunnelFrames.ipv6(89, hex("0301")), PayloadType(.ipProtocol, UInt8(89))),
        ] as [([UInt8], PayloadType)]
    )
    func `what is not decoded has its kind`(bytes: [UInt8], type: PayloadType) throws {
        #expect(try Packet(bytes, link: .raw).undecoded == type)
    }

    @Test(arguments: [
        TunnelFrames.udp(2152, hex("3201 0004 00000000 0001 0000")),  // GTP-U echo request
        TunnelFrames.udp(1701, hex("c802 000c 0000 0000 0000 0000")),  // L2TP control
        TunnelFrames.udp(4789, hex("0000 0000 000064 00")),  // VXLAN without a network
        TunnelFrames.udp(53, hex("0000")),
    ])
    func `a datagram that is no tunnel's is decoded`(datagram: [UInt8]) throws {
        let packet = try Packet(TunnelFrames.ipv4(17, datagram), link: .ipv4)
        #expect(packet.udp != nil)
        #expect(packet.undecoded == nil)
    }

    @Test func `a packet that contradicts itself within a tunnel is an error`() {
        #expect(throws: DecodeError.malformed(layer: .ipv4, reason: .wrongVersion)) {
            try Packet(TunnelFrames.ipv4(4, Frames.ipv6Data), link: .ipv4)
        }
    }

    @Test func `a fragment of a tunnel's packet is not looked into`() throws {
        var bytes = TunnelFrames.ipv4(4, Frames.ipv4SYN)
        bytes[6] = 0x20  // more fragments
        let packet = try Packet(bytes, link: .ipv4)
        #expect(packet.transport == .other(protocol: 4))
        #expect(packet.isFragment)
    }

    @Test func `a packet takes no more room than before it knew of tunnels`() {
        #expect(MemoryLayout<Packet>.stride <= 224)
    }
}
