internal import Platform
internal import Probing
internal import Rendering

/// What the attempts on one address amount to, as people read it.
struct ProbeSummary {
    let row: ProbePrinter.Row
    let kind: String

    var lines: [String] {
        guard row.target != nil else { return [] }
        let statistics = row.statistics
        var lines = [
            "",
            "\(VisibleText.escaped(row.name)): \(Quantity.grouped(statistics.sent)) sent, "
                + "\(Quantity.grouped(statistics.received)) \(kind == "connect" ? "connected" : "answered"), "
                + "\(Self.percent(statistics.lossPercent)) % lost",
        ]
        if let trouble { lines.append("  " + trouble) }
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
            let difference = times.p50 - Int64(tcp.roundTripMicroseconds) * 1_000
            let gap = Quantity.duration(nanoseconds: abs(difference))
            lines.append("  p50 is \(gap) \(difference < 0 ? "below" : "above") the kernel's round trip")
        }
        if let stamped = statistics.stampedMeanNanoseconds {
            let rest = Quantity.duration(nanoseconds: max(0, times.mean - stamped))
            lines.append(
                "  the kernel's stamps: \(Quantity.duration(nanoseconds: stamped)) of the mean are path and peer, "
                    + "\(rest) this end"
            )
        }
        return lines
    }

    /// What was not as it had to be.
    private var trouble: String? {
        let statistics = row.statistics
        let others = statistics.outcomes.filter { !$0.key.isGood }.sorted { $0.key.rawValue < $1.key.rawValue }
        var parts = others.map { "\(Quantity.grouped($0.value)) \($0.key.rawValue)" }
        if statistics.late > 0 { parts.append("\(Quantity.grouped(statistics.late)) late") }
        if statistics.reordered > 0 { parts.append("\(Quantity.grouped(statistics.reordered)) out of order") }
        guard !parts.isEmpty else { return nil }
        let outage = statistics.longestOutageNanoseconds
        return parts.joined(separator: ", ")
            + (outage > 0 ? "; longest outage \(Quantity.duration(nanoseconds: outage))" : "")
    }

    private static func percent(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : Quantity.fixed(tenths, digits: 1)
    }
}
