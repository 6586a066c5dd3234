internal import Platform
internal import Probing
internal import Rendering
internal import SystemPackage
internal import Wire

/// What a probe's attempts came to: a line each as they end, in the targets' order where each is tried once, and a summary.
struct ProbePrinter {
    /// An address that is probed, or a name that has none.
    private struct Row {
        let label: String
        /// Nil where the name has none.
        let address: SocketAddress?
        let isLate: Bool
        let reason: String?
        var statistics = ProbeStatistics()
        var last: Attempt?
    }

    private let kind: String
    private let format: OutputFormat
    private let style: Style
    private let isRepeated: Bool
    /// How many first attempts on each address are not counted.
    private let warmup: Int
    private var rows: [Row] = []
    /// The row of each address that is probed.
    private var rowOfTarget: [Int] = []
    private var attempts: [Attempt] = []
    private var shown = 0
    private var labelWidth = 0
    private var progress = ProgressLine()
    var isInterrupted = false

    init(kind: String, format: OutputFormat, style: Style, isRepeated: Bool, warmup: Int) {
        self.kind = kind
        self.format = format
        self.style = style
        self.isRepeated = isRepeated
        self.warmup = warmup
    }

    var addresses: [SocketAddress] { rowOfTarget.compactMap { rows[$0].address } }

    mutating func begin(_ targets: [ResolvedTarget]) throws {
        for target in targets {
            for address in target.addresses {
                rowOfTarget.append(rows.count)
                rows.append(Row(label: target.label, address: address, isLate: false, reason: nil))
            }
            guard target.addresses.isEmpty else { continue }
            let reason = target.isLate ? "the name took longer than --timeout" : target.failure.map { "\($0)" }
            rows.append(Row(label: target.label, address: nil, isLate: target.isLate, reason: reason))
        }
        labelWidth = rows.map { name($0).count }.max() ?? 0
        if format == .ndjson {
            try event("start") {
                $0.member("schemaVersion", 1)
                $0.member("kind", kind)
            }
        }
        try showWhatIsDone()
    }

    mutating func add(_ new: [Attempt]) throws {
        for attempt in new {
            let row = rowOfTarget[attempt.target]
            if attempt.number > warmup { rows[row].statistics.add(attempt) }
            rows[row].last = attempt
            if format == .json { attempts.append(attempt) }
            if isRepeated { try show(attempt, rows[row]) }
        }
        try showWhatIsDone()
        progress.show("\(shown) of \(rows.count) probed")
    }

    // MARK: Lines

    /// With one attempt an address: those rows whose turn it is.
    private mutating func showWhatIsDone() throws {
        while shown < rows.count {
            let row = rows[shown]
            if row.address == nil {
                try show(nil, row)
            } else if !isRepeated {
                guard let attempt = row.last else { return }
                try show(attempt, row)
            } else if shown >= rowOfTarget.count {
                return
            }
            shown += 1
        }
    }

    private mutating func show(_ attempt: Attempt?, _ row: Row) throws {
        switch format {
        case .json: break
        case .ndjson:
            try event("attempt") {
                $0.member("target", row.label)
                members(&$0, attempt, row)
            }
        case .text:
            progress.clear()
            let outcome = attempt?.outcome ?? Self.outcome(row)
            var line = "  " + (isRepeated ? "\(attempt?.number ?? 1)".padded(to: 4) + "  " : "")
            line += VisibleText.escaped(name(row)).padded(to: labelWidth)
            let time = attempt.map { Quantity.duration(nanoseconds: $0.latencyNanoseconds) } ?? ""
            let word = outcome.rawValue.padded(to: 11)
            line += "  " + (outcome.isGood ? word : style.text(word, .warning)) + "  "
            let remark = remark(attempt, row).map(VisibleText.escaped)
            line += remark.map { time.padded(to: 8) + "  " + $0 } ?? time
            try StandardOutput.write(line + "\n")
        }
    }

    /// The target, and its address where the target is a name.
    private func name(_ row: Row) -> String {
        guard let address = row.address.map({ "\($0)" }), address != row.label else { return row.label }
        return "\(row.label)  \(address)"
    }

    private static func outcome(_ row: Row) -> Outcome { row.isLate ? .timedOut : .nameNotFound }

    /// What an outcome usually means.
    private func remark(_ attempt: Attempt?, _ row: Row) -> String? {
        guard let attempt else { return row.reason }
        switch attempt.outcome {
        case .refused: return "nobody listens there"
        case .timedOut: return "no answer: a filter drops it, or the host is gone"
        case .reset: return "the connection was reset"
        case .unreachable:
            if let errno = attempt.failure?.errno, [.permissionDenied, .notPermitted].contains(errno) {
                return "a route or a filter of this host forbids it"
            }
            let sender = attempt.message?.sender.map { " says \($0)" } ?? ""
            return (attempt.message?.text ?? attempt.failure?.reason ?? "") + sender
        case .systemFailure: return attempt.failure.map { "\($0)" }
        default: return nil
        }
    }

    // MARK: The end

    func finish() throws {
        switch format {
        case .text: if isRepeated { try StandardOutput.write(summary.map { $0 + "\n" }.joined()) }
        case .json: try StandardOutput.write(document)
        case .ndjson:
            try event("summary") { json in
                json.member("targets", array: rows) { json, row in json.object { summary(&$0, row) } }
            }
        }
    }

