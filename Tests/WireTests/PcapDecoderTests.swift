import Testing
import Wire

@Suite struct PcapDecoderTests {
    private let bigEndian = hex(
        """
        a1b2c3d4 0002 0004      # microseconds, version 2.4
        00000000 00000000
        00040000 00000071       # snap length 262144, Linux cooked
        00000001 00000002  00000003 00000005  aa bb cc      # 1.000002 s, three of five bytes
        00000002 000f4240  00000001 00000001  dd            # one million microseconds
        """
    )

    @Test func `a big-endian file with microseconds is read`() {
        let contents = CaptureContents(bigEndian)
        #expect(contents.error == nil)
        #expect(contents.format == .pcap(.bigEndian, nanoseconds: false))
        #expect(contents.interfaces.map(\.linkType) == [113])
        #expect(contents.interfaces.map(\.snapLength) == [262_144])
        #expect(contents.packets.map(\.bytes) == [[0xaa, 0xbb, 0xcc], [0xdd]])
        #expect(contents.packets.map(\.originalLength) == [5, 1])
        // A fraction of a whole second is against the rules, and means what it says.
        #expect(contents.packets.map(\.time?.nanoseconds) == [1_000_002_000, 3_000_000_000])
    }

    @Test func `a little-endian file with nanoseconds is read`() {
        let contents = CaptureContents(
            hex(
                """
                4d3cb2a1 0200 0400 00000000 00000000 ffff0000 01000030
                01000000 02000000 01000000 01000000 aa
                """
            )
        )
        #expect(contents.error == nil)
        #expect(contents.format == .pcap(.littleEndian, nanoseconds: true))
        // The upper bits of the link type say that frames end with a check sequence.
        #expect(contents.interfaces.map(\.linkType) == [1])
        #expect(contents.packets.map(\.time?.nanoseconds) == [1_000_000_002])
    }

    @Test func `the longer record header of a modified pcap is stepped over`() {
        let contents = CaptureContents(
            hex(
                """
                34cdb2a1 0200 0400 00000000 00000000 ffff0000 01000000
                01000000 02000000 01000000 01000000
                05000000 0008 00 00     # interface, protocol, packet type, padding
                aa
                """
            )
        )
        #expect(contents.error == nil)
        #expect(contents.packets.map(\.bytes) == [[0xaa]])
    }

    @Test(arguments: [
        ("0200", "05000000 03000000"),  // before 2.3 the original length came first
        ("0300", "05000000 03000000"),  // in 2.3 it may come first
        ("0300", "03000000 05000000"),
        ("0400", "03000000 05000000"),
    ])
    func `old versions have the lengths in another order`(minor: String, lengths: String) {
        let contents = CaptureContents(
            hex("d4c3b2a1 0200 \(minor) 00000000 00000000 ffff0000 01000000 00000000 00000000 \(lengths) aabbcc")
        )
        #expect(contents.error == nil)
        #expect(contents.packets.map(\.bytes) == [[0xaa, 0xbb, 0xcc]])
        #expect(contents.packets.map(\.originalLength) == [5])
    }

    @Test func `a file that ends within a record gives the packets before it`() {
        let contents = CaptureContents(Array(bigEndian.dropLast()))
        #expect(contents.packets.count == 1)
        #expect(contents.error == .truncated(afterPackets: 1, position: 43, needed: 17, available: 16))
        #expect(
            contents.error?.description
                == "capture file cut short at byte 43, after 1 packets: 17 bytes needed, 16 left"
        )
    }

    @Test func `every prefix of a file gives its whole packets and then ends or is cut short`() {
        for length in 0...bigEndian.count {
            let contents = CaptureContents(Array(bigEndian.prefix(length)))
            #expect(contents.packets.count == (length < 43 ? 0 : length < 60 ? 1 : 2))
            #expect((contents.error == nil) == [24, 43, 60].contains(length))
        }
    }

    @Test func `an absurd captured length is malformed`() {
        var bytes = bigEndian
        bytes[43 + 9] = 0x10  // 0x00100001
        #expect(
            CaptureContents(bytes).error
                == .malformed(reason: .capturedLengthTooLarge(0x0010_0001), afterPackets: 1, position: 43)
        )
    }

    @Test func `a captured length beyond the snap length is accepted`() {
        var bytes = bigEndian
        bytes.replaceSubrange(16..<20, with: hex("00000001"))
        #expect(CaptureContents(bytes).packets.map(\.bytes.count) == [3, 1])
    }

    @Test(arguments: [("0001 0004", 1, 4), ("0002 0005", 2, 5), ("0003 0000", 3, 0)])
    func `another version is not supported`(version: String, major: Int, minor: Int) {
        let contents = CaptureContents(hex("a1b2c3d4 \(version) 00000000 00000000 00000000 00000000"))
        #expect(contents.error == .unsupportedVersion(format: .pcap, major: major, minor: minor, position: 0))
    }

    @Test func `a file of another kind is told by its magic number`() {
        let contents = CaptureContents(Array("#!/bin/sh".utf8))
        #expect(contents.error == .notACapture(magic: 0x2321_2f62))
        #expect(contents.error?.description == "not a pcap or pcapng file: it begins with 0x23212f62")
        #expect(CaptureContents([]).error == .truncated(afterPackets: 0, position: 0, needed: 4, available: 0))
    }

    @Test func `what the encoder writes is read back`() {
        let times: [Int64] = [0, 1_795_216_811_123_456_789, 4_294_967_295_999_999_999]
        var file = PcapEncoder.header(linkType: 276, snapLength: 96)
        for time in times {
            PcapEncoder.record(
                PacketRecord(
                    time: Timestamp(nanoseconds: time),
                    capturedLength: 2,
                    originalLength: 1_500,
                    interface: 0,
                    offset: 0
                ),
                into: &file
            )
            file += [1, 2]
        }
        let contents = CaptureContents(file)
        #expect(contents.error == nil)
        #expect(contents.format == .pcap(.littleEndian, nanoseconds: true))
        #expect(contents.interfaces.map(\.linkType) == [276])
        #expect(contents.interfaces.map(\.snapLength) == [96])
        #expect(contents.packets.map(\.time?.nanoseconds) == times)
        #expect(contents.packets.allSatisfy { $0.bytes == [1, 2] && $0.originalLength == 1_500 })
    }

    @Test(
        arguments: [
            (-1, false), (0, true), (4_294_967_295_999_999_999, true), (4_294_967_296_000_000_000, false), (nil, false),
        ] as [(Int64?, Bool)]
    )
    func `the encoder says which times a file has no place for`(time: Int64?, isKept: Bool) {
        var file = PcapEncoder.header(linkType: 1, snapLength: 96)
        let record = PacketRecord(
            time: time.map(Timestamp.init(nanoseconds:)),
            capturedLength: 0,
            originalLength: 0,
            interface: 0,
            offset: 0
        )
        #expect(PcapEncoder.record(record, into: &file) == isKept)
    }
}
