internal import Platform
internal import Probing
internal import Rendering

/// The times of a run so far, drawn anew in their place while it goes on.
struct LiveHistogram {
    private static let interval = Duration.milliseconds(250)
    /// Lines that are no bars, and one for the cursor.
    private static let otherLines = 5
    private static let mostBars = 16

    private let targets: Int
    private let began = ContinuousClock.now
    private var statistics = ProbeStatistics()
    private var bins = LatencyBins()
    private var table = LiveTable(interval: interval)

    init(targets: Int) {
        self.targets = targets
    }

    mutating func add(_ attempt: Attempt) {
        statistics.add(attempt)
        if attempt.arrival == .first && attempt.outcome.isGood { bins.add(nanoseconds: attempt.latencyNanoseconds) }
    }

    /// Draws where it is time to, or `isLast`: then it stays.
    mutating func draw(isLast: Bool = false) throws {
        guard isLast || table.isDue else { return }
        let rows = Terminal.rows ?? 24
        try table.draw(
            Self.lines(
                targets: targets,
                elapsedNanoseconds: (ContinuousClock.now - began).nanoseconds,
                statistics,
                bins.bins(limit: max(1, min(Self.mostBars, rows - Self.otherLines))),
                columns: min(80, Terminal.columns ?? 80)
            )
        )
    }

    /// Takes it away, so that something else can be said.
    mutating func clear() throws { try table.clear() }

    static func lines(
        targets: Int,
        elapsedNanoseconds: Int64,
        _ statistics: ProbeStatistics,
        _ bins: [LatencyBins.Bin],
        columns: Int
    ) -> [String] {
        let loss = Quantity.fixed(Int64((statistics.lossPercent * 10).rounded()), digits: 1)
        let facts = [
            Quantity.counted(targets, "address", plural: "addresses"),
            Quantity.fixed(elapsedNanoseconds / 100_000_000, digits: 1) + " s",
            "\(Quantity.grouped(statistics.sent)) sent", "\(loss) % lost",
        ]
        let times = statistics.times.map { [("p50", $0.p50), ("p99", $0.p99), ("max", $0.maximum)] } ?? []
        let measured = times.map { "\($0.0) \(Quantity.duration(nanoseconds: $0.1))" }
        let bars = bins.map {
            BarChart.Bar(label: Quantity.duration(nanoseconds: $0.start), count: $0.count)
        }
        return [facts.joined(separator: "  "), measured.joined(separator: "  "), ""]
            + BarChart(bars).lines(columns: columns)
    }
}