    private var summary: [String] {
        rows.filter { $0.address != nil }.flatMap { row -> [String] in
            let statistics = row.statistics
            var lines = [
                "",
                "\(VisibleText.escaped(name(row))): \(Quantity.grouped(statistics.sent)) sent, "
                    + "\(Quantity.grouped(statistics.received)) connected, "
                    + "\(percent(statistics.lossPercent)) % lost",
            ]
            let others = statistics.outcomes.filter { !$0.key.isGood }.sorted { $0.key.rawValue < $1.key.rawValue }
            if !others.isEmpty {
                let outage = Quantity.duration(nanoseconds: statistics.longestOutageNanoseconds)
                let list = others.map { "\(Quantity.grouped($0.value)) \($0.key.rawValue)" }.joined(separator: ", ")
                lines.append("  \(list); longest outage \(outage)")
            }
            guard let times = statistics.times else { return lines }
            let named: [(String, Int64)] =
                [
                    ("min", times.minimum), ("mean", times.mean), ("p50", times.p50), ("p90", times.p90),
                    ("p99", times.p99), ("p99.9", times.p999), ("max", times.maximum),
                ] + (times.jitter.map { [("jitter", $0)] } ?? [])
            var columns = TextColumns()
            columns.add(named.map(\.0))
            columns.add(named.map { Quantity.duration(nanoseconds: $0.1) })
            lines += columns.lines
            if let tcp = row.last?.tcp {
                lines.append(
                    "  the kernel: round trip \(Quantity.grouped(tcp.roundTripMicroseconds)) µs "
                        + "± \(Quantity.grouped(tcp.roundTripVarianceMicroseconds)), MSS \(Quantity.grouped(tcp.sendMSS)), "
                        + Quantity.counted(tcp.retransmissions, "retransmission")
                )
            }
            return lines
        }
    }

    private func percent(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : Quantity.fixed(tenths, digits: 1)
    }

    /// The gravest of all that matters: of each target with `any` only where no address of it answered, and of each address only
    /// the last attempt with `waits`.
    func status(any: Bool, waits: Bool) -> ExitStatus {
        var status = ExitStatus.success
        var rest = rows[...]
        while let first = rest.first {
            let group = rest.prefix { $0.label == first.label }
            rest = rest.dropFirst(group.count)
            let statuses = group.map { row -> ExitStatus in
                guard row.address != nil else { return Self.outcome(row).status }
                let statistics = row.statistics
                if statistics.received > 0 && (waits || any) { return .success }
                // An attempt that Ctrl-C cut short is no outcome.
                if statistics.sent == 0 { return isInterrupted ? .interrupted : .timedOut }
                return statistics.outcomes.keys.map(\.status).reduce(.success) { $0.graver($1) }
            }
            if any && statuses.contains(.success) { continue }
            status = statuses.reduce(status) { $0 == .interrupted || $1 == .interrupted ? .interrupted : $0.graver($1) }
        }
        return status
    }

    // MARK: JSON

    private var document: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("schemaVersion", 1)
            $0.member("kind", kind)
            $0.member("targets", array: Array(rows.enumerated())) { json, numbered in
                let (index, row) = numbered
                json.object {
                    summary(&$0, row)
                    let mine = attempts.filter { rowOfTarget[$0.target] == index }
                    $0.member("attempts", array: mine) { json, attempt in
                        json.object { members(&$0, attempt, row) }
                    }
                }
            }
        }
        json.newline()
        return json.bytes
    }

    private func members(_ json: inout JSONWriter, _ attempt: Attempt?, _ row: Row) {
        json.member("address", row.address?.description)
        json.member("number", attempt?.number ?? 1)
        json.member("outcome", (attempt?.outcome ?? Self.outcome(row)).rawValue)
        json.member("latencyMicroseconds", attempt.map { $0.latencyNanoseconds / 1000 })
        json.member("connectMicroseconds", attempt.map { ($0.endNanoseconds - $0.startNanoseconds) / 1000 })
        json.member("intendedNanoseconds", attempt?.intendedNanoseconds)
        json.member("local", attempt?.local?.description)
        json.member("error", attempt?.failure?.errnoName)
        json.member("message", attempt?.message?.text)
        json.member("messageFrom", attempt?.message?.sender?.description)
        json.member("roundTripMicroseconds", attempt?.tcp?.roundTripMicroseconds)
        json.member("roundTripVarianceMicroseconds", attempt?.tcp?.roundTripVarianceMicroseconds)
        json.member("sendMSS", attempt?.tcp?.sendMSS)
        json.member("retransmissions", attempt?.tcp?.retransmissions)
    }

    private func summary(_ json: inout JSONWriter, _ row: Row) {
        let statistics = row.statistics
        let times = statistics.times
        json.member("target", row.label)
        json.member("address", row.address?.description)
        json.member("reason", row.reason)
        json.member("sent", statistics.sent)
        json.member("received", statistics.received)
        json.member("lossPercent", statistics.lossPercent)
        json.member("minimumMicroseconds", times.map { $0.minimum / 1000 })
        json.member("meanMicroseconds", times.map { $0.mean / 1000 })
        json.member("p50Microseconds", times.map { $0.p50 / 1000 })
        json.member("p90Microseconds", times.map { $0.p90 / 1000 })
        json.member("p99Microseconds", times.map { $0.p99 / 1000 })
        json.member("p999Microseconds", times.map { $0.p999 / 1000 })
        json.member("maximumMicroseconds", times.map { $0.maximum / 1000 })
        json.member("jitterMicroseconds", times?.jitter.map { $0 / 1000 })
        json.member("longestOutageMicroseconds", statistics.longestOutageNanoseconds / 1000)
    }

    private func event(_ name: String, _ members: (inout JSONWriter) -> Void) throws {
        var json = JSONWriter()
        json.object {
            $0.member("event", name)
            members(&$0)
        }
        json.newline()
        try StandardOutput.write(json.bytes)
    }
}
