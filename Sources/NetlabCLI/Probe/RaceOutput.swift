internal import Platform
internal import Probing
internal import Rendering
internal import SystemPackage
internal import Wire

/// Shows what races came to: a table and a sentence each, JSON or NDJSON.
struct RaceOutput {
    private let format: OutputFormat
    private let style: Style
    private let delays: RaceDelays
    private var races: [(label: String, report: RaceReport)] = []
    private(set) var status = ExitStatus.success
    private(set) var isInterrupted = false

    init(format: OutputFormat, style: Style, delays: RaceDelays) {
        self.format = format
        self.style = style
        self.delays = delays
    }

    func begin() throws {
        guard format == .ndjson else { return }
        try event("start") { $0.start(delays) }
    }

    mutating func add(_ report: RaceReport, _ label: String) throws {
        isInterrupted = report.isInterrupted
        let own = report.winner == nil && report.isInterrupted ? .interrupted : report.outcome.status
        status = own == .interrupted || status == .interrupted ? .interrupted : status.graver(own)
        switch format {
        case .text:
            let lines = (races.isEmpty ? [] : [""]) + text(report, label)
            try StandardOutput.write(TerminalText.joined(lines))
        case .ndjson:
            for lookup in report.lookups {
                try event("lookup") {
                    $0.member("target", label)
                    $0.members(of: lookup)
                }
            }
            for attempt in report.allAttempts {
                try event("attempt") {
                    $0.member("target", label)
                    $0.members(of: attempt)
                }
            }
            try event("race") { $0.result(of: report, label) }
        case .json: break
        }
        races.append((label, report))
    }

    func finish() throws {
        switch format {
        case .text: break
        case .ndjson: try event("summary") { $0.member("races", races.count) }
        case .json:
            var json = JSONWriter()
            json.object {
                $0.start(delays)
                $0.member("targets", array: races) { json, race in
                    json.object {
                        $0.result(of: race.report, race.label)
                        $0.member("lookups", array: race.report.lookups) { json, lookup in
                            json.object { $0.members(of: lookup) }
                        }
                        $0.member("attempts", array: race.report.allAttempts) { json, attempt in
                            json.object { $0.members(of: attempt) }
                        }
                    }
                }
            }
            json.newline()
            try StandardOutput.write(json.bytes)
        }
    }

    private func event(_ name: String, _ members: (inout JSONWriter) -> Void) throws {
        try StandardOutput.write(JSONWriter.line(name, members))
    }

    // MARK: Text

    private func text(_ report: RaceReport, _ label: String) -> [String] {
        var columns = TextColumns()
        for lookup in report.lookups {
            let time = lookup.endNanoseconds.map { Quantity.duration(nanoseconds: $0) } ?? "-"
            columns.add([lookup.family.rawValue, time, lookup.words])
        }
        var lines = [style.text(VisibleText.escaped(label), .bold)] + columns.lines
        let rows = report.allAttempts
        if !rows.isEmpty {
            var table = Table([("address", .left), ("start", .right), ("took", .right), ("outcome", .left)])
            for row in rows {
                let took = row.attempt.flatMap { attempt in attempt.endNanoseconds.map { $0 - attempt.startNanoseconds }
                }
                table.add([
                    "\(row.address)",
                    row.attempt.map { Quantity.duration(nanoseconds: $0.startNanoseconds) } ?? "-",
                    took.map { Quantity.duration(nanoseconds: $0) } ?? "-",
                    row.words,
                ])
            }
            lines += table.lines(style: style)
        }
        return lines + Paragraph.lines(RaceStory(report).sentence, width: 80)
    }
}
