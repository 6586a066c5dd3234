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
            try StandardOutput.write(lines.map { $0 + "\n" }.joined())
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

extension RaceReport {
    /// An address with its attempt, where it had one.
    struct Row {
        let address: SocketAddress
        let attempt: Attempt?
        let isWinner: Bool

        var words: String {
            guard let attempt else { return "not tried" }
            guard let outcome = attempt.outcome else { return "no answer yet when it was let go" }
            if isWinner { return "connected, the winner" }
            let cause = attempt.message?.text ?? (outcome == .unreachable ? attempt.failure?.reason : nil)
            return outcome.rawValue + (outcome == .connected ? ", too late" : cause.map { ": \($0)" } ?? "")
        }
    }

    var allAttempts: [Row] {
        attempts.enumerated().map { Row(address: $1.address, attempt: $1, isWinner: $0 == winner) }
            + untried.map { Row(address: $0, attempt: nil, isWinner: false) }
    }

    /// What it came to: where nobody won, the gravest of what became of the attempts, or of the lookups.
    var outcome: Outcome {
        guard winner == nil else { return .connected }
        let outcomes = attempts.compactMap(\.outcome)
        if let first = outcomes.first {
            return outcomes.dropFirst().reduce(first) { $0.status.graver($1.status) == $0.status ? $0 : $1 }
        }
        let isLate = lookups.contains { $0.endNanoseconds == nil || $0.failure?.isTemporary == true }
        return isLate ? .timedOut : .nameNotFound
    }
}

extension RaceReport.Lookup {
    var words: String {
        guard endNanoseconds != nil else { return "no answer yet" }
        if let failure { return failure.reason }
        return Quantity.counted(addresses.count, "address", plural: "addresses")
    }
}

/// The published shape of a race.
extension JSONWriter {
    fileprivate mutating func start(_ delays: RaceDelays) {
        member("schemaVersion", 1)
        member("kind", "race")
        member("resolutionDelayMicroseconds", delays.resolution / 1000)
        member("connectionAttemptDelayMicroseconds", delays.attempt / 1000)
    }

    fileprivate mutating func result(of report: RaceReport, _ label: String) {
        let winner = report.winner.map { report.attempts[$0] }
        member("target", label)
        member("outcome", report.outcome.rawValue)
        member("winner", winner?.address.description)
        member("connectedMicroseconds", winner?.endNanoseconds.map { $0 / 1000 })
        member("explanation", RaceStory(report).sentence)
    }

    fileprivate mutating func members(of lookup: RaceReport.Lookup) {
        member("type", lookup.family.rawValue)
        member("durationMicroseconds", lookup.endNanoseconds.map { $0 / 1000 })
        member("addresses", strings: lookup.addresses.map { $0.address.description })
        member("error", lookup.failure?.codeName)
    }

    fileprivate mutating func members(of row: RaceReport.Row) {
        let attempt = row.attempt
        member("address", row.address.description)
        member("isWinner", row.isWinner)
        member("startMicroseconds", attempt.map { $0.startNanoseconds / 1000 })
        member("startCause", attempt?.cause.rawValue)
        member("endMicroseconds", attempt?.endNanoseconds.map { $0 / 1000 })
        member("outcome", attempt?.outcome?.rawValue)
        member("error", attempt?.failure?.errnoName)
        member("message", attempt?.message?.text)
        member("messageFrom", attempt?.message?.sender?.description)
    }
}
