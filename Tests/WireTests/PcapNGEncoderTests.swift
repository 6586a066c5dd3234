import Testing
import Wire

@Suite struct PcapNGEncoderTests {
    private static let interface = CaptureInterface(
        linkType: 1,
        snapLength: 96,
        name: "eth0",
        resolution: .microseconds
    )

    /// The head of a file with one interface, and a packet for each of `packets`.
    private static func file(_ packets: [[UInt8]], at time: Timestamp) -> [UInt8] {
        var bytes: [UInt8] = []
        PcapNGEncoder.section(application: "test", into: &bytes)
        PcapNGEncoder.interface(interface, into: &bytes)
        for packet in packets {
            let record = PacketRecord(
                time: time,
                capturedLength: packet.count,
                originalLength: packet.count + 1,
                interface: 0,
                offset: 0
            )
            PcapNGEncoder.packet(record, from: interface, packet.span, into: &bytes)
        }
        return bytes
    }

    @Test func `packets of every length are read back, in nanoseconds`() {
        let packets = (0..<9).map { [UInt8](repeating: 0xa5, count: $0) }
        let time = Timestamp(nanoseconds: 1_795_247_174_823_432_732)
        let contents = CaptureContents(Self.file(packets, at: time))
        #expect(contents.error == nil)
        #expect(contents.packets.map(\.bytes) == packets)
        #expect(contents.packets.map(\.originalLength) == packets.map { $0.count + 1 })
        #expect(contents.packets.allSatisfy { $0.time == time })
        #expect(contents.interfaces.map(\.name) == ["eth0"])
        #expect(contents.interfaces.map(\.snapLength) == [96])
        #expect(contents.interfaces.map(\.resolution) == [.nanoseconds])
    }

    @Test func `an interface is described as the draft has it`() {
        var bytes: [UInt8] = []
        PcapNGEncoder.interface(Self.interface, into: &bytes)
        let expected = hex(
            """
            01000000 28000000 0100 0000 60000000
            0200 0400 65746830
            0900 0100 09000000
            0000 0000
            28000000
            """
        )
        #expect(bytes == expected)
    }

    @Test func `times before 1970 are clamped, and values too large for their fields do not trap`() {
        let contents = CaptureContents(Self.file([[1]], at: Timestamp(nanoseconds: -1)))
        #expect(contents.packets.map(\.time?.nanoseconds) == [0])
        var bytes: [UInt8] = []
        let strange = CaptureInterface(
            linkType: .max,
            snapLength: .max,
            name: String(repeating: "x", count: 70_000),
            resolution: .nanoseconds
        )
        PcapNGEncoder.interface(strange, into: &bytes)
        let counts = CaptureStatistics(received: -1, droppedByKernel: .max, droppedByInterface: nil)
        PcapNGEncoder.statistics(counts, interface: -1, strange, at: Timestamp(nanoseconds: .min), into: &bytes)
        #expect(bytes.count.isMultiple(of: 4))
    }

    @Test func `what is not counted is left out`() {
        var bytes: [UInt8] = []
        PcapNGEncoder.statistics(
            .unknown,
            interface: 2,
            Self.interface,
            at: Timestamp(nanoseconds: 1 << 32 | 5),
            into: &bytes
        )
        #expect(bytes == hex("05000000 1c000000 02000000 01000000 05000000 00000000 1c000000"))
    }

    @Test func `times before an interface's offset and beyond a block's ticks are told from those that are kept`() {
        let second: Int64 = 1_000_000_000
        for (offset, time, isKept) in [
            (0, 0, true), (0, -1, false), (-10, -10 * second, true), (-10, -10 * second - 1, false),
            (100, 99 * second, false), (.max, 0, false),
        ] as [(Int64, Int64, Bool)] {
            var interface = Self.interface
            interface.secondsOffset = offset
            var bytes: [UInt8] = []
            PcapNGEncoder.section(application: "test", into: &bytes)
            PcapNGEncoder.interface(interface, into: &bytes)
            let record = PacketRecord(
                time: Timestamp(nanoseconds: time),
                capturedLength: 1,
                originalLength: 1,
                interface: 0,
                offset: 0
            )
            #expect(PcapNGEncoder.packet(record, from: interface, [7].span, into: &bytes) == isKept)
            let contents = CaptureContents(bytes)
            #expect(contents.error == nil)
            #expect((contents.packets.map(\.time) == [record.time]) == isKept)
        }
    }

    @Test(arguments: [(96, 96, 200, true), (96, 95, 200, false), (0, 200, 200, true), (96, 3, 3, true)])
    func `a packet without a time is a simple one where the interface says how it was cut`(
        snapLength: Int,
        captured: Int,
        original: Int,
        isKept: Bool
    ) {
        var interface = Self.interface
        interface.snapLength = snapLength
        var bytes: [UInt8] = []
        PcapNGEncoder.section(application: "test", into: &bytes)
        PcapNGEncoder.interface(interface, into: &bytes)
        let record = PacketRecord(
            time: nil,
            capturedLength: captured,
            originalLength: original,
            interface: 0,
            offset: 0
        )
        let packet = [UInt8](repeating: 7, count: captured)
        #expect(PcapNGEncoder.packet(record, from: interface, packet.span, into: &bytes) == isKept)
        let contents = CaptureContents(bytes)
        #expect(contents.error == nil)
        #expect(contents.packets.map(\.bytes) == [packet])
        #expect(contents.packets.map(\.originalLength) == [original])
        #expect((contents.packets.map(\.time) == [nil]) == isKept)
    }
}
