import Capturing
import Streams
import TestSupport
import Testing
import Wire

@Suite struct CaptureSessionTests {
    private static let packet = Frames.tcp(from: 40_000, to: 80, sequence: 1, payload: 100)

    /// Takes the packets of a file one after the other.
    private static func session(_ file: [UInt8], records: [CallRecord] = []) async throws -> (
        report: CaptureReport, segments: [Int?]
    ) {
        try await withTemporaryFolder { folder in
            let contents = try FileContents(folder.write(file, to: "a"))
            var session = CaptureSession(keeping: .all)
            var segments: [Int?] = []
            for (frame, bytes) in contents.frames {
                segments.append(try session.take(frame, bytes.span))
            }
            let report = CaptureReport(session, from: .file("a"), statistics: (nil, nil), records: records)
            return (report, segments)
        }
    }

    @Test func `packets are counted, and TCP has its streams`() async throws {
        let other = Frames.tcp(from: 40_001, to: 80, sequence: 1, payload: 7)
        let (report, segments) = try await Self.session(
            Frames.pcap([Self.packet, other, Self.packet].map(Frames.ethernet))
        )
        #expect((report.packets, report.truncatedPackets, report.undecoded.total) == (3, 0, 0))
        #expect(report.linkTypes == ["EN10MB"])
        #expect(segments == [0, 1, 0])
        #expect(report.streams.map(\.stream.clientToServer.uniqueBytes) == [100, 7])
        #expect(report.streams.map(\.stream.clientToServer.retransmittedBytes) == [100, 0])
        #expect(report.warnings.isEmpty)
    }

    @Test func `a packet cut by the snap length keeps its place in the stream`() async throws {
        let (report, _) = try await Self.session(Frames.pcap([Frames.ethernet(Self.packet)], cutTo: 60))
        #expect((report.packets, report.truncatedPackets, report.undecoded.total) == (1, 1, 0))
        #expect(report.streams.first?.stream.clientToServer.payloadBytes == 100)
    }

    @Test func `a packet cut within its headers is counted as undecoded`() async throws {
        let (report, segments) = try await Self.session(Frames.pcap([Frames.ethernet(Self.packet)], cutTo: 40))
        #expect((report.packets, report.truncatedPackets, report.undecoded.total) == (1, 1, 1))
        #expect(segments == [nil])
    }

    @Test func `a segment in fragments counts once, with the packet that completed it`() async throws {
        var first = Array(Self.packet.prefix(20 + 64))
        (first[3], first[6]) = (84, 0x20)
        var last = Array(Self.packet.prefix(20)) + Self.packet.dropFirst(20 + 64)
        (last[3], last[6], last[7]) = (76, 0, 8)
        let (report, segments) = try await Self.session(Frames.pcap([first, last].map(Frames.ethernet)))
        #expect(segments == [nil, 0])
        #expect(report.undecoded.total == 0)
        let stream = try #require(report.streams.first?.stream)
        #expect(stream.clientToServer.uniqueBytes == 100)
        #expect(stream.items?.map(\.number) == [2])

        // The first alone is no segment, however whole its header is, and its header may be cut, too.
        let (alone, none) = try await Self.session(Frames.pcap([Frames.ethernet(first)]))
        #expect(none == [nil])
        #expect(alone.streams.isEmpty)
        var tiny = Array(Self.packet.prefix(20 + 8))
        (tiny[3], tiny[6]) = (28, 0x20)
        var rest = Array(Self.packet.prefix(20)) + Self.packet.dropFirst(20 + 8)
        (rest[3], rest[7]) = (132, 1)
        rest[6] = 0
        let (cut, whole) = try await Self.session(Frames.pcap([tiny, rest].map(Frames.ethernet)))
        #expect(whole == [nil, 0])
        #expect(cut.undecoded.total == 0)
    }

    @Test(.enabled(if: SharedCaptures.arePresent, "needs a folder of captures in NETLAB_CAPTURES"))
    func `fragments of real traffic are put together where tshark does`() async throws {
        let (contents, lengths) = try await withTemporaryFolder { folder in
            let file = try folder.write(SharedCaptures.bytes("tcpdump/afs.pcap"), to: "a")
            let contents = try FileContents(file)
            var session = CaptureSession(keeping: .none)
            var lengths: [Int: Int] = [:]
            for (frame, bytes) in contents.frames {
                let segment = try session.take(frame, bytes.span)
                let captured = session.describe(frame, bytes.span, segment)
                guard captured.datagram != nil, let packet = try? captured.result.get() else { continue }
                lengths[frame.number] = packet.payloadLength
            }
            return (contents, lengths)
        }
        // tshark -T fields -e frame.number -e udp.length -Y ip.fragments
        #expect(contents.frames.count == 601)
        #expect(lengths.count == 51)
        #expect(lengths[128] == 5_692)
        #expect(lengths[176] == 3_384)
    }

