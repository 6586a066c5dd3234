internal import Platform
internal import Probing
internal import Rendering
internal import Wire

/// What a repeat server's answer looked like: the published shape, and the text.
struct RepeatOutput {
    let report: RepeatReport
    let target: String
    let format: OutputFormat
    let style: Style

    /// How much of a piece is shown.
    private static let previewedBytes = 60

    var bytes: [UInt8] {
        switch format {
        case .text: Array((text.joined(separator: "\n") + "\n").utf8)
        case .json: document
        case .ndjson: events
        }
    }

    // MARK: Text

    private var text: [String] {
        var lines: [String] = []
        for failure in report.failures {
            lines.append("\(failure.address): \(failure.failure.words(to: .internet(failure.address)))")
        }
        guard let remote = report.remote else { return lines + [verdict] }
        let connected = report.connect.map { " in \(Quantity.duration(nanoseconds: $0.nanoseconds))" } ?? ""
        lines.append("connected to \(remote)\(connected)")
        for (index, piece) in report.preview.enumerated() {
            let shown = VisibleText.escaped(piece.prefix(Self.previewedBytes))
            let rest = piece.count > Self.previewedBytes ? " …" : ""
            lines.append("  piece \(index + 1): \(Quantity.counted(piece.count, "byte")): \(shown)\(rest)")
        }
        if !report.pieces.isEmpty {
            lines += Paragraph.lines(
                "lengths: " + Quantity.sizes(report.pieces.map(Int64.init), limit: .max),
                width: 80
            )
            let sorted = report.pieces.sorted()
            lines.append(
                "\(Quantity.counted(report.bytes, "byte")) in \(Quantity.counted(report.pieces.count, "piece")): "
                    + "smallest \(Quantity.grouped(sorted[0])), median \(Quantity.grouped(sorted[(sorted.count - 1) / 2])), "
                    + "largest \(Quantity.grouped(sorted[sorted.count - 1]))"
            )
        }
        return lines + [verdict]
    }

    /// The outcome in words, with its name.
    private var verdict: String {
        let meaning =
            switch report.outcome {
            case .replied: "the answer is whole copies of the message"
            case .altered: "the answer is not made of copies of the message"
            case .refused: "nobody listens there"
            case .unreachable: "the address cannot be reached"
            case .reset: "the server reset the connection"
            case .timedOut: report.remote == nil ? "no connection within --timeout" : "no whole answer within --timeout"
            case .closedEarly:
                report.bytes == 0 ? "the server closed without an answer" : "the server closed in the middle of a copy"
            case .unexpected: "the server sent more than --max-bytes"
            default:
                report.failure?.words(to: report.remote.map(SocketName.internet)) ?? "this host has failed"
            }
        let outcome = report.outcome.rawValue
        return "\(report.outcome.isGood ? outcome : style.text(outcome, .warning)): \(meaning)"
    }

    // MARK: JSON

    private var document: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("schemaVersion", 1)
            members(&$0)
            $0.member("pieces", array: report.pieces) { $0.value($1) }
        }
        json.newline()
        return json.bytes
    }

    private var events: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("event", "start")
            $0.member("schemaVersion", 1)
            $0.member("target", target)
        }
        json.newline()
        for (index, piece) in report.pieces.enumerated() {
            json.object {
                $0.member("event", "piece")
                $0.member("number", index + 1)
                $0.member("bytes", piece)
            }
            json.newline()
        }
        json.object {
            $0.member("event", "summary")
            members(&$0)
        }
        json.newline()
        return json.bytes
    }

    private func members(_ json: inout JSONWriter) {
        let sorted = report.pieces.sorted()
        json.member("target", target)
        json.member("outcome", report.outcome.rawValue)
        json.member("local", report.local?.description)
        json.member("remote", report.remote?.description)
        json.member("failures", array: report.failures) { json, failure in
            json.object {
                $0.member("remote", failure.address.description)
                $0.members(of: failure.failure)
            }
        }
        json.members(of: report.failure)
        json.member("connectMicroseconds", report.connect.map { $0.nanoseconds / 1000 })
        json.member("durationMicroseconds", report.duration.map { $0.nanoseconds / 1000 })
        json.member("bytes", report.bytes)
        json.member("pieceCount", report.pieces.count)
        json.member("smallestPieceBytes", sorted.first)
        json.member("medianPieceBytes", sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2])
        json.member("largestPieceBytes", sorted.last)
    }
}
