internal import Platform
internal import Probing
internal import Rendering
internal import SystemPackage
internal import Wire

/// What a probe's attempts came to: a line each as they end, in the targets' order where each is tried once, and a summary.
struct ProbePrinter {
    /// An address that is probed, or a name that has none.
    struct Row {
        let label: String
        /// Nil where the name has none.
        let target: Target?
        /// What it came to where it is not probed.
        var outcome = Outcome.nameNotFound
        /// How long its name took to be looked up.
        var lookupNanoseconds: Int64?
        var reason: String?
        var statistics = ProbeStatistics()
        var last: Attempt?
        /// The name still has this address, or still has none.
        var isCurrent = true

        /// The target, and its address where the target is a name.
        var name: String {
            guard let target, !label.hasSuffix("\(target.name)") else { return label }
            if target.location != nil, label.contains("\(target.name)") { return label }
            return "\(label)  \(target.name)"
        }
    }

    /// More targets than this have coarser percentiles, for memory's sake.
    private static let many = 100

    private let kind: String
    private let format: ProbeFormat
    private let style: Style
    let assertions: [Assertion]
    /// Rows are told of as they end.
    private let isUnordered: Bool
    private var live: LiveHistogram?
    private let isRepeated: Bool
    /// How many first attempts on each address are not counted.
    private let warmup: Int
    var rows: [Row] = []
    /// The row of each address that is probed.
    private(set) var rowOfTarget: [Int] = []
    /// The place in `rowOfTarget` of the first of those targets that are probed now.
    private(set) var firstTarget = 0
    private var attempts: [(row: Int, attempt: Attempt)] = []
    private var shown = 0
    /// What is not yet written.
    private var output: [UInt8] = []
    private var labelWidth = 0
    private var ended = 0
    private var progress = ProgressLine()
    /// Rows that a person sees come say how far it is by themselves.
    private let showsProgress: Bool
    private var hasToldOfPlaces = false
    var isInterrupted = false
    /// Of a target with an address that answered, those that did not are held to no assertion.
    var isContentWithAny = false

    init(kind: String, output: ProbeOutputOptions, isRepeated: Bool, warmup: Int) {
        self.kind = kind
        format = output.chosen
        style = output.color.style
        assertions = output.assertions
        isUnordered = output.unordered
        if output.live { live = LiveHistogram(targets: 0) }
        self.isRepeated = isRepeated
        self.warmup = warmup
        showsProgress = !(isRepeated && output.chosen != .json && ByteFile.standardOutput.isTerminal)
    }

    /// Those that are probed now.
    var targets: [Target] { rowOfTarget[firstTarget...].compactMap { rows[$0].target } }

    /// Takes targets that are to be probed; those of before are done.
    mutating func begin(_ targets: [ResolvedTarget]) throws {
        let isFirst = rows.isEmpty
        let isMany = targets.count > Self.many
        firstTarget = rowOfTarget.count
        for target in targets {
            for one in target.targets {
                rowOfTarget.append(rows.count)
                rows.append(
                    Row(
                        label: target.label,
                        target: one,
                        lookupNanoseconds: target.lookupNanoseconds,
                        statistics: ProbeStatistics(isOneOfMany: isMany)
                    )
                )
            }
            guard target.targets.isEmpty, let obstacle = target.obstacle else { continue }
            rows.append(
                Row(
                    label: target.label,
                    target: nil,
                    outcome: obstacle.outcome,
                    lookupNanoseconds: target.lookupNanoseconds,
                    reason: obstacle.reason
                )
            )
        }
        if live != nil { live = LiveHistogram(targets: rowOfTarget.count) }
        labelWidth = rows.map(\.name.count).max() ?? 0
        if format == .ndjson, isFirst {
            output += Self.event("start") {
                $0.member("schemaVersion", 1)
                $0.member("kind", kind)
            }
        }
        if format == .csv, isFirst { output += AttemptRecord.header.utf8 }
        if isUnordered { for row in rows where row.target == nil { try show(nil, row) } }
        try showWhatIsDone()
        try flush()
    }

    /// Takes one more address, or name without one, of targets that have begun.
    mutating func append(_ row: Row) {
        rows.append(row)
        labelWidth = max(labelWidth, row.name.count)
    }

    /// Writes what was shown: many lines cost one call.
    private mutating func flush() throws {
        guard !output.isEmpty else { return }
        progress.clear()
        try StandardOutput.write(output)
        output = []
    }

    /// Says once that there is room for fewer connections than are wanted.
    mutating func note(places: Int, of wanted: Int) throws {
        guard places < wanted, !hasToldOfPlaces else { return }
        hasToldOfPlaces = true
        progress.clear()
        try live?.clear()
        StandardError.write(
            "netlab probe: open files allow \(Quantity.counted(places, "connection")) at once, not \(wanted); all "
                + "targets are probed all the same\n"
        )
        StandardError.write("hint: 'ulimit -n' says how many files there may be.\n")
    }

