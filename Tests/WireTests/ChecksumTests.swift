import TestSupport
import Testing
import Wire

@Suite struct ChecksumTests {
    private func faults(_ bytes: [UInt8], originalLength: Int? = nil) throws -> [ChecksumFault] {
        try Packet(bytes, originalLength: originalLength, link: .ipv4).checksumFaults(in: bytes.span)
    }

    @Test func `the sum is that of RFC 1071's example`() {
        // Section 3: the sum of 0001 f203 f4f5 f6f7 is ddf2.
        var checksum = InternetChecksum()
        checksum.add(hex("00 01 f2 03 f4 f5 f6 f7").span)
        #expect(checksum.sum == 0xddf2)
        #expect(checksum.value == ~0xddf2)
    }

    @Test func `a last odd byte is filled up`() {
        var checksum = InternetChecksum()
        checksum.add(hex("00 01 f2").span)
        #expect(checksum.sum == 0xf201)
    }

    @Test func `wrong checksums are found with the right ones`() throws {
        // 10.0.0.1 → 10.0.0.2, both checksums right: as tshark has it for the same bytes.
        let bytes = Frames.ipv4UDP
        #expect(
            try faults(bytes) == [ChecksumFault(layer: .ipv4, found: 0, expected: 0x66cb)]
        )

        var right = bytes
        (right[10], right[11]) = (0x66, 0xcb)
        #expect(try faults(right).isEmpty)
        right[26] = 1
        let wrong = try faults(right)
        #expect(wrong.map(\.layer) == [.udp])
        #expect(wrong.map(\.found) == [0x0100])
        (right[26], right[27]) = (UInt8(wrong[0].expected >> 8), UInt8(wrong[0].expected & 0xff))
        #expect(try faults(right).isEmpty)
    }

    @Test func `a sum of the pseudo-header alone is offload and no fault`() throws {
        var bytes = Frames.ipv4SYN
        (bytes[10], bytes[11]) = (0x3c, 0x51)
        #expect(try faults(bytes).map(\.layer) == [.tcp])
        // c000 + 0201 + c633 + 6402 + 0006 + 0028, carried: RFC 9293 section 3.1.
        (bytes[36], bytes[37]) = (0xec, 0x65)
        #expect(try faults(bytes).isEmpty)
    }

    @Test func `nothing is said of a packet that was cut, or is a fragment`() throws {
        let cut = Array(Frames.ipv4SYN.prefix(55))
        #expect(try faults(cut, originalLength: 60).isEmpty)
        var fragment = Frames.ipv4SYN
        fragment[6] = 0x20
        #expect(try faults(fragment).isEmpty)
    }

    @Test(.enabled(if: SharedCaptures.arePresent, "needs a folder of captures in NETLAB_CAPTURES"))
    func `packets of real traffic have right checksums`() throws {
        for name in ["tcpdump/dns_tcp_8053.pcap", "libpcap/geneve.pcap", "tcpdump/icmpv6-ns-nonce.pcap"] {
            let contents = CaptureContents(try SharedCaptures.bytes(name))
            for (packet, decoded) in zip(contents.packets, contents.decoded) {
                guard case .success(let value)? = decoded else { continue }
                let faults = value.checksumFaults(in: packet.bytes.span)
                #expect(faults.isEmpty, "\(name)")
            }
        }
    }
}
