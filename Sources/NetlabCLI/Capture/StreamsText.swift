internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// The streams of a capture as a table, and what the capture is worth.
struct StreamsText {
    let report: CaptureReport
    let style: Style
    /// Each stream has its row, also where many attempts to connect failed alike.
    var showsAll = false

    var lines: [String] { list + source }

    /// A line a flood or scan, and a row a stream, with what went wrong in it below.
    var list: [String] {
        guard !report.streams.isEmpty else { return ["No TCP stream was captured."] }
        guard !showsAll else { return table(report.shown) }
        let attempts = AttemptGroups(report.shown)
        var lines = attempts.groups.map { style.text("  " + $0.text, .warning) }
        if !lines.isEmpty { lines.append(style.text("  --all lists them one by one.", .faint)) }
        if attempts.grouped.count == report.shown.count { return lines }
        let rest = report.shown.enumerated().lazy.filter { !attempts.grouped.contains($0.offset) }.map(\.element)
        return lines + (lines.isEmpty ? [] : [""]) + table(rest)
    }

    private func table(_ streams: some Sequence<TCPStream>) -> [String] {
        var notes: [String] = []
        var table = Table([
            ("#", .right), ("client", .left), ("server", .left), ("packets", .right), ("bytes →", .right),
            ("← bytes", .right), ("time", .right), ("end", .left),
        ])
        for stream in streams {
            notes.append(stream.troubleText)
            table.add([
                Quantity.grouped(stream.id), stream.client.description, stream.server.description,
                Quantity.grouped(stream.clientToServer.packets + stream.serverToClient.packets),
                Quantity.grouped(stream.clientToServer.uniqueBytes),
                Quantity.grouped(stream.serverToClient.uniqueBytes),
                stream.isTimed ? Quantity.duration(nanoseconds: stream.durationNanoseconds) : "-",
                stream.failedAttempt?.end ?? stream.close.rawValue,
            ])
        }
        let rows = table.lines(style: style)
        return rows.prefix(1)
            + zip(rows.dropFirst(), notes).flatMap { row, note in
                note.isEmpty ? [row] : [row, "     " + style.text(note, .warning)]
            }
    }

    /// Where the packets came from, how many are missing or not whole, and what is not decoded, by its kind.
    var source: [String] {
        var parts = ["\(Quantity.counted(report.packets, "packet")) from \(VisibleText.escaped(report.source.name))"]
        if !report.linkTypes.isEmpty { parts[0] += " (\(report.linkTypes.joined(separator: ", ")))" }
        if let dropped = report.droppedByKernel { parts.append("\(Quantity.grouped(dropped)) dropped by the kernel") }
        if report.truncatedPackets > 0 {
            parts.append("\(Quantity.grouped(report.truncatedPackets)) not captured whole")
        }
        if report.undecoded.total > 0 { parts.append("\(Quantity.grouped(report.undecoded.total)) not decoded") }
        let lines = [parts.joined(separator: ", ")] + UndecodedText(report.undecoded).lines
        return [""] + lines.map { style.text($0, .faint) }
    }
}

extension TCPStream {
    /// What went wrong, in a line; empty in a healthy stream.
    var troubleText: String { troubles.map { $0.text(of: self) }.joined(separator: ", ") }
}

extension StreamTrouble {
    /// A few words.
    fileprivate func text(of stream: TCPStream) -> String {
        switch self {
        case .failed(let failure): failure.text(of: stream)
        case .reset(let reset): reset.text
        case .resetInVain(let packets): "\(Quantity.counted(packets, "RST")) whose sender went on"
        case .icmp(let kind): kind.text
        case .furtherICMP(let errors): "\(Quantity.counted(errors, "further ICMP error"))"
        case .openedAgain(let syns, let synAcks):
            [FailedAttempt.times(syns, "SYN"), FailedAttempt.times(synAcks, "SYN+ACK")].compactMap { $0 }
                .joined(separator: ", ")
        case .sentAgain(let segments, let bytes):
            "\(Quantity.counted(segments, "segment")) sent again (\(Quantity.counted(bytes, "byte")))"
        case .late(let segments): "\(Quantity.counted(segments, "segment")) after later ones"
        case .notCaptured(let gaps): "\(Quantity.counted(gaps, "gap")) in what was captured"
        case .closedWindow(let end, let packets, let nanoseconds):
            "window closed by the \(end.sender) \(stream.closedWindowText(packets, nanoseconds))"
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
