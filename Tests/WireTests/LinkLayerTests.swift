import Testing
import Wire

@Suite struct LinkLayerTests {
    @Test(arguments: [
        (0, "NULL"), (1, "EN10MB"), (12, "RAW"), (14, "RAW"), (101, "RAW"), (108, "LOOP"), (113, "LINUX_SLL"),
        (228, "IPV4"), (229, "IPV6"), (276, "LINUX_SLL2"), (9, "PPP"), (50, "PPP_SERIAL"), (51, "PPP_ETHER"),
        (104, "C_HDLC"), (105, "IEEE802_11"), (127, "IEEE802_11_RADIO"), (119, "PRISM_HEADER"), (192, "PPI"),
        (239, "NFLOG"), (258, "PKTAP"), (149, "PKTAP"), (242, "IPOIB"), (284, "DSA_TAG_DSA"), (285, "DSA_TAG_EDSA"),
        (10, "FDDI"),
        // Upper bits tell of a frame check sequence.
        (0x3000_0001, "EN10MB"), (0x0400_0001, "EN10MB"),
    ])
    func `a link type is found by its number`(number: Int, name: String) {
        #expect(LinkLayer.numbered(number)?.name == name)
    }

    @Test func `an unknown link type is not found`() {
        #expect(LinkLayer.numbered(147) == nil)
        #expect(LinkLayer.numbered(-1) == nil)
    }

    @Test func `names and numbers are unique`() {
        let numbers = LinkLayer.all.flatMap(\.numbers)
        #expect(Set(numbers).count == numbers.count)
        #expect(Set(LinkLayer.all.map(\.name)).count == LinkLayer.all.count)
    }

