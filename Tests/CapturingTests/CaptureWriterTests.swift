import Capturing
import Platform
import Streams
import SystemPackage
import TestSupport
import Testing
import Wire

@Suite struct CaptureWriterTests {
    private static let packets = [3, 1_448, 0].enumerated().map { index, payload in
        Frames.ethernet(Frames.tcp(from: 40_000, to: 80, sequence: UInt32(1 + 3 * index), payload: payload))
    }

    /// A copy of a capture, made packet by packet.
    private static func copy(
        _ file: [UInt8],
        in folder: TemporaryFolder,
        to name: String = "copy",
        statistics: [CaptureStatistics] = []
    ) throws -> String {
        let contents = try FileContents(folder.write(file, to: "source"))
        let path = folder.file(name)
        var session = CaptureSession(keeping: .none, writer: try writer(path, contents))
        for (frame, bytes) in contents.frames { _ = try session.take(frame, bytes.span) }
        try session.finish(statistics)
        return path
    }

    private static func writer(_ path: String, _ contents: FileContents) throws -> CaptureWriter {
        // As a file's are: not known when the writer is made, and written with the first packet.
        try CaptureWriter(SaveRequest(path: path), interfaces: contents.interfaces)
    }

    @Test func `what was saved is read back the same`() async throws {
        try await withTemporaryFolder { folder in
            let original = try FileContents(folder.write(Frames.pcap(Self.packets, cutTo: 100), to: "original"))
            let copy = try FileContents(Self.copy(Frames.pcap(Self.packets, cutTo: 100), in: folder))
            #expect(copy.error == nil)
            #expect(copy.frames.map(\.bytes) == original.frames.map(\.bytes))
            #expect(copy.frames.map(\.frame.record.time) == original.frames.map(\.frame.record.time))
            #expect(copy.frames.map(\.frame.record.originalLength) == Self.packets.map(\.count))
        }
    }

