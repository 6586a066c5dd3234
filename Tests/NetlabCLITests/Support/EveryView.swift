import ArgumentParser
import Capturing
import Platform
import Rendering
import Streams
import Testing
import Wire

@testable import NetlabCLI

/// All that `capture -r FILE` can show of a file, made without a process.
struct EveryView {
    let report: CaptureReport
    /// Lines of the views packets, streams, lanes and ladder, and warnings.
    private(set) var text: [String] = []
    /// NDJSON.
    private(set) var events: [UInt8] = []
    /// JSON.
    let document: [UInt8]

    /// Of a file of nothing but streams not all are drawn.
    private static let drawnStreams = 4

    // Once: to parse them takes longer than to show a small file.
    private static let options = try? OutputOptions.parse(["--color", "never"])
    private static let packets = try? PacketViewOptions.parse([])
    private static let packetsInFull = try? PacketViewOptions.parse(["-e", "-X"])

    /// Throws what ends the command before it shows anything; damage in the file does not.
    ///
    /// `showsAll` asks for the bytes of packets too, which takes most of the time.
    init(
        _ path: String,
        records: [CallRecord] = [],
        keeping: StreamTable.Keeping = .few(16),
        showsAll: Bool = false
    ) throws {
        var source = try FileSource(path, filter: "")
        var session = CaptureSession(keeping: keeping)
        let options = try #require(Self.options)
        var packets = PacketText(options: try #require(showsAll ? Self.packetsInFull : Self.packets))
        var text: [String] = []
        var events = CaptureOutput.start(.file("file"))
        var warnings: [CaptureReport.Warning] = []
        var bytesOfStreams: [Int: StreamBytes] = [:]
        var units: [Int: StreamUnits] = [:]
        do throws(CapturingError) {
            var state = SourceState.idle
            while state != .finished {
                state = try source.next { frame, bytes throws(CapturingError) in
                    let packet = session.describe(frame, bytes, try session.take(frame, bytes))
                    text += packets.lines(packet, bytes)
                    events += CaptureOutput.packet(packet, bytes, of: session.table)
                    if let segment = packet.segment, showsAll {
                        let stream = session.table.streams[segment.stream]
                        packet.withPayload(in: bytes) {
                            units[stream.id, default: StreamUnits(.length(64))].add(segment.item, $0, of: stream)
                            bytesOfStreams[segment.stream, default: StreamBytes()].add(segment.item, $0, of: stream)
                        }
                    }
                    return true
                }
            }
        } catch {
            guard case .damaged = error else { throw error }
            warnings.append(.damaged(error))
        }
        let place = CaptureReport.Source.file("file")
        var report = CaptureReport(session, from: place, statistics: (nil, nil), records: records, warnings: warnings)
        for id in units.keys { report.units[id] = units[id]?.finish() }
        self.report = report
        document = CaptureOutput.document(report)
        events += report.streams.flatMap(CaptureOutput.stream) + CaptureOutput.summary(report)
        self.text = text
        self.events = events
        self.text += report.warnings.map(\.text) + StreamsText(report: report, style: options.style).lines
        self.text += Self.followed(bytesOfStreams)
        for stream in report.streams.prefix(Self.drawnStreams) {
            for direction in Direction.allCases {
                let drawing = DeliveryText(
                    report: stream,
                    direction: direction,
                    mtu: nil,
                    showsAll: direction == .clientToServer,
                    output: options
                )
                self.text += drawing.lanes + drawing.ladder
            }
        }
    }

    private static func followed(_ streams: [Int: StreamBytes]) -> [String] {
        var lines: [String] = []
        for var bytes in streams.values {
            bytes.finish()
            let events = bytes.take(all: true)
            for isHex in [false, true] {
                var text = FollowText(style: Style(isColored: false), isHex: isHex)
                var output: [UInt8] = []
                for event in events { text.add(event, to: &output) }
                text.end(to: &output)
                lines += String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
            }
        }
        return lines
    }

    /// A line of text that would do more to a terminal than stand there.
    var harmfulLine: String? {
        for line in text {
            var last: UInt8 = 0
            for byte in line.utf8 {
                // The controls of ASCII, and those behind it, which are 0xc2 and a byte below 0xa0 in UTF-8.
                if byte < 0x20 || byte == 0x7f || (last == 0xc2 && byte < 0xa0) { return line }
                last = byte
            }
        }
        return nil
    }
}
