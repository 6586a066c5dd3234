/// Rows under headings, columns as wide as their widest cell and two spaces apart.
package struct Table: Sendable {
    package enum Alignment: Sendable {
        case left, right
    }

    private let headings: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    package init(_ headings: [(String, Alignment)]) {
        self.headings = headings.map { (title: $0.0, alignment: $0.1) }
    }

    /// One cell a heading.
    package mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The lines, indented by two.
    ///
    /// Of more than `limit` rows those in the middle are left out, and a line says how many.
    package func lines(limit: Int? = nil, style: Style) -> [String] {
        let cut = limit.flatMap { rows.count > $0 + 1 ? $0 : nil }
        let head = cut.map { ($0 + 1) / 2 } ?? rows.count
        let tail = cut.map { $0 / 2 } ?? 0
        let shown = Array(rows.prefix(head)) + Array(rows.suffix(tail))
        let widths = headings.indices.map { column in
            max(headings[column].title.count, shown.map { $0[column].count }.max() ?? 0)
        }

        var lines = [style.text(line(headings.map(\.title), widths), .faint)]
        lines += shown.prefix(head).map { line($0, widths) }
        if cut != nil {
            lines.append(style.text("  … \(Quantity.grouped(rows.count - head - tail)) more rows …", .faint))
        }
        lines += shown.suffix(tail).map { line($0, widths) }
        return lines
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { column in
            let padding = String(repeating: " ", count: widths[column] - cells[column].count)
            return headings[column].alignment == .right ? padding + cells[column] : cells[column] + padding
        }
        return ("  " + padded.joined(separator: "  ")).trimmingTrailingSpaces
    }
}
