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
    private static func copy(_ file: [UInt8], in folder: TemporaryFolder, linkType: Int = 1) throws -> String {
        let contents = try FileContents(folder.write(file, to: "source"))
        var session = CaptureSession(keeping: .none, writer: try CaptureWriter(folder.file("copy")))
        for (frame, bytes) in contents.frames { _ = try session.take(frame, bytes.span) }
        try session.finish(linkType: linkType)
        return folder.file("copy")
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
            let copy = try Self.copy(Frames.pcap([]), in: folder, linkType: 113)
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

    @Test func `packets are in the file once they were flushed`() async throws {
        try await withTemporaryFolder { folder in
            let contents = try FileContents(folder.write(Frames.pcap(Self.packets), to: "source"))
            let path = folder.file("copy")
            var session = CaptureSession(keeping: .none, writer: try CaptureWriter(path))
            for (frame, bytes) in contents.frames { _ = try session.take(frame, bytes.span) }
            try session.flush()
            #expect(try FileContents(path).frames.map(\.bytes) == Self.packets)
        }
    }

    @Test func `a file that cannot be created is told before anything is captured`() {
        let error = CapturingError.cannotCreate(path: "/no/such/file", SystemFailure("open", .noSuchFileOrDirectory))
        #expect(throws: error) { _ = try CaptureSession(keeping: .none, writer: CaptureWriter("/no/such/file")) }
    }
}