    @Test(.needs(.tshark)) func `tshark reads the same packets`() async throws {
        try await withTemporaryFolder { folder in
            let copy = try Self.copy(Frames.pcap(Self.packets), in: folder)
            let fields = ["-e", "frame.time_epoch", "-e", "tcp.seq_raw", "-e", "tcp.len"]
            let run = try await Peer.tshark.run(["-r", copy, "-T", "fields"] + fields)
            #expect(
                String(decoding: run.standardOutput, as: UTF8.self) == """
                    1000.250000000\t1\t3
                    1001.250000000\t4\t1448
                    1002.250000000\t7\t0

                    """
            )
        }
    }

    @Test func `a capture without packets still has its link type`() async throws {
        try await withTemporaryFolder { folder in
            let copy = try Self.copy(Frames.pcap(linkType: 113, []), in: folder)
            // Magic number with nanoseconds, version 2.4, zone, accuracy, snap length 262,144, link type 113.
            let expected: [UInt8] =
                [0x4d, 0x3c, 0xb2, 0xa1, 2, 0, 4, 0] + [UInt8](repeating: 0, count: 8) + [0, 0, 4, 0, 113, 0, 0, 0]
            #expect(try contents(of: copy) == expected)
        }
    }

    @Test func `a second link type cannot be saved beside the first`() async throws {
        try await withTemporaryFolder { folder in
            let bare = Frames.tcp(from: 1, to: 2, sequence: 1, payload: 0)
            let file = Frames.pcapng([(1, Frames.ethernet(bare)), (101, bare)])
            let path = folder.file("copy")
            #expect(throws: CapturingError.mixedLinkTypes(path: path, first: 1, next: 101)) {
                try Self.copy(file, in: folder)
            }
        }
    }

    @Test(.needs(.tshark)) func `a pcapng file holds all link types, each with its interface`() async throws {
        try await withTemporaryFolder { folder in
            let bare = Frames.tcp(from: 1, to: 2, sequence: 1, payload: 1)
            let file = Frames.pcapng([(1, Frames.ethernet(bare)), (101, bare)])
            let copy = try Self.copy(file, in: folder, to: "copy.pcapng")
            let original = try FileContents(folder.write(file, to: "original"))
            let again = try FileContents(copy)
            #expect(again.error == nil)
            #expect(again.frames.map(\.bytes) == original.frames.map(\.bytes))
            #expect(again.frames.map(\.frame.record.time) == original.frames.map(\.frame.record.time))
            #expect(again.frames.map(\.frame.linkType) == [1, 101])
            let fields = ["-e", "frame.interface_id", "-e", "frame.time_epoch", "-e", "frame.len", "-e", "tcp.len"]
            let run = try await Peer.tshark.run(["-r", copy, "-T", "fields"] + fields)
            #expect(run.output == "0\t0.000000000\t55\t1\n1\t0.000001000\t41\t1\n")
        }
    }

    @Test(.needs(.capinfos)) func `a pcapng file ends with what was dropped`() async throws {
        try await withTemporaryFolder { folder in
            let counts = CaptureStatistics(received: 7, droppedByKernel: 5, droppedByInterface: nil)
            let copy = try Self.copy(Frames.pcap(Self.packets), in: folder, to: "copy.pcapng", statistics: [counts])
            let run = try await Peer.capinfos.run(copy)
            #expect(run.output.contains("File type:           Wireshark/... - pcapng"))
            #expect(run.output.contains("Number of stat entries = 1"))
            #expect(run.output.contains("Time precision = nanoseconds (9)"))
            // Option, length and value of isb_filteraccept and isb_osdrop, the end of options, and the block's length.
            let count = { (code: UInt8, value: UInt8) in [code, 0, 8, 0, value] + [UInt8](repeating: 0, count: 7) }
            let end: [UInt8] = count(6, 7) + count(7, 5) + [0, 0, 0, 0, 52, 0, 0, 0]
            #expect(try Array(contents(of: copy).suffix(end.count)) == end)
        }
    }

    @Test func `packets are in the file once they were flushed`() async throws {
        try await withTemporaryFolder { folder in
            let contents = try FileContents(folder.write(Frames.pcap(Self.packets), to: "source"))
            let path = folder.file("copy")
            var session = CaptureSession(keeping: .none, writer: try Self.writer(path, contents))
            for (frame, bytes) in contents.frames { _ = try session.take(frame, bytes.span) }
            try session.flush()
            #expect(try FileContents(path).frames.map(\.bytes) == Self.packets)
        }
    }

    @Test func `a file that cannot be created is told before anything is captured`() {
        let error = CapturingError.cannotCreate(path: "/no/such/file", SystemFailure("open", .noSuchFileOrDirectory))
        #expect(throws: error) {
            _ = try CaptureWriter(SaveRequest(path: "/no/such/file"), interfaces: CaptureInterfaces())
        }
    }

    /// A pcapng file whose interface counts picoseconds from this second on.
    private static func picoseconds(from second: Int64, ticks: [UInt64]) -> [UInt8] {
        func little(_ value: UInt64, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
        }
        func block(_ type: UInt64, _ body: [UInt8]) -> [UInt8] {
            let length = little(UInt64(body.count + 12), 4)
            return little(type, 4) + length + body + length
        }
        var bytes = Frames.section([])
        let options: [UInt8] =
            [9, 0, 1, 0, 12, 0, 0, 0, 14, 0, 8, 0] + little(UInt64(bitPattern: second), 8) + [0, 0, 0, 0]
        bytes += block(1, [1, 0, 0, 0, 0, 0, 0, 0] + options)
        for tick in ticks {
            let time = little(tick >> 32, 4) + little(tick & 0xffff_ffff, 4)
            bytes += block(6, little(0, 4) + time + little(0, 4) + little(0, 4))
        }
        return bytes
    }

    @Test(
        arguments: [
            (0, [0, 1_000, 5_000_000], "a.pcap", 0), (0, [1_500], "a.pcap", 1), (0, [1_500], "a.pcapng", 1),
            (-100, [2_000], "a.pcap", 1), (-100, [2_000, 3_000], "a.pcapng", 0), (5_000_000_000, [0], "a.pcap", 1),
            (5_000_000_000, [0], "a.pcapng", 0), (.max, [0], "a.pcapng", 1),
        ] as [(Int64, [UInt64], String, Int)]
    )
    func `times are saved as they are, or it is said of how many that is not so`(
        second: Int64,
        ticks: [UInt64],
        name: String,
        changed: Int
    ) async throws {
        try await withTemporaryFolder { folder in
            let original = try FileContents(folder.write(Self.picoseconds(from: second, ticks: ticks), to: "source"))
            #expect(original.error == nil)
            let path = folder.file(name)
            var session = CaptureSession(keeping: .none, writer: try Self.writer(path, original))
            for (frame, bytes) in original.frames { _ = try session.take(frame, bytes.span) }
            try session.finish([])
            #expect(session.changedTimes == changed)
            if changed == 0 {
                let copy = try FileContents(path)
                #expect(copy.frames.map(\.frame.record.time) == original.frames.map(\.frame.record.time))
            }
        }
    }
}
