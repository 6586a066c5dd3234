import ArgumentParser
import Streams
import TestSupport
import Testing
import Wire

@testable import Capturing
@testable import NetlabCLI

/// What `--view packets` says of a packet: the words are tcpdump's where it has some.
@Suite struct PacketTextTests {
    /// The lines of Ethernet frames that carry these packets, a second apart.
    private func lines(
        _ packets: [UInt8]...,
        options: String = "--time none",
        etherType: UInt16 = 0x0800
    ) throws -> [String] {
        let arguments = options.split(separator: " ").map(String.init)
        var text = PacketText(options: try PacketViewOptions.parse(arguments))
        var session = CaptureSession(keeping: .none)
        var lines: [String] = []
        for (index, packet) in packets.enumerated() {
            let ends: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1]
            let bytes = ends + [UInt8(etherType >> 8), UInt8(etherType & 0xff)] + packet
            let record = PacketRecord(
                time: Timestamp(seconds: 1_000 + Int64(index), nanoseconds: 250_000_999),
                capturedLength: bytes.count,
                originalLength: bytes.count,
                interface: 0,
                offset: 0
            )
            let frame = Frame(number: index + 1, record: record, linkType: 1)
            let segment = try session.take(frame, bytes.span)
            lines += text.lines(session.describe(frame, bytes.span, segment), bytes.span)
        }
        return lines
    }

    /// 10.0.0.1 → 10.0.0.2, with a right checksum.
    private func ipv4(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let header: [UInt8] = [0x45, 0, 0, UInt8(20 + payload.count), 0, 1, 0, 0, 64, number]
        var checksum = InternetChecksum()
        checksum.add(header.span)
        checksum.add(IPAddress.v4(0x0a00_0001))
        checksum.add(IPAddress.v4(0x0a00_0002))
        let value = checksum.value
        return header + [UInt8(value >> 8), UInt8(value & 0xff), 10, 0, 0, 1, 10, 0, 0, 2] + payload
    }

    /// A message with a right checksum.
    private func icmp(_ type: UInt8, _ code: UInt8, _ rest: [UInt8]) -> [UInt8] {
        var checksum = InternetChecksum()
        let message = [type, code] + rest
        checksum.add(message.span)
        let value = checksum.value
        return ipv4(1, [type, code, UInt8(value >> 8), UInt8(value & 0xff)] + rest)
    }

    /// A segment to port 80, whose checksum is left to a card.
    private func tcp(_ flags: UInt8, acknowledgment: UInt8 = 0, options: [UInt8], payload: [UInt8] = []) -> [UInt8] {
        let length = 20 + options.count + payload.count
        var checksum = InternetChecksum()
        for address: UInt32 in [0x0a00_0001, 0x0a00_0002] { checksum.add(IPAddress.v4(address)) }
        checksum.add(UInt32(6 + length))
        let sum = checksum.sum
        let header: [UInt8] = [
            0x9c, 0x40, 0, 80, 0, 0, 0, 9, 0, 0, 0, acknowledgment, UInt8(5 + options.count / 4) << 4, flags, 1, 0,
            UInt8(sum >> 8), UInt8(sum & 0xff), 0, 0,
        ]
        return ipv4(6, header + options + payload)
    }

    @Test(
        arguments: [
            (8, 0, [0, 1, 0, 2], "ICMP echo request, id 1, seq 2, length 8"),
            (0, 0, [0xff, 0xff, 0, 0, 1], "ICMP echo reply, id 65535, seq 0, length 9"),
            (11, 0, [0, 0, 0, 0], "ICMP time exceeded in-transit, length 8"),
            (9, 0, [0, 0, 0, 0], "ICMP router advertisement, length 8"),
            (42, 7, [], "ICMP type 42 code 7, length 4"),
            (8, 0, [], "ICMP echo request, length 4"),
            (3, 3, [0, 0, 0, 0], "ICMP ? port ? unreachable, length 8"),
        ] as [(UInt8, UInt8, [UInt8], String)]
    )
    func `ICMP is described as tcpdump describes it`(type: UInt8, code: UInt8, rest: [UInt8], text: String) throws {
        #expect(try lines(icmp(type, code, rest)) == ["1  10.0.0.1 > 10.0.0.2: " + text])
    }

    @Test(
        arguments: [
            (3, 3, [], "10.0.0.2 udp port 53 unreachable (10.0.0.1:5353 > 10.0.0.2:53: udp), length 36"),
            (
                3, 4, [0, 0, 5, 0],
                "10.0.0.2 unreachable - need to frag (mtu 1280) (10.0.0.1:5353 > 10.0.0.2:53: udp), length 36"
            ),
            (3, 1, [], "host 10.0.0.2 unreachable (10.0.0.1:5353 > 10.0.0.2:53: udp), length 36"),
            (5, 1, [10, 0, 0, 9], "redirect 10.0.0.2 to 10.0.0.9 (10.0.0.1:5353 > 10.0.0.2:53: udp), length 36"),
        ] as [(UInt8, UInt8, [UInt8], String)]
    )
    func `an ICMP error says whose packet it is about`(type: UInt8, code: UInt8, field: [UInt8], text: String) throws {
        let quoted = ipv4(17, [0x14, 0xe9, 0, 53, 0, 8, 0, 0])
        let rest = (field.isEmpty ? [0, 0, 0, 0] : field) + quoted
        #expect(try lines(icmp(type, code, rest)) == ["1  10.0.0.1 > 10.0.0.2: ICMP " + text])
    }

    @Test(
        arguments: [
            (1, [10, 0, 0, 2], "Request who-has 10.0.0.2 tell 10.0.0.1, length 28"),
            (1, [10, 0, 0, 1], "Announcement 10.0.0.1, length 28"),
            (2, [10, 0, 0, 2], "Reply 10.0.0.1 is-at 02:00:00:00:00:01, length 28"),
            (3, [10, 0, 0, 2], "Reverse Request who-is 02:00:00:00:00:02 tell 02:00:00:00:00:01, length 28"),
            (9, [10, 0, 0, 2], "operation 9, length 28"),
        ] as [(UInt8, [UInt8], String)]
    )
    func `ARP is described as tcpdump describes it`(operation: UInt8, target: [UInt8], text: String) throws {
        let message: [UInt8] =
            [0, 1, 8, 0, 6, 4, 0, operation, 2, 0, 0, 0, 0, 1, 10, 0, 0, 1, 2, 0, 0, 0, 0, 2] + target
        #expect(try lines(message, etherType: 0x0806) == ["1  ARP, " + text])
        #expect(try lines(message.dropLast(), etherType: 0x0806) == ["1  ARP cut short, length 27"])
    }

    @Test(
        arguments: [
            ([2, 4, 5, 0xb4], "mss 1460"),
            ([1, 3, 3, 7], "wscale 7"),
            ([4, 2, 1, 1], "sackOK"),
            ([1, 1, 8, 10, 0, 0, 0, 7, 0, 0, 0, 1], "TS val 7 ecr 1"),
            ([34, 2, 1, 1], "tfo cookie request"),
            ([34, 6, 1, 2, 3, 4, 1, 1], "tfo cookie 01020304"),
            ([254, 4, 0xf9, 0x89], "exp-tfo cookie request"),
            ([254, 4, 0x12, 0x34], "opt-254"),
            ([30, 4, 0x01, 0x81], "mptcp capable"),
            ([30, 4, 0x20, 0x01], "mptcp dss"),
            ([19, 18] + [UInt8](repeating: 0, count: 16) + [1, 1], "md5"),
            ([29, 4, 5, 6], "ao key 5 next 6"),
            ([28, 4, 0x80, 5], "user timeout 5 min"),
            ([99, 4, 0, 0], "opt-99"),
            ([2, 4, 5, 0xb4, 3, 9, 0, 0], "mss 1460, malformed"),
            ([2, 3, 5, 1], "mss, malformed"),
        ] as [([UInt8], String)]
    )
    func `TCP options are named in their order`(options: [UInt8], text: String) throws {
        let line = try lines(tcp(0x02, options: options))
        #expect(line == ["1  10.0.0.1:40000 > 10.0.0.2:80: [S], seq 0, win 256, options [\(text)], length 0"])
    }

    @Test func `the edges of SACK count as the acknowledgment does`() throws {
        let acknowledgment = tcp(0x10, acknowledgment: 100, options: [])
        let sack: [UInt8] = [1, 1, 5, 10, 0, 0, 0, 120, 0, 0, 0, 130]
        let line = try lines(acknowledgment, tcp(0x10, acknowledgment: 110, options: sack)).last
        #expect(line?.contains("ack 11, win 256, options [sack 1 {21:31}], length 0") == true)
    }

    @Test(arguments: [
        ("", ["1  00:16:40.250000  10", "2  00:16:41.250000  10"]),
        ("--time absolute", ["1  00:16:40.250000  10", "2  00:16:41.250000  10"]),
        ("--time relative", ["1  0.000000  10", "2  1.000000  10", "3  2.000000  10"]),
        ("--time delta", ["1  0.000000  10", "2  1.000000  10", "3  1.000000  10"]),
        ("--time none", ["1  10"]),
    ])
    func `the time is of the kind that was asked for`(options: String, starts: [String]) throws {
        let packet = icmp(8, 0, [0, 1, 0, 2])
        for (line, start) in zip(try lines(packet, packet, packet, options: options), starts) {
            #expect(line.hasPrefix(start + ".0.0.1"))
        }
    }

    @Test func `the link layer stands before the packet, the payload below it`() throws {
        let tagged: [UInt8] = [0x60, 7, 8, 0] + icmp(8, 0, [0, 1, 0, 2] + Array("ping\n\u{1b}[31m é".utf8))
        let lines = try lines(tagged, options: "--time none -e -X", etherType: 0x8100)
        #expect(
            lines == [
                "1  02:00:00:00:00:01 > 02:00:00:00:00:02, vlan 7 priority 3, IPv4, length 59: "
                    + "10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 2, length 21",
                "    0x0000:  0800 b8ac 0001 0002 7069 6e67 0a1b 5b33  ........ping..[3",
                "    0x0010:  316d 20c3 a9                             1m ..",
            ]
        )
    }

    @Test func `a wrong checksum is a note`() throws {
        var packet = icmp(8, 0, [0, 1, 0, 2])
        packet[22] = 0
        let line = try #require(try lines(packet).first)
        #expect(line.hasSuffix("length 8 [bad icmp checksum 0x00fc, should be 0xf7fc]"))
    }

    @Test func `a tunnel and a fragment are notes`() throws {
        let inner = ipv4(17, [0x14, 0xe9, 0, 53, 0, 8, 0, 0])
        #expect(try lines(ipv4(4, inner)).first?.hasSuffix("10.0.0.2:53: UDP, length 0 [in IP]") == true)

        var first = ipv4(17, [0x14, 0xe9, 0, 53, 0, 16, 0, 0])
        first[6] = 0x20
        var last = ipv4(17, Array(repeating: 0x61, count: 8))
        last[7] = 1
        #expect(
            try lines(first, last) == [
                "1  10.0.0.1:5353 > 10.0.0.2:53: UDP, length 0 [fragment 1 at 0, more follow]",
                "2  10.0.0.1:5353 > 10.0.0.2:53: UDP, length 8 [whole from 2 fragments]",
            ]
        )
    }

    @Test(
        arguments: [
            (0x88cc, [2, 7], "EtherType 0x88cc (LLDP), length 16"),
            (0x1234, [2, 7], "EtherType 0x1234, length 16"),
            (3, [0x42, 0x42, 3], "LLC SAP 0x42 (STP), length 17"),
            (8, [0xaa, 0xaa, 3, 0, 0, 12, 0x20, 0], "SNAP protocol 0x00000c2000 (CDP), length 22"),
            (0x8864, [0x11, 0, 0, 1, 0, 2, 0xc0, 0x21], "PPP protocol 0xc021 (LCP), length 22"),
            (0x8847, [0, 1, 0x11, 0xff, 0x10], "MPLS payload 0x1, length 19"),
        ] as [(UInt16, [UInt8], String)]
    )
    func `what is not decoded is named`(etherType: UInt16, bytes: [UInt8], text: String) throws {
        #expect(try lines(bytes, etherType: etherType) == ["1  " + text])
    }

    @Test func `a protocol that is not decoded is named, also in a tunnel`() throws {
        #expect(try lines(ipv4(89, [2, 1])) == ["1  10.0.0.1 > 10.0.0.2: IP protocol 89 (OSPF), length 2"])
        #expect(
            try lines(ipv4(47, [0, 0, 0x88, 0xcc])) == ["1  10.0.0.1 > 10.0.0.2: GRE protocol 0x88cc (LLDP), length 4"]
        )
        let frame: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x88, 0xcc]
        let headers: [UInt8] = [0, 7, 0x12, 0xb5, 0, 30, 0, 0, 8, 0, 0, 0, 0, 0, 0x64, 0]
        let datagram = ipv4(17, headers + frame)
        #expect(
            try lines(datagram) == [
                "1  10.0.0.1:7 > 10.0.0.2:4789: UDP, length 22 [with EtherType 0x88cc (LLDP)]"
            ]
        )
    }

    @Test func `a frame that is shorter than its packet has a note`() throws {
        let segment = tcp(0x10, options: [], payload: [1, 2, 3])
        let line = try #require(try lines(segment.dropLast(2)).first)
        #expect(line.hasSuffix("length 3 [2 bytes missing]"))
    }

    @Test func `kinds are listed, the most frequent first`() throws {
        var undecoded = UndecodedPackets()
        for _ in 0..<12 { undecoded.add(.payload(PayloadType(.gre, UInt16(0x1234)))) }
        undecoded.add(.cutShort(.tcp))
        for _ in 0..<5 { undecoded.add(.payload(PayloadType(.ipProtocol, UInt8(89)))) }
        #expect(
            UndecodedText(undecoded).lines == [
                "  12 packets of GRE protocol 0x1234", "  5 packets of IP protocol 89 (OSPF)",
                "  1 packet with TCP header cut short",
            ]
        )
        for type in 0..<100 as Range<UInt16> { undecoded.add(.payload(PayloadType(.etherType, 0x9100 + type))) }
        let lines = UndecodedText(undecoded).lines
        #expect(lines.count == 9)
        #expect(lines.last == "  95 packets of other kinds")
    }

    @Test func `names of addresses and ports replace numbers where there are some`() throws {
        var packet = ipv4(17, [0x14, 0xe9, 0xff, 0xfe, 0, 8, 0, 0])
        // From this host to itself, whose name no name server is asked for.
        packet.replaceSubrange(10..<20, with: [0, 0, 127, 0, 0, 1, 127, 0, 0, 1])
        let line = try #require(try lines(packet, options: "--time none --names").first)
        #expect(!line.contains("127.0.0.1:"))
        #expect(line.contains(":65534: UDP"))
    }

    @Test func `whatever bytes a packet has, it is shown as text and as JSON`() throws {
        var generator = SeededGenerator(state: 5)
        let error = icmp(3, 3, [0, 0, 0, 0] + ipv4(17, [0x14, 0xe9, 0, 53, 0, 8, 0, 0]))
        let options: [UInt8] = [
            2, 4, 5, 0xb4, 30, 4, 0, 0, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2, 254, 4, 0xf9, 0x89, 28, 4, 0, 1,
        ]
        let packets: [(UInt16, [UInt8])] = [
            (0x0800, error), (0x0800, tcp(0x12, options: options + [1, 1])), (0x0800, ipv4(4, error)),
            (0x0806, [0, 1, 8, 0, 6, 4, 0, 1] + [UInt8](repeating: 7, count: 20)), (0x8100, [0, 7, 8, 0] + error),
            (
                0x86dd,
                [0x60, 0, 0, 0, 0, 24, 58, 64] + [UInt8](repeating: 1, count: 32) + [135, 0]
                    + [UInt8](repeating: 2, count: 22)
            ),
            (0x8864, [0x11, 0, 0, 1, 0, 40, 0, 0x21] + error),
        ]
        var text = PacketText(options: try PacketViewOptions.parse(["-e", "-X", "--time", "delta"]))
        var session = CaptureSession(keeping: .none)
        for number in 1...20_000 {
            let (etherType, packet) = try #require(packets.randomElement(using: &generator))
            var bytes = [UInt8](repeating: 2, count: 12) + [UInt8(etherType >> 8), UInt8(etherType & 0xff)] + packet
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                bytes[Int.random(in: 12..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            bytes = Array(bytes.prefix(Int.random(in: 0...2 * bytes.count, using: &generator)))
            let record = PacketRecord(
                time: Timestamp(nanoseconds: .random(in: .min ... .max, using: &generator)),
                capturedLength: bytes.count,
                originalLength: bytes.count,
                interface: 0,
                offset: 0
            )
            let link = try #require(LinkLayer.all.randomElement(using: &generator)?.numbers.first)
            let frame = Frame(number: number, record: record, linkType: Bool.random(using: &generator) ? 1 : link)
            let segment = try session.take(frame, bytes.span)
            let captured = session.describe(frame, bytes.span, segment)
            #expect(!text.lines(captured, bytes.span).isEmpty)
            #expect(!CaptureOutput.packet(captured, bytes.span, of: session.table).isEmpty)
        }
    }
}
