/// Time downward: what two ends did at the sides, what passed between them in the middle.
package struct Ladder: Sendable {
    /// What one end is doing at a row.
    package enum End: Sendable, Equatable {
        case idle
        /// A call is entered.
        case enters(String)
        /// It goes on.
        case stays
        /// It returns.
        case returns(String)

        /// What it is doing in the row after.
        package var next: End {
            switch self {
            case .enters, .stays: .stays
            case .returns, .idle: .idle
            }
        }
    }

    package enum Passing: Sendable, Equatable {
        case nothing
        case toRight(String)
        case toLeft(String)
    }

    package struct Row: Sendable, Equatable {
        package var time: String
        package var left: End
        package var middle: Passing
        package var right: End

        package init(time: String, left: End, middle: Passing, right: End) {
            self.time = time
            self.left = left
            self.middle = middle
            self.right = right
        }
    }

    private let titles: (time: String, left: String, middle: String, right: String)
    private let rows: [Row]

    package init(titles: (time: String, left: String, middle: String, right: String), rows: [Row]) {
        self.titles = titles
        self.rows = rows
    }

    /// The lines for `columns`; of more than `limit` rows those in the middle are left out, and a line says how many.
    package func lines(columns: Int, limit: Int?, style: Style) -> [String] {
        let cut = limit.flatMap { rows.count > $0 + 1 ? $0 : nil }
        let head = rows.prefix(cut.map { ($0 + 1) / 2 } ?? rows.count)
        let tail = rows.suffix(cut.map { $0 / 2 } ?? 0)
        let layout = Layout(columns: columns, rows: head + tail, timeTitle: titles.time)

        let heading = layout.line(titles.time, titles.left, center(titles.middle, layout.middle), titles.right)
        var lines = [style.text(heading, .faint)]
        lines += head.map { line($0, layout) }
        if cut != nil {
            let missing = Quantity.grouped(rows.count - head.count - tail.count)
            lines.append(style.text("  … \(missing) more rows …", .faint))
        }
        return lines + tail.map { line($0, layout) }
    }

    private func line(_ row: Row, _ layout: Layout) -> String {
        layout.line(row.time, text(row.left), arrow(row.middle, width: layout.middle), text(row.right))
    }

    private func text(_ end: End) -> String {
        switch end {
        case .idle: ""
        case .enters(let text): "┌ " + text
        case .stays: "│"
        case .returns(let text): "└ " + text
        }
    }

    private func arrow(_ passing: Passing, width: Int) -> String {
        switch passing {
        case .nothing: ""
        case .toRight(let text): shaft(text, width: width - 1, at: .right) + "→"
        case .toLeft(let text): "←" + shaft(text, width: width - 1, at: .left)
        }
    }

    private enum Side {
        case left, right
    }

    /// The text with a line drawn from it to the arrow's head.
    private func shaft(_ text: String, width: Int, at head: Side) -> String {
        let line = String(repeating: "─", count: max(1, width - text.count - 1))
        switch head {
        case .right: return text + " " + line
        case .left: return line + " " + text
        }
    }

    private func center(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, (width - text.count) / 2)) + text
    }

    /// How the columns of a line are shared out.
    private struct Layout {
        let time: Int
        let left: Int
        let middle: Int

        init(columns: Int, rows: some Sequence<Row>, timeTitle: String) {
            var time = timeTitle.count
            var left = 6
            var right = 8
            for row in rows {
                time = max(time, row.time.count)
                left = max(left, Self.width(row.left))
                right = max(right, Self.width(row.right))
            }
            self.time = time + 2
            self.left = left
            middle = max(20, min(60, columns - self.time - left - right - 6))
        }

        private static func width(_ end: End) -> Int {
            switch end {
            case .idle, .stays: 1
            case .enters(let text), .returns(let text): text.count + 2
            }
        }

        func line(_ time: String, _ left: String, _ middle: String, _ right: String) -> String {
            let cells = [
                String(repeating: " ", count: max(0, self.time - time.count)) + time, left.padded(to: self.left),
                middle.padded(to: self.middle), right,
            ]
            return cells.joined(separator: "  ").trimmingTrailingSpaces
        }
    }
}
