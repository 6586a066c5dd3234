internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// The streams of a capture as a table, and what the capture is worth.
struct StreamsText {
    let report: CaptureReport
    let style: Style

    var lines: [String] {
        guard !report.streams.isEmpty else { return ["No TCP stream was captured."] + source }
        var table = Table([
            ("#", .right), ("client", .left), ("server", .left), ("packets", .right), ("bytes →", .right),
            ("← bytes", .right), ("time", .right), ("end", .left),
        ])
        for stream in report.streams.map(\.stream) {
            table.add([
                Quantity.grouped(stream.id), stream.client.description, stream.server.description,
                Quantity.grouped(stream.clientToServer.packets + stream.serverToClient.packets),
                Quantity.grouped(stream.clientToServer.uniqueBytes),
                Quantity.grouped(stream.serverToClient.uniqueBytes),
                Quantity.duration(nanoseconds: stream.durationNanoseconds),
                stream.close.rawValue + stream.handshake.remark,
            ])
        }
        return table.lines(style: style) + source
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

extension TCPStream.Handshake {
    /// What is to be said where the capture did not see the stream being opened.
    fileprivate var remark: String {
        switch self {
        case .complete: ""
        case .partial: ", start seen in part"
        case .missing: ", start not seen"
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
        case .recordWithoutStream(let index): "record \(index + 1) knows no connection that was captured"
        case .recordWithoutStart(let index):
            "record \(index + 1) is not joined: the start of its connection was not captured"
        }
    }
}