    @Test(
        arguments: [
            ("EN10MB", "000000000000 000000000000 0800", .ipv4, 14),
            ("EN10MB", "000000000000 000000000000 86dd", .ipv6, 14),
            ("EN10MB", "000000000000 000000000000 0806", .etherType(0x0806), 14),
            ("EN10MB", "000000000000 000000000000 9100 0001 8100 0002 86dd", .ipv6, 22),
            // An IEEE 802.3 frame has a length there.
            ("EN10MB", "000000000000 000000000000 0026 424203", .other(PayloadType(.llc, UInt8(0x42))), 17),
            ("EN10MB", "000000000000 000000000000 0026 e0e003", .other(PayloadType(.llc, UInt8(0xe0))), 17),
            ("EN10MB", "000000000000 000000000000 0026 ffff", .other(PayloadType(.llc, UInt8(0xff))), 14),
            (
                "EN10MB", "000000000000 000000000000 0026 aaaa03 00000c 2000",
                .other(PayloadType(.snap, UInt64(0x0c_2000))), 22
            ),
            ("EN10MB", "000000000000 000000000000 88cc", .etherType(0x88cc), 14),
            ("EN10MB", "000000000000 000000000000 8847 000111ff 10", .other(PayloadType(.mpls, UInt8(1))), 18),
            ("LINUX_SLL", "0000 0118 0000 0000000000000000 000c", .other(PayloadType(.linuxProtocol, UInt8(12))), 16),
            ("LINUX_SLL", "0000 0338 0000 0000000000000000 0004", .other(PayloadType(.linuxDevice, UInt16(824))), 16),
            ("PPP", "ff03 003d 80000001 0021", .other(PayloadType(.ppp, UInt16(0x3d))), 4),
            ("FRELAY", "1841 03 08", .other(PayloadType(.nlpid, UInt8(8))), 4),
            ("FDDI", "41 000000000000 000000000000", .other(PayloadType(.fddi, UInt8(0x41))), 13),
            ("IEEE802_11", "8000", .other(PayloadType(.wireless, WirelessFrame.management.rawValue)), 0),
            ("IEEE802_11", "d400", .other(PayloadType(.wireless, WirelessFrame.control.rawValue)), 0),
            (
                "IEEE802_11", "4801 0000 000000000000 000000000000 000000000000 0000",
                .other(PayloadType(.wireless, WirelessFrame.empty.rawValue)), 0
            ),
            (
                "IEEE802_11", "0841 0000 000000000000 000000000000 000000000000 0000",
                .other(PayloadType(.wireless, WirelessFrame.encrypted.rawValue)), 0
            ),
            (
                "IEEE802_11", "0801 0000 000000000000 000000000000 000000000000 0100",
                .other(PayloadType(.wireless, WirelessFrame.fragment.rawValue)), 0
            ),
            ("ARCNET_LINUX", "be 50 0000 d4 03 0166", .other(PayloadType(.arcnet, UInt8(212))), 8),
            ("PPI", "00 00 0800 c0000000", .other(PayloadType(.linkType, UInt8(192))), 8),
            ("LINUX_SLL", "0000 0001 0006 0000000000000000 86dd", .ipv6, 16),
            ("LINUX_SLL", "0000 0001 0006 0000000000000000 8100 0001 0800", .ipv4, 20),
            ("LINUX_SLL2", "86dd 0000 00000002 0001 00 06 0000000000000000", .ipv6, 20),
            ("LINUX_SLL2", "8100 0000 00000002 0001 00 06 0000000000000000 0001 0800", .ipv4, 24),
            ("NULL", "02000000", .ipv4, 4),
            ("NULL", "00000002", .ipv4, 4),
            ("NULL", "1e000000", .ipv6, 4),
            ("NULL", "0000001c", .ipv6, 4),
            ("NULL", "07000000", .other(PayloadType(.family, UInt8(7))), 4),
            ("LOOP", "00000018", .ipv6, 4),
            ("LOOP", "02000000", .other(PayloadType(.family, UInt32(0x0200_0000))), 4),
            ("RAW", "45", .ipv4, 0),
            ("RAW", "60", .ipv6, 0),
            ("IPV4", "", .ipv4, 0),
            ("IPV6", "", .ipv6, 0),
            ("PPP", "ff03 0021", .ipv4, 4),
            ("PPP", "ff03 21", .ipv4, 3),
            ("PPP", "0057", .ipv6, 2),
            ("PPP", "57", .ipv6, 1),
            ("PPP", "ff03 c021", .other(PayloadType(.ppp, UInt16(0xc021))), 4),
            ("PPP_SERIAL", "ff03 0057", .ipv6, 4),
            ("PPP_SERIAL", "0f00 0800", .ipv4, 4),
            ("PPP_SERIAL", "8f00 8035", .other(PayloadType(.ciscoHDLC, UInt16(0x8035))), 4),
            ("PPP_ETHER", "11 00 0001 0016 0021", .ipv4, 8),
            ("PPP_ETHER", "11 a7 0001 0000", .etherType(0x8863), 6),
            ("C_HDLC", "0f00 86dd", .ipv6, 4),
            ("C_HDLC", "0f00 8100 0001 0800", .ipv4, 8),
            ("EN10MB", "000000000000 000000000000 8864 11 00 0001 0016 0057", .ipv6, 22),
            ("EN10MB", "000000000000 000000000000 8100 0007 8864 11 00 0001 0016 0021", .ipv4, 26),
            ("LINUX_SLL", "0000 0001 0006 0000000000000000 8864 11 00 0001 0016 0021", .ipv4, 24),
        ] as [(String, String, NetworkKind, Int)]
    )
    func `the network layer is found`(name: String, frame: String, kind: NetworkKind, offset: Int) throws {
        let link = try #require(LinkLayer.all.first { $0.name == name })
        let start = try link.decode(hex(frame).span)
        #expect(start.kind == kind)
        #expect(start.offset == offset)
    }