    @Test func `packets that are not TCP have no stream`() async throws {
        let arp: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 8, 6, 0, 1]
        let (report, segments) = try await Self.session(Frames.pcap([arp]))
        #expect((report.packets, report.undecoded.total) == (1, 0))
        #expect(segments == [nil])
        #expect(report.streams.isEmpty)
    }

    @Test func `what is not decoded is counted by its kind`() async throws {
        let ends: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1]
        let discovery = ends + [0x88, 0xcc, 2, 7]
        let tree = ends + [0, 3, 0x42, 0x42, 3]
        var routing = Frames.ethernet(Self.packet)
        routing[14 + 9] = 89
        let cut = Array(Frames.ethernet(Self.packet).prefix(30))
        let (report, segments) = try await Self.session(
            Frames.pcap([discovery, tree, discovery, routing, cut, Frames.ethernet(Self.packet)])
        )
        #expect(segments == [nil, nil, nil, nil, nil, 0])
        #expect(report.undecoded.total == 5)
        #expect(report.undecoded.others == 0)
        let kinds = Dictionary(uniqueKeysWithValues: report.undecoded.kinds.map { ($0.kind, $0.packets) })
        #expect(
            kinds == [
                .payload(PayloadType(.etherType, UInt16(0x88cc))): 2, .payload(PayloadType(.llc, UInt8(0x42))): 1,
                .payload(PayloadType(.ipProtocol, UInt8(89))): 1, .cutShort(.ipv4): 1,
            ]
        )
    }

    @Test func `kinds are kept apart up to a number`() async throws {
        let frames = (0..<100).map { Array(Frames.ethernet([]).dropLast(2)) + [0x90, UInt8($0)] }
        let (report, _) = try await Self.session(Frames.pcap(frames + frames))
        #expect(report.undecoded.total == 200)
        #expect(report.undecoded.kinds.count == UndecodedPackets.maximumKinds)
        #expect(report.undecoded.others == 2 * (100 - UndecodedPackets.maximumKinds))
    }

    @Test func `a frame shorter than its packet is counted, and keeps its place in the stream`() async throws {
        let short = Array(Frames.ethernet(Self.packet).dropLast(100))
        let (report, segments) = try await Self.session(Frames.pcap([short, Frames.ethernet(Self.packet)]))
        #expect((report.packets, report.truncatedPackets, report.undecoded.total) == (2, 1, 0))
        #expect(segments == [0, 0])
        #expect(report.streams.first?.stream.clientToServer.uniqueBytes == 100)

        // One that was cut too counts once.
        let (cut, _) = try await Self.session(Frames.pcap([short], cutTo: 60))
        #expect(cut.truncatedPackets == 1)
    }

    @Test func `link types are named in the order of their packets`() async throws {
        let file = Frames.pcapng([(101, Self.packet), (1, Frames.ethernet(Self.packet)), (147, [1, 2, 3])])
        let (report, segments) = try await Self.session(file)
        #expect(report.linkTypes == ["RAW", "EN10MB", "147"])
        #expect(segments == [0, 0, nil])
        #expect(report.undecoded.total == 1)
    }

    @Test func `a record whose connection was joined in its middle is a doubt`() async throws {
        let client = SocketAddress(address: .v4(0xc000_0201), port: 40_000)
        let server = SocketAddress(address: .v4(0xc633_6402), port: 80)
        let opening = IOCall(
            connection: 1,
            call: "connect",
            operation: .open(local: .internet(client), remote: .internet(server)),
            time: Timestamp(seconds: 1_000, nanoseconds: 0),
            durationNanoseconds: 0
        )
        let header = IORecordHeader(recorder: "netlab", host: "", process: 1, program: "")
        let (report, _) = try await Self.session(
            Frames.pcap([Frames.ethernet(Self.packet)]),
            records: [CallRecord(header: header, calls: [opening])]
        )
        #expect(report.warnings == [.recordWithoutStart(0)])
        #expect(report.streams.first?.matchedRecords == 1)
    }

    @Test func `drops and records that fit no stream are doubts`() async throws {
        let header = IORecordHeader(recorder: "netlab", host: "", process: 1, program: "")
        let session = CaptureSession(keeping: .all)
        let report = CaptureReport(
            session,
            from: .interface("lo"),
            statistics: (3, nil),
            records: [CallRecord(header: header, calls: [])]
        )
        #expect(report.warnings == [.dropped(byKernel: 3, byInterface: 0), .recordWithoutStream(0)])
        #expect((report.droppedByKernel, report.droppedByInterface) == (3, nil))
    }
}
