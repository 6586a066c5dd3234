import TestSupport
import Testing

/// What netlab counts of each stream, beside what tcptrace and tshark count.
@Suite(.needsLossyPath) struct StreamCountTests {
    private struct Stream: Decodable {
        let client: String
        let clientToServer: Way
        let serverToClient: Way
    }

    private struct Way: Decodable {
        let packets, segments, payloadBytes, uniqueBytes, retransmittedSegments, retransmittedBytes: Int
        let lateSegments, pushedSegments, zeroWindows, zeroWindowProbes, duplicateSelectiveAcks: Int
        let mss: Int?
        let duplicatePackets: Int
        let roundTripMicroseconds: Sketch

        struct Sketch: Decodable {
            let samples: Int
            let minimum, median, maximum: Double?
        }

        /// Under tcptrace's names; it says 0 of an MSS that was not captured.
        var counts: [(name: String, count: Int)] {
            [
                ("total packets", packets), ("actual data pkts", segments), ("actual data bytes", payloadBytes),
                ("unique bytes sent", uniqueBytes), ("rexmt data pkts", retransmittedSegments),
                ("rexmt data bytes", retransmittedBytes), ("outoforder pkts", lateSegments),
                ("pushed data pkts", pushedSegments), ("mss requested", mss ?? 0), ("zero win adv", zeroWindows),
                ("zwnd probe pkts", zeroWindowProbes), ("dsack pkts sent", duplicateSelectiveAcks),
            ]
        }
    }

    /// What tshark says of a packet that the client sent.
    private struct Acknowledgment {
        let stream: Int
        let microseconds: Double?
        let isDuplicateSACK: Bool

        static func each(in file: String) async throws -> [Acknowledgment] {
            let fields = ["tcp.stream", "tcp.dstport", "tcp.analysis.ack_rtt", "tcp.options.sack.dsack"]
            return try await Tshark.fields(fields, of: file).compactMap { cells in
                guard cells[1] == "2000", let stream = Int(cells[0]) else { return nil }
                return Acknowledgment(
                    stream: stream,
                    microseconds: Double(cells[2]).map { $0 * 1_000_000 },
                    isDuplicateSACK: !cells[3].isEmpty
                )
            }
        }
    }

    @Test(.needs(Peer("tcptrace")), arguments: [AnalysisTests.Change.nothing, .thinned, .reordered, .doubled])
    func `streams count as tcptrace counts them`(change: AnalysisTests.Change) async throws {
        var frames = Frames(try await LossyPath.captures().client)
        change.apply(to: &frames)
        try await withTemporaryFolder { folder in
            let file = try folder.write(frames.file, to: "path.pcap")
            let run = try await Peer("tcptrace").run("-l", "-n", file)
            let streams = try await Self.streams(file)
            #expect(streams.count == 4)
            #expect(streams.contains { $0.serverToClient.lateSegments > 0 })
            #expect(change != .doubled || streams.contains { $0.serverToClient.retransmittedSegments > 0 })
            let texts = run.output.split(separator: "TCP connection ")
            // What was moved behind a closed window tcptrace takes for a probe of it.
            for stream in streams where change == .nothing || stream.clientToServer.zeroWindows == 0 {
                let text = try #require(texts.first { $0.contains(stream.client + "\n") })
                for (to, from) in zip(stream.clientToServer.counts, stream.serverToClient.counts) {
                    let theirs = Self.numbers(to.name, in: text)
                    // A FIN that is sent again beside data is one more byte of theirs.
                    let most = to.name == "rexmt data bytes" ? 1 : 0
                    for (count, theirs) in zip([to.count, from.count], theirs) {
                        let theirs = try #require(theirs)
                        #expect(
                            (0...most).contains(theirs - count),
                            "\(to.name) of \(stream.client): \(theirs) by tcptrace"
                        )
                    }
                }
            }
        }
    }

    @Test(.needs(.tshark)) func `duplicate selective acknowledgments are tshark's, and round trips among its`()
        async throws
    {
        let frames = Frames(try await LossyPath.captures().server)
        try await withTemporaryFolder { folder in
            let file = try folder.write(frames.file, to: "path.pcap")
            let acknowledgments = try await Acknowledgment.each(in: file)
            for (number, stream) in try await Self.streams(file).enumerated() {
                let ofStream = acknowledgments.filter { $0.stream == number }
                #expect(stream.clientToServer.duplicateSelectiveAcks == ofStream.count(where: \.isDuplicateSACK))
                // tshark also measures what was sent again.
                let times = ofStream.compactMap(\.microseconds)
                let ours = stream.serverToClient.roundTripMicroseconds
                #expect(ours.samples > 20 && ours.samples <= times.count)
                #expect(try #require(ours.minimum) >= (times.min() ?? 0) - 1)
                #expect(try #require(ours.maximum) <= times.max() ?? 0)
            }
        }
    }

    @Test(.needs(.tshark)) func `the median of round trips is near tshark's`() async throws {
        let times = try await Acknowledgment.each(in: Fixture.Lab.capture).compactMap(\.microseconds).sorted()
        let ours = try #require(try await Self.streams(Fixture.Lab.capture).first).serverToClient.roundTripMicroseconds
        // tshark also measures the acknowledgments of a long burst one by one.
        let median = times[(times.count - 1) / 2]
        #expect(abs(try #require(ours.median) - median) <= median / 4)
        #expect(ours.maximum == times.last?.rounded(.down))
    }

    @Test(.needs(Peer("mergecap"))) func `what two ends of a cable captured counts once`() async throws {
        let captures = try await LossyPath.captures()
        try await withTemporaryFolder { folder in
            let one = try folder.write(Frames(captures.client).file, to: "client.pcap")
            let other = try folder.write(Frames(captures.server).file, to: "server.pcap")
            let both = folder.file("both.pcapng")
            try #require(await Peer("mergecap").run("-I", "none", "-w", both, one, other).status == 0)
            let (once, twice) = (try await Self.streams(one), try await Self.streams(both))
            #expect(twice.count == once.count)
            for (once, twice) in zip(once, twice) {
                for way in [\Stream.clientToServer, \.serverToClient] {
                    let (once, twice) = (once[keyPath: way], twice[keyPath: way])
                    #expect(twice.duplicatePackets == once.packets)
                    #expect(twice.counts.map(\.count) == once.counts.map(\.count))
                }
            }
        }
    }

    private static func streams(_ file: String) async throws -> [Stream] {
        let run = try await NetlabProcess.run("capture", "-r", file, "--json")
        try #require(run.status == 0, "\(run.errors)")
        struct Document: Decodable { let streams: [Stream] }
        return try decoded(Document.self, from: run.standardOutput).streams
    }

    /// What tcptrace says of both ways behind `name`.
    private static func numbers(_ name: String, in text: Substring) -> [Int?] {
        text.split(separator: name + ":").dropFirst().suffix(2).map {
            Int($0.drop { $0 == " " }.prefix { $0 != " " && $0 != "\n" })
        }
    }
}
