import Testing
import Wire

@Suite struct PcapNGDecoderTests {
    private static let littleSection = hex(
        """
        0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000
        """
    )

    private static let ethernetInterface = hex(
        """
        01000000 28000000 0100 0000 00000000    # Ethernet, no snap length
        0200 0400 65746830                      # name "eth0"
        0900 0100 09000000                      # nanoseconds
        0000 0000
        28000000
        """
    )

    private static let enhancedPacket = hex(
        """
        06000000 24000000 00000000              # interface 0
        00000000 05000000                       # tick 5
        02000000 03000000 aabb 0000             # two of three bytes, padded
        24000000
        """
    )

    @Test func `an enhanced packet has its interface's name, resolution and link type`() {
        let contents = CaptureContents(Self.littleSection + Self.ethernetInterface + Self.enhancedPacket)
        #expect(contents.error == nil)
        #expect(contents.format == .pcapng)
        #expect(contents.interfaces.map(\.name) == ["eth0"])
        #expect(contents.interfaces.map(\.linkType) == [1])
        #expect(contents.interfaces.map(\.resolution) == [.nanoseconds])
        #expect(contents.packets.map(\.bytes) == [[0xaa, 0xbb]])
        #expect(contents.packets.map(\.originalLength) == [3])
        #expect(contents.packets.map(\.time?.nanoseconds) == [5])
    }

    @Test func `a second section has its own byte order and numbers its interfaces from 0`() {
        let bigEndianSection = hex(
            """
            0a0d0d0a 0000001c 1a2b3c4d 0001 0002 ffffffffffffffff 0000001c
            00000001 00000020 0065 0000 00000040    # raw IP, snap length 64
            000e 0008 0000000000000064              # times count from second 100
            00000020
            00000006 00000020 00000000 00000000 000f4241 00000000 00000001 00000020     # tick 1,000,001
            """
        )
        let contents = CaptureContents(
            Self.littleSection + Self.ethernetInterface + Self.enhancedPacket + bigEndianSection
        )
        #expect(contents.error == nil)
        #expect(contents.interfaces.map(\.linkType) == [1, 101])
        #expect(contents.packets.map(\.interface) == [0, 1])
        #expect(contents.packets.last?.time?.nanoseconds == 101_000_001_000)
    }

    @Test func `a simple packet is cut at the snap length and has no time`() {
        let contents = CaptureContents(
            Self.littleSection
                + hex(
                    """
                    01000000 14000000 0100 0000 02000000 14000000       # snap length 2
                    03000000 14000000 05000000 aabb 0000 14000000       # five bytes on the wire
                    """
                )
        )
        #expect(contents.error == nil)
        #expect(contents.packets.map(\.bytes) == [[0xaa, 0xbb]])
        #expect(contents.packets.map(\.originalLength) == [5])
        #expect(contents.packets.map(\.time?.nanoseconds) == [nil])
    }

    @Test func `the obsolete packet block is read, and unknown blocks are not`() {
        let contents = CaptureContents(
            Self.littleSection + Self.ethernetInterface
                + hex(
                    """
                    02000000 24000000 0000 0007 00000000 05000000 01000000 01000000 aa000000 24000000
                    ad0b0000 10000000 01020304 10000000     # a custom block
                    """
                )
        )
        #expect(contents.error == nil)
        #expect(contents.packets.map(\.bytes) == [[0xaa]])
    }

    @Test(
        arguments: [
            (0x00, 3, 3_000_000_000),  // seconds
            (0x03, 3, 3_000_000),
            (0x06, 3, 3_000),
            (0x0c, 3_999, 3),  // picoseconds
            (0x13, .max, 1_844_674_407),
            (0x80, 3, 3_000_000_000),
            (0x81, 3, 1_500_000_000),
            (0xa0, 0x1_8000_0000, 1_500_000_000),  // 2^-32, as NTP has it
            (0xbf, 1 << 62, 500_000_000),
            (0x00, .max, .max),  // beyond the range
        ] as [(UInt8, UInt64, Int64)]
    )
    func `a tick is a power of ten or of two`(option: UInt8, ticks: UInt64, nanoseconds: Int64) {
        var packet: [UInt8] = []
        packet.append(UInt32(truncatingIfNeeded: ticks >> 32), as: .littleEndian)
        packet.append(UInt32(truncatingIfNeeded: ticks), as: .littleEndian)
        let contents = CaptureContents(
            Self.littleSection
                + hex("01000000 1c000000 0100 0000 00000000 0900 0100") + [option, 0, 0, 0] + hex("1c000000")
                + hex("06000000 20000000 00000000") + packet + hex("00000000 00000000 20000000")
        )
        #expect(contents.error == nil)
        #expect(contents.packets.map(\.time?.nanoseconds) == [nanoseconds])
    }

    @Test(
        arguments: [
            ("06000000 20000000 01000000 00000000 00000000 00000000 00000000 20000000", .unknownInterface(1)),
            (
                "06000000 20000000 00000000 00000000 00000000 01000000 01000000 20000000",
                .packetBeyondBlock(capturedLength: 1)
            ),
            ("06000000 1c000000 00000000 00000000 00000000 00000000 1c000000", .blockLengthTooSmall(28)),
            ("03000000 10000000 01000000 10000000", .packetBeyondBlock(capturedLength: 1)),
            ("03000000 0c000000 0c000000", .blockLengthTooSmall(12)),
            ("ad0b0000 0c000000 10000000", .blockLengthsDiffer(12, 16)),
            ("ad0b0000 0b000000 0b000000", .blockLengthTooSmall(11)),
            ("ad0b0000 0d000000 0d000000", .blockLengthNotAligned(13)),
            ("ad0b0000 00000080 00000000", .blockLengthTooLarge(1 << 31)),
            ("0a0d0d0a 1c000000 01020304", .unknownByteOrder(magic: 0x0102_0304)),
            ("01000000 18000000 0100 0000 00000000 0200 0500 18000000", .optionBeyondBlock(code: 2)),
            ("01000000 1c000000 0100 0000 00000000 0900 0100 40000000 1c000000", .unsupportedTimestampResolution(64)),
        ] as [(String, CaptureFileError.Reason)]
    )
    func `a block that makes no sense ends the file with its place`(block: String, reason: CaptureFileError.Reason) {
        let good = Self.littleSection + Self.ethernetInterface + Self.enhancedPacket
        let contents = CaptureContents(good + hex(block))
        #expect(contents.packets.count == 1)
        #expect(contents.error == .malformed(reason: reason, afterPackets: 1, position: good.count))
    }

    @Test(arguments: [("0000 0100", 0, 1), ("0100 0100", 1, 1), ("0200 0000", 2, 0)])
    func `another version is not supported`(version: String, major: Int, minor: Int) {
        let contents = CaptureContents(hex("0a0d0d0a 1c000000 4d3c2b1a \(version) ffffffffffffffff 1c000000"))
        #expect(contents.error == .unsupportedVersion(format: .pcapng, major: major, minor: minor, position: 0))
    }

    @Test func `every prefix of a file ends at a block or is cut short`() {
        let file = Self.littleSection + Self.ethernetInterface + Self.enhancedPacket
        for length in 0...file.count {
            let contents = CaptureContents(Array(file.prefix(length)))
            #expect((contents.error == nil) == [28, 68, 104].contains(length))
        }
    }
}
