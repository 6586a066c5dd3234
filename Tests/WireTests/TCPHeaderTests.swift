import Testing
import Wire

@Suite struct TCPHeaderTests {
    @Test func `every field of a SYN is read`() throws {
        var options = TCPOptions()
        options.mss = 1_460
        options.windowScale = 7
        options.sackPermitted = true
        options.timestamps = TCPTimestamps(value: 7, echo: 0)
        options.byteCount = 20
        let expected = TCPHeader(
            sourcePort: 40_000,
            destinationPort: 80,
            sequence: 1_000,
            acknowledgment: 0,
            flags: .syn,
            window: 64_240,
            checksum: 0xbeef,
            options: options
        )
        #expect(expected.headerLength == 40)
        #expect(try Packet(Frames.ipv4SYN, link: .ipv4).tcp == expected)
    }

    @Test func `SACK blocks are read in order`() throws {
        // A header of 60 bytes: four blocks are all that fits.
        let tcp = try header(
            options: """
                01 01 05 22
                00000001 00000002  00000003 00000004  00000005 00000006  fffffff0 00000010
                """
        )
        #expect(
            Array(tcp.options.sackBlocks) == [
                SACKBlock(left: 1, right: 2), SACKBlock(left: 3, right: 4), SACKBlock(left: 5, right: 6),
                SACKBlock(left: 0xffff_fff0, right: 16),
            ]
        )
    }

    @Test func `a fifth SACK block finds no room`() {
        var blocks = SACKBlocks()
        for number in UInt32(1)...5 {
            blocks.append(SACKBlock(left: number, right: number + 1))
        }
        #expect(blocks.map(\.left) == [1, 2, 3, 4])
    }

    @Test(
        arguments: [
            ("02 00 05 b4", nil, true),  // a length that would never end
            ("02 01 05 b4", nil, true),
            ("02 05 05 b4", nil, true),  // a length beyond the header
            ("02 03 05 01", nil, true),  // not the length of an MSS
            ("01 01 01 02", nil, true),  // a kind without a length
            ("02 04 05 b4  05 03 00 01", 1_460, true),  // the one before the bad one is kept
            ("fe 04 00 00  02 04 05 b4", 1_460, false),  // unknown kinds are stepped over
            ("00 04 05 b4", nil, false),  // nothing counts behind the end
        ] as [(String, UInt16?, Bool)]
    )
    func `malformed options end the walk and not the header`(options: String, mss: UInt16?, isMalformed: Bool) throws {
        let tcp = try header(options: options)
        #expect(tcp.options.mss == mss)
        #expect(tcp.options.isMalformed == isMalformed)
        #expect(!tcp.options.isTruncated)
    }

    @Test func `options are walked by kind, padding left out`() throws {
        let bytes = Frames.ethernet + Frames.ipv4SYN
        let packet = try Packet(bytes, link: .ethernet)
        var walk = TCPOptionWalk(packet)
        var options: [TCPOption] = []
        while let option = walk.next(in: bytes.span) { options.append(option) }
        #expect(options.map(\.kind) == [2, 4, 8, 3])
        #expect(options.map(\.range) == [54..<58, 58..<60, 60..<70, 71..<74])
        #expect(!walk.isMalformed)
        var none = TCPOptionWalk(try Packet(Frames.ipv4UDP, link: .ipv4))
        let nothing = none.next(in: bytes.span)
        #expect(nothing == nil)
    }

    @Test func `a header cut in its options keeps those before the cut`() throws {
        // The capture ends within the timestamps.
        let packet = try Packet(Array(Frames.ipv4SYN.prefix(50)), originalLength: 60, link: .ipv4)
        let tcp = try #require(packet.tcp)
        #expect(tcp.headerLength == 40)
        #expect(tcp.options.mss == 1_460)
        #expect(tcp.options.sackPermitted)
        #expect(tcp.options.timestamps == nil)
        #expect(tcp.options.isTruncated)
        #expect(!tcp.options.isMalformed)
        #expect(packet.payloadOffset == 60)
        #expect(packet.payloadLength == 0)
        #expect(packet.capturedPayloadLength == 0)
    }

    @Test(
        arguments: [
            (TCPFlags.syn, "S", ["SYN"]),
            ([.syn, .ack], "S.", ["SYN", "ACK"]),
            ([.psh, .ack], "P.", ["PSH", "ACK"]),
            ([.fin, .ack], "F.", ["FIN", "ACK"]),
            (.ack, ".", ["ACK"]),
            ([.rst, .ack], "R.", ["RST", "ACK"]),
            ([.syn, .ece, .cwr, .ae], "SEWe", ["SYN", "ECE", "CWR", "AE"]),
            (
                TCPFlags(rawValue: 0x1ff), "FSRP.UEWe",
                ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"]
            ),
            ([], "none", []),
        ] as [(TCPFlags, String, [String])]
    )
    func `flags have names and tcpdump's letters`(flags: TCPFlags, letters: String, names: [String]) {
        #expect(flags.tcpdump == letters)
        #expect(flags.names == names)
    }

    @Test func `a header smaller than itself or larger than its datagram is malformed`() {
        #expect(throws: DecodeError.malformed(layer: .tcp, reason: .headerLengthTooSmall)) {
            try TCPHeader(bytes(dataOffset: 4).span, at: 0, end: 20)
        }
        #expect(throws: DecodeError.malformed(layer: .tcp, reason: .headerBeyondDatagram)) {
            try TCPHeader(bytes(dataOffset: 6).span, at: 0, end: 20)
        }
        #expect(throws: DecodeError.malformed(layer: .tcp, reason: .headerBeyondDatagram)) {
            try TCPHeader(bytes(dataOffset: 5).span, at: 0, end: 19)
        }
        #expect(throws: DecodeError.truncated(layer: .tcp, needed: 20, available: 12)) {
            try TCPHeader(Array(bytes(dataOffset: 5).prefix(12)).span, at: 0, end: 20)
        }
    }

    private func header(options: String) throws -> TCPHeader {
        let options = hex(options)
        let bytes = bytes(dataOffset: UInt8(5 + options.count / 4)) + options
        return try TCPHeader(bytes.span, at: 0, end: bytes.count)
    }

    private func bytes(dataOffset: UInt8) -> [UInt8] {
        hex("0001 0002 00000003 00000004") + [dataOffset << 4] + hex("10 0005 0006 0000")
    }
}
