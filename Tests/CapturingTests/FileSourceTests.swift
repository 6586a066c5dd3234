import Capturing
import Pcap
import Platform
import Streams
import SystemPackage
import TestSupport
import Testing
import Wire

@Suite struct FileSourceTests {
    private static let packets = [
        Frames.ethernet(Frames.tcp(from: 40_000, to: 80, sequence: 1, payload: 3)),
        Frames.ethernet(Frames.tcp(from: 40_001, to: 443, sequence: 1, payload: 5)),
        Frames.ethernet(Frames.tcp(from: 40_000, to: 80, sequence: 4, payload: 1_460)),
    ]

    @Test func `packets come in order with their bytes and times`() async throws {
        try await withTemporaryFolder { folder in
            let contents = try FileContents(folder.write(Frames.pcap(Self.packets), to: "a.pcap"))
            #expect(contents.error == nil)
            #expect(contents.frames.map(\.bytes) == Self.packets)
            #expect(contents.frames.map(\.frame.number) == [1, 2, 3])
            #expect(contents.frames.map(\.frame.linkType) == [1, 1, 1])
            #expect(contents.frames.last?.frame.record.time == Timestamp(seconds: 1_002, nanoseconds: 250_000_000))
        }
    }

    @Test(
        arguments: [
            ("tcp port 80", [1, 3]), ("tcp port 443", [2]), ("udp", []), ("tcp", [1, 2, 3]), ("greater 1000", [3]),
            ("src host 192.0.2.1 and not port 443", [1, 3]),
        ]
    )
    func `a filter leaves packets their numbers`(filter: String, numbers: [Int]) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write(Frames.pcap(Self.packets), to: "a.pcap")
            #expect(try FileContents(path, filter: filter).frames.map(\.frame.number) == numbers)
        }
    }

    @Test func `a filter applies behind whatever link layer a packet has`() async throws {
        try await withTemporaryFolder { folder in
            let bare = Frames.tcp(from: 40_000, to: 80, sequence: 1, payload: 3)
            let file = Frames.pcapng([(101, bare), (1, Self.packets[0]), (1, Self.packets[1])])
            let contents = try FileContents(folder.write(file, to: "a.pcapng"), filter: "tcp port 80")
            #expect(contents.error == nil)
            #expect(contents.frames.map(\.frame.linkType) == [101, 1])
        }
    }

    @Test func `a filter that does not compile is an error before anything is read`() async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write(Frames.pcap(Self.packets), to: "a.pcap")
            let error = #expect(throws: CapturingError.self) { try FileContents(path, filter: "tcp portt 80") }
            guard case .pcap(.badFilter) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test(arguments: [1, 5, 1_513])
    func `a file that was cut gives its packets, then says so`(missing: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write(Frames.pcap(Self.packets).dropLast(missing), to: "a.pcap")
            let contents = try FileContents(path)
            #expect(contents.frames.map(\.bytes) == Array(Self.packets.prefix(2)))
            guard case .damaged(path, .truncated(let packets, _, _, _)) = contents.error else {
                Issue.record("\(String(describing: contents.error))")
                return
            }
            #expect(packets == 2)
        }
    }

    @Test func `what is no capture is damaged from its start`() async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write(Array("#!/bin/sh\n".utf8), to: "a.pcap")
            #expect(try FileContents(path).error == .damaged(path: path, .notACapture(magic: 0x2321_2f62)))
            let empty = try folder.write([], to: "empty")
            #expect(try FileContents(empty).error != nil)
        }
    }

    @Test func `a file that is not there cannot be opened`() {
        let error = CapturingError.cannotOpen(path: "/no/such", SystemFailure("open", .noSuchFileOrDirectory))
        #expect(throws: error) { try FileContents("/no/such") }
    }

    @Test func `a pipe gives what a file does, in whatever portions it comes`() async throws {
        try await withTemporaryFolder { folder in
            _ = try folder.write(Frames.pcap(Self.packets), to: "a.pcap")
            // The writer waits for a reader, apart from the shell.
            let script =
                "cd '\(folder.path)' && mkfifo p && (dd if=a.pcap of=p ibs=7 obs=7 </dev/null >/dev/null 2>&1 &)"
            _ = try await Peer.shell.run("-c", script)
            let contents = try FileContents(folder.file("p"))
            #expect(contents.error == nil)
            #expect(contents.frames.map(\.bytes) == Self.packets)
        }
    }

    @Test func `packets of more than one portion are read on`() async throws {
        try await withTemporaryFolder { folder in
            let many = Array(repeating: Self.packets[2], count: 2_000)
            let contents = try FileContents(folder.write(Frames.pcap(many), to: "a.pcap"))
            #expect(contents.frames.count == 2_000)
            #expect(contents.frames.allSatisfy { $0.bytes == Self.packets[2] })
        }
    }

    @Test func `packets larger than what is read at once come whole`() async throws {
        try await withTemporaryFolder { folder in
            let lengths = [60, 70_000, 262_144, 1, 262_144, 200_000, 65_000, 262_144, 262_144, 0, 100_000, 60]
            let frames = lengths.enumerated().map { index, length in
                (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ index) }
            }
            let contents = try FileContents(folder.write(Frames.pcap(frames), to: "a.pcap"))
            #expect(contents.error == nil)
            #expect(contents.frames.map(\.bytes.count) == lengths)
            #expect(contents.frames.map(\.bytes) == frames)
        }
    }

    @Test func `a folder cannot be read`() {
        let error = CapturingError.cannotRead(path: "/", SystemFailure("read", .isDirectory))
        #expect(throws: error) {
            let contents = try FileContents("/")
            if let error = contents.error { throw error }
        }
    }

    @Test func `a file of very many interfaces takes time by their number`() async throws {
        try await withTemporaryFolder { folder in
            let section = Frames.section([])
            let interface = Frames.section([(1, [])]).dropFirst(section.count).prefix(20)
            let paths = try [20_000, 40_000].map { count in
                let blocks = Array(repeatElement(interface, count: count).joined())
                return (count, try folder.write(section + blocks, to: "\(count)"))
            }
            let growth = try growth(from: 20_000) { count throws in
                let path = try #require(paths.first { $0.0 == count }?.1)
                #expect(try FileContents(path).interfaces.list.count == count)
            }
            #expect(growth < 2.5)
        }
    }

    @Test func `a Simple Packet Block has no time, and what depends on one says so`() async throws {
        try await withTemporaryFolder { folder in
            let packet = Frames.ethernet(Frames.tcp(from: 40_000, to: 80, sequence: 1, payload: 3))
            let file = Frames.section([(1, packet), (1, packet)], withoutTimes: true)
            let contents = try FileContents(folder.write(file, to: "a.pcapng"))
            #expect(contents.frames.map(\.frame.record.time) == [nil, nil])
            var session = CaptureSession(keeping: .all)
            for (frame, bytes) in contents.frames { _ = try session.take(frame, bytes.span) }
            let report = CaptureReport(session, from: .file("a"), statistics: (nil, nil), records: [])
            #expect(report.warnings == [.untimed(2)])
            #expect(report.streams.first?.stream.isTimed == false)
        }
    }
}
