import TestSupport
import Testing

/// `netlab capture lab`: the experiment, live.
@Suite(.needsSandbox) struct LabTests {
    private static func lab(_ arguments: [String]) async throws -> CaptureDocument {
        try CaptureDocument(try await NetlabProcess.run(["capture", "lab", "--json"] + arguments))
    }

    @Test(.needsSandbox, arguments: ["700", "3000"])
    func `messages inferred from the packets are the writes that were recorded`(size: String) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.file("lab.pcap")
            let sizes = ["--write-size", size, "--write-gap", "1ms", "--nodelay", "-w", file]
            let lab = try CaptureDocument(try await NetlabProcess.run(["capture", "lab", "--json"] + sizes))
            let read = try CaptureDocument(try await NetlabProcess.run("capture", "-r", file, "--json"))
            let written = try #require(lab.streams.first?.messages)
            let inferred = try #require(read.streams.first?.messages)
            #expect(Set(written.map(\.source)) == ["record"])
            #expect(Set(inferred.map(\.source)) == ["inferred"])
            #expect(inferred.map(\.offset) == written.map(\.offset))
            #expect(inferred.map(\.bytes) == written.map(\.bytes))
        }
    }

    @Test func `30,000 bytes cross in 20 full segments and one of 1,040`() async throws {
        let report = try await Self.lab([])
        #expect(report.schemaVersion == 1)
        #expect(report.source.kind == "lab")
        #expect(report.source.droppedByKernel == 0)
        #expect(report.source.warnings.isEmpty)
        let stream = try #require(report.streams.first)
        #expect(stream.handshake == "complete")
        #expect(stream.close == "fin")
        #expect(stream.clientToServer.uniqueBytes == 3)

        let answer = try report.answer
        #expect(answer.uniqueBytes == 30_000)
        #expect(answer.segments == 21)
        #expect(answer.segmentItems?.map(\.bytes) == Array(repeating: 1_448, count: 20) + [1_040])
        let writes = try #require(answer.writes)
        #expect(writes.items == [CaptureDocument.Call(offset: 0, bytes: 30_000, requestedBytes: 30_000)])
        let reads = try #require(answer.reads)
        #expect(reads.items.cover(30_000))
        #expect(reads.count > 1)
        #expect(stream.messages?.filter { $0.direction == "serverToClient" }.map(\.bytes) == [30_000])
    }

    /// An experiment, and the most that a segment of it may carry: MTU less the headers and 12 bytes of timestamps.
    struct Variant: Sendable, CustomTestStringConvertible {
        let arguments: String
        var bytes = 30_000
        var largestSegment = 1_448
        var receiveSize = 8_192

        var testDescription: String { arguments }
    }

    @Test(arguments: [
        Variant(arguments: "--mtu 9000", largestSegment: 8_948),
        Variant(arguments: "--mtu 576", largestSegment: 524),
        Variant(arguments: "--offload on", largestSegment: 65_536),
        Variant(arguments: "--write-size 1000 --nodelay"),
        Variant(arguments: "--write-size 1000 --write-gap 1ms --times 3000", bytes: 9_000),
        Variant(arguments: "--receive-size 512", receiveSize: 512),
        Variant(arguments: "--read-delay 5ms --receive-buffer 4096"),
        Variant(arguments: "--send-buffer 4096"),
        Variant(arguments: "--times 1000000", bytes: 3_000_000),
        Variant(arguments: "--message 0123456789 --times 3", bytes: 30),
        Variant(arguments: "-6", largestSegment: 1_428),
        Variant(arguments: "-6 --mtu 1280", largestSegment: 1_208),
    ])
    func `every experiment accounts for each byte once`(_ variant: Variant) async throws {
        let report = try await Self.lab(variant.arguments.split(separator: " ").map(String.init))
        #expect(report.source.droppedByKernel == 0)
        let answer = try report.answer
        #expect(answer.uniqueBytes == variant.bytes)
        #expect(answer.payloadBytes == variant.bytes + answer.retransmittedBytes)
        #expect(try #require(answer.writes).items.cover(variant.bytes))

        let reads = try #require(answer.reads).items
        #expect(reads.cover(variant.bytes))
        #expect(reads.allSatisfy { $0.requestedBytes == variant.receiveSize })

        let segments = try #require(answer.segmentItems)
        #expect(segments.count == answer.segments)
        #expect(segments.reduce(0) { $0 + $1.bytes } == answer.payloadBytes)
        #expect(segments.allSatisfy { (1...variant.largestSegment).contains($0.bytes) })
    }

    @Test func `a small write leaves as a segment of its own where Nagle is off`() async throws {
        let answer = try await Self.lab(["--write-size", "1000", "--nodelay", "--times", "1000"]).answer
        #expect(answer.writes?.items.map(\.bytes) == [1_000, 1_000, 1_000])
        #expect(answer.segmentItems?.map(\.bytes) == [1_000, 1_000, 1_000])
    }

    @Test(.needs(.tshark)) func `tshark sees the same segments in the saved packets, and so does capture`() async throws
    {
        try await withTemporaryFolder { folder in
            let file = folder.file("lab.pcap")
            let live = try await Self.lab(["-w", file]).answer
            let lengths = try #require(live.segmentItems).map(\.bytes)

            let fields = ["-T", "fields", "-e", "tcp.len"]
            let tshark = try await Peer.tshark.run(["-r", file, "-Y", "tcp.len>0 && tcp.srcport==2000"] + fields)
            #expect(tshark.status == 0)
            #expect(tshark.lines.compactMap(Int.init) == lengths)

            let read = try CaptureDocument(try await NetlabProcess.run("capture", "-r", file, "--json"))
            #expect(try read.answer.segmentItems == live.segmentItems)
        }
    }

    @Test func `events are the packets, the stream and a summary`() async throws {
        let run = try await NetlabProcess.run("capture", "lab", "--format", "ndjson")
        #expect(run.status == 0)
        let events = try JSON.lines(run.standardOutput).compactMap { $0.event?.string }
        #expect(events.first == "start")
        #expect(events.suffix(2) == ["stream", "summary"])
        #expect(Set(events.dropFirst().dropLast(2)) == ["packet"])
    }

    @Test(arguments: ["lanes", "ladder"])
    func `a drawing fits 80 columns and has no escapes where it is no terminal's`(view: String) async throws {
        let run = try await NetlabProcess.run("capture", "lab", "--view", view)
        #expect(run.status == 0)
        #expect(run.lines.first?.contains("127.0.0.1:2000 → 127.0.0.1:") == true)
        #expect(run.lines.allSatisfy { $0.count <= 80 })
        #expect(!run.standardOutput.contains(0x1b))
    }
}
