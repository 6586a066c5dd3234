internal import Platform

/// A text on the terminal that is drawn anew in its place, not more often than once an interval.
struct LiveTable {
    private let interval: Duration
    private var drawn = 0
    private var next = ContinuousClock.now

    init(interval: Duration = .milliseconds(500)) {
        self.interval = interval
    }

    /// Whether it is time to draw again.
    var isDue: Bool { ContinuousClock.now >= next }

    /// Draws as many of the lines, which have no escapes, as the terminal has room for.
    mutating func draw(_ lines: [String]) throws {
        next = .now + interval
        let columns = Terminal.columns ?? 80
        let shown = lines.prefix(max(1, (Terminal.rows ?? 24) - 1)).map { String($0.prefix(columns)) }
        try StandardOutput.rewrite(shown, over: drawn)
        drawn = shown.count
    }

    /// Takes the text away.
    mutating func clear() throws {
        guard drawn > 0 else { return }
        try StandardOutput.rewrite([], over: drawn)
        drawn = 0
    }

    /// Up to the first line, and everything from there on away (ECMA-48 CPL and ED).
}
