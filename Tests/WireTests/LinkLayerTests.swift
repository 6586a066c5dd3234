import Testing
import Wire

@Suite struct LinkLayerTests {
    @Test(arguments: [
        (0, "NULL"), (1, "EN10MB"), (12, "RAW"), (14, "RAW"), (101, "RAW"), (108, "LOOP"), (113, "LINUX_SLL"),
        (228, "IPV4"), (229, "IPV6"), (276, "LINUX_SLL2"), (9, "PPP"), (50, "PPP_SERIAL"), (51, "PPP_ETHER"),
        (104, "C_HDLC"),
        // Upper bits tell of a frame check sequence.
        (0x3000_0001, "EN10MB"), (0x0400_0001, "EN10MB"),
    ])
    func `a link type is found by its number`(number: Int, name: String) {
        #expect(LinkLayer.numbered(number)?.name == name)
    }

    @Test func `an unknown link type is not found`() {
        #expect(LinkLayer.numbered(127) == nil)
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
            ("EN10MB", "000000000000 000000000000 0806", .other(etherType: 0x0806), 14),
            ("EN10MB", "000000000000 000000000000 9100 0001 8100 0002 86dd", .ipv6, 22),
            // An IEEE 802.3 frame has a length there.
            ("EN10MB", "000000000000 000000000000 0026", .other(etherType: 0), 14),
            ("LINUX_SLL", "0000 0001 0006 0000000000000000 86dd", .ipv6, 16),
            ("LINUX_SLL", "0000 0001 0006 0000000000000000 8100 0001 0800", .ipv4, 20),
            ("LINUX_SLL2", "86dd 0000 00000002 0001 00 06 0000000000000000", .ipv6, 20),
            ("LINUX_SLL2", "8100 0000 00000002 0001 00 06 0000000000000000 0001 0800", .ipv4, 24),
            ("NULL", "02000000", .ipv4, 4),
            ("NULL", "00000002", .ipv4, 4),
            ("NULL", "1e000000", .ipv6, 4),
            ("NULL", "0000001c", .ipv6, 4),
            ("NULL", "07000000", .other(etherType: 0), 4),
            ("LOOP", "00000018", .ipv6, 4),
            ("LOOP", "02000000", .other(etherType: 0), 4),
            ("RAW", "45", .ipv4, 0),
            ("RAW", "60", .ipv6, 0),
            ("IPV4", "", .ipv4, 0),
            ("IPV6", "", .ipv6, 0),
            ("PPP", "ff03 0021", .ipv4, 4),
            ("PPP", "ff03 21", .ipv4, 3),
            ("PPP", "0057", .ipv6, 2),
            ("PPP", "57", .ipv6, 1),
            ("PPP", "ff03 c021", .other(etherType: 0), 4),
            ("PPP_SERIAL", "ff03 0057", .ipv6, 4),
            ("PPP_SERIAL", "0f00 0800", .ipv4, 4),
            ("PPP_SERIAL", "8f00 8035", .other(etherType: 0), 4),
            ("PPP_ETHER", "11 00 0001 0016 0021", .ipv4, 8),
            ("PPP_ETHER", "11 a7 0001 0000", .other(etherType: 0x8863), 6),
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
        #expect(start == NetworkStart(kind: kind, offset: offset))
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