    @Test(arguments: [
        ("EN10MB", "000000000000 000000000000 8100 0001 0044 aaaa03 000000 0800", 18 + 0x44),
        ("EN10MB", "000000000000 000000000000 8864 11 00 0001 0016 0057", 20 + 0x16),
        ("PPP_ETHER", "11 00 0001 0016 0021", 6 + 0x16),
        (
            "EN10MB", "000000000000 000000000000 8847 000111ff 00320000 020000000002 020000000001 0800 45 0000",
            18 + 0x32
        ),
        ("NFLOG", "02 00 0000 4000 0900", 4 + 0x40),
        // The innermost that ends first counts.
        (
            "EN10MB", "000000000000 000000000000 8864 11 00 0001 0020 0031 0001 000000000000 000000000000 0100 060603",
            20 + 0x20
        ),
    ])
    func `a length says where the packet ends`(name: String, frame: String, end: Int) throws {
        let link = try #require(LinkLayer.all.first { $0.name == name })
        let start = try link.decode(hex(frame).span)
        #expect(start.end == end)
    }

    @Test func `headers in one another are not walked to their end`() {
        let labels = Array(repeating: hex("00010000"), count: 1_000).flatMap(\.self)
        #expect(throws: DecodeError.malformed(layer: .mpls, reason: .tooManyLabels)) {
            try Packet(hex("000000000000 000000000000 8847") + labels, link: .ethernet)
        }
        let wires = Array(repeating: hex("000000000000 000000000000 8847 000111ff"), count: 1_000).flatMap(\.self)
        #expect(throws: DecodeError.malformed(layer: .ethernet, reason: .tooManyHeaders)) {
            try Packet(wires + Frames.ethernet + Frames.ipv4SYN, link: .ethernet)
        }
        let multilink = Array(repeating: hex("003d c0000001"), count: 1_000).flatMap(\.self)
        #expect(throws: DecodeError.malformed(layer: .ethernet, reason: .tooManyHeaders)) {
            try Packet(multilink + hex("0021") + Frames.ipv4SYN, link: .ppp)
        }
    }

    @Test func `addresses, tags and the way of a frame are told`() throws {
        let tagged = Frames.taggedEthernet + Frames.ipv4SYN
        let ethernet = LinkLayer.ethernet.details(tagged.span)
        #expect((ethernet?.destination, ethernet?.source) == (0..<6, 6..<12))
        #expect(ethernet?.tags.map(\.identifier) == [100, 10])
        #expect(ethernet?.etherType == 0x0800)

        let out = hex("0004 0001 0006 0200000000010000 8100 e007 86dd")
        let cooked = LinkLayer.linuxCooked.details(out.span)
        #expect(cooked?.travel == .fromUs)
        #expect(cooked?.source == 6..<12)
        #expect(cooked?.tags == [.init(identifier: 7, priority: 7)])
        #expect(cooked?.etherType == 0x86dd)

        let other = hex("0800 0000 00000002 0001 03 06 0200000000010000")
        let cooked2 = LinkLayer.linuxCooked2.details(other.span)
        #expect(cooked2?.travel == .toOthers)
        #expect(cooked2?.interface == 2)
        #expect(cooked2?.source == 12..<18)

        for (link, bytes) in Frames.all {
            for length in 0..<bytes.count {
                let cut = Array(bytes.prefix(length))
                let details = link.details(cut.span)
                #expect((details?.source?.upperBound ?? 0) <= length)
            }
        }
    }

    @Test func `a frame of nothing but tags is not walked to its end`() {
        let frame = hex("000000000000 000000000000") + Array(repeating: hex("8100 0001"), count: 1_000).flatMap(\.self)
        #expect(throws: DecodeError.malformed(layer: .ethernet, reason: .tooManyTags)) {
            try Packet(frame, link: .ethernet)
        }
    }

    @Test func `PPPoE of another version is not supported`() {
        #expect(throws: DecodeError.unsupported(layer: .pppoe, number: 0x21)) {
            try Packet(hex("21 00 0001 0000 0021"), link: .pppoe)
        }
    }

    @Test func `raw IP of another version is not supported`() {
        #expect(throws: DecodeError.unsupported(layer: .rawIP, number: 5)) {
            try Packet(hex("50"), link: .raw)
        }
    }
}
