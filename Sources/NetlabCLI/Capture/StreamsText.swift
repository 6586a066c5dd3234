internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// The streams of a capture as a table, and what the capture is worth.
struct StreamsText {
    let report: CaptureReport
    let style: Style

    var lines: [String] { list + source }

    /// A row a stream, with what went wrong in it below.
    var list: [String] {
        guard !report.streams.isEmpty else { return ["No TCP stream was captured."] }
        var notes: [String] = []
        var table = Table([
            ("#", .right), ("client", .left), ("server", .left), ("packets", .right), ("bytes →", .right),
            ("← bytes", .right), ("time", .right), ("end", .left),
        ])
        for stream in report.shown {
            notes.append(stream.troubles.map(\.text).joined(separator: ", "))
            table.add([
                Quantity.grouped(stream.id), stream.client.description, stream.server.description,
                Quantity.grouped(stream.clientToServer.packets + stream.serverToClient.packets),
                Quantity.grouped(stream.clientToServer.uniqueBytes),
                Quantity.grouped(stream.serverToClient.uniqueBytes),
                stream.isTimed ? Quantity.duration(nanoseconds: stream.durationNanoseconds) : "-",
                stream.close.rawValue,
            ])
        }
        let rows = table.lines(style: style)
        return rows.prefix(1)
            + zip(rows.dropFirst(), notes).flatMap { row, note in
                note.isEmpty ? [row] : [row, "     " + style.text(note, .warning)]
            }
    }

    /// One line on where the packets came from, and on those that are missing or not decoded.
    var source: [String] {
        var parts = ["\(Quantity.counted(report.packets, "packet")) from \(VisibleText.escaped(report.source.name))"]
        if !report.linkTypes.isEmpty { parts[0] += " (\(report.linkTypes.joined(separator: ", ")))" }
        if let dropped = report.droppedByKernel { parts.append("\(Quantity.grouped(dropped)) dropped by the kernel") }
        if report.truncatedPackets > 0 {
            parts.append("\(Quantity.grouped(report.truncatedPackets)) not captured whole")
        }
        if report.undecodedPackets > 0 { parts.append("\(Quantity.grouped(report.undecodedPackets)) not decoded") }
        return ["", style.text(parts.joined(separator: ", "), .faint)]
    }
}

extension StreamTrouble {
    /// A few words.
    fileprivate var text: String {
        switch self {
        case .reset: "reset"
        case .sentAgain(let segments, let bytes):
            "\(Quantity.counted(segments, "segment")) sent again (\(Quantity.counted(bytes, "byte")))"
        case .late(let segments): "\(Quantity.counted(segments, "segment")) after later ones"
        case .notCaptured(let gaps): "\(Quantity.counted(gaps, "gap")) in what was captured"
        case .zeroWindows(let count): "window closed in \(Quantity.counted(count, "packet"))"
        case .stalled(let nanoseconds): "silent for \(Quantity.duration(nanoseconds: nanoseconds)) with bytes under way"
        case .startNotSeen(let inPart): inPart ? "start seen in part" : "start not seen"
        }
    }
}

extension CaptureReport.Warning {
    /// One line that says what is in doubt.
    var text: String {
        switch self {
        case .damaged(let error): "\(error)"
        case .dropped(let byKernel, let byInterface):
            "\(Quantity.counted(byKernel + byInterface, "packet")) dropped: numbers are too low, and gaps are no loss"
        case .endNotCaptured: "the end of the connection was not captured in time"
        case .evicted(let count):
            "\(Quantity.counted(count, "idle stream")) made room for others and \(count == 1 ? "is" : "are") not listed: --max-streams NUMBER keeps more"
        case .duplicates(let count):
            "\(Quantity.counted(count, "packet")) \(count == 1 ? "was" : "were") captured more than once, and counted once"
        case .untimed(let count):
            "\(Quantity.counted(count, "packet")) without a time: of \(count == 1 ? "its stream" : "their streams") no duration, round trip or pause is known"
        case .changedTimes(let count):
            "\(Quantity.counted(count, "packet")) saved with a time that is not \(count == 1 ? "its" : "their") own: the file has nanoseconds from 1970 on, to 2106 as pcap, and pcapng alone does without a time"
        case .unfiltered(let left):
            "left out \(Quantity.counted(left.packets, "packet")) of link type \(LinkLayer.numbered(left.linkType)?.name ?? "\(left.linkType)"), for which the filter does not compile: \(left.failure)"
        case .recordContradictory(let index):
            "record \(index + 1) is not joined: calls in it claim the same bytes of one direction"
        case .recordCut(let index): "record \(index + 1) ends within a line, which was left out"
        case .recordWithoutStream(let index): "record \(index + 1) knows no connection that was captured"
        case .recordWithoutStart(let index):
            "record \(index + 1) is not joined: the start of its connection was not captured"
        }
    }
}