    mutating func add(_ new: [Attempt]) throws {
        try add(new.map { (rowOfTarget[firstTarget + $0.target], $0) })
    }

    /// Takes attempts, each with its row.
    mutating func add(_ new: [(row: Int, attempt: Attempt)]) throws {
        for (row, attempt) in new {
            if attempt.number > warmup { rows[row].statistics.add(attempt) }
            if attempt.arrival == .first { rows[row].last = attempt }
            if format == .json { attempts.append((row, attempt)) }
            live?.add(attempt)
            ended += 1
            if isRepeated || isUnordered { try show(attempt, rows[row]) }
        }
        try showWhatIsDone()
        try flush()
        if live != nil {
            try live?.draw()
            return
        }
        guard showsProgress else { return }
        let text =
            isRepeated
            ? Quantity.counted(ended, "attempt")
            : "\(Quantity.grouped(ended)) of \(Quantity.grouped(rowOfTarget.count)) probed"
        progress.show(text)
    }

    // MARK: Lines

    /// With one attempt an address: those rows whose turn it is.
    private mutating func showWhatIsDone() throws {
        while !isUnordered, shown < rows.count {
            let row = rows[shown]
            if row.target == nil {
                if row.last == nil { try show(nil, row) }
            } else if !isRepeated {
                guard let attempt = row.last else { return }
                try show(attempt, row)
            }
            shown += 1
        }
    }

    private mutating func show(_ attempt: Attempt?, _ row: Row) throws {
        switch format {
        case .json: break
        case .csv: output += AttemptRecord.bytes(attempt, row)
        case .text where live != nil && attempt != nil: break
        case .ndjson:
            output += Self.event("attempt") {
                $0.member("target", row.label)
                $0.members(of: attempt, row)
            }
        case .text:
            let outcome = attempt?.outcome ?? row.outcome
            var line = "  " + (isRepeated ? "\(attempt?.number ?? 1)".padded(to: 4) + "  " : "")
            line += VisibleText.escaped(row.name).padded(to: labelWidth)
            let time =
                attempt.map { $0.arrival == .first ? Quantity.duration(nanoseconds: $0.latencyNanoseconds) : "" } ?? ""
            let word = outcome.rawValue.padded(to: 11)
            line += "  " + (outcome.isGood ? word : style.text(word, .warning)) + "  "
            let remark =
                row.target == nil
                ? row.reason.map { VisibleText.escaped($0) } : attempt?.remark(to: row.target)
            line += remark.map { time.padded(to: 8) + "  " + $0 } ?? time
            let details = isRepeated ? [] : attempt?.details(lookupNanoseconds: row.lookupNanoseconds) ?? []
            for line in [line] + details { output += (line + "\n").utf8 }
        }
    }

    // MARK: The end

    mutating func finish() throws {
        progress.clear()
        switch format {
        case .csv: break
        case .text:
            guard isRepeated else { break }
            try flush()
            try live?.draw(isLast: true)
            let lines = rows.flatMap { ProbeSummary(row: $0, kind: kind).lines }
            for line in lines { output += (line + "\n").utf8 }
        case .json: output += document
        case .ndjson:
            output += Self.event("summary") { json in
                json.member("targets", array: rows) { json, row in json.object { $0.summary(of: row) } }
                members(of: verdicts, &json)
            }
        }
        try flush()
        for verdict in verdicts where !verdict.holds {
            let name = VisibleText.escaped(verdict.target)
            StandardError.write("netlab probe: \(name): \(verdict.assertion.text) is missed: \(verdict.seen)\n")
        }
    }

    /// What each target made of each assertion, in the targets' order.
    var verdicts: [Assertion.Verdict] {
        guard !assertions.isEmpty else { return [] }
        let answered = isContentWithAny ? Set(rows.filter { $0.statistics.received > 0 }.map(\.label)) : []
        return rows.filter { $0.statistics.received > 0 || !answered.contains($0.label) }.flatMap { row in
            assertions.map { $0.verdict(on: row.name, row.statistics) }
        }
    }

    private func members(of verdicts: [Assertion.Verdict], _ json: inout JSONWriter) {
        json.member("assertions", array: verdicts) { json, verdict in json.object { verdict.members(&$0) } }
    }

    // MARK: JSON

    private var document: [UInt8] {
        let attempts = Dictionary(grouping: attempts, by: \.row)
        var json = JSONWriter()
        json.object {
            $0.member("schemaVersion", 1)
            $0.member("kind", kind)
            $0.member("targets", array: Array(rows.enumerated())) { json, numbered in
                let (index, row) = numbered
                json.object {
                    $0.summary(of: row)
                    $0.member("attempts", array: attempts[index] ?? []) { json, mine in
                        json.object { $0.members(of: mine.attempt, row) }
                    }
                }
            }
            members(of: verdicts, &$0)
        }
        json.newline()
        return json.bytes
    }

    private static func event(_ name: String, _ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("event", name)
            members(&$0)
        }
        json.newline()
        return json.bytes
    }
}
