/// Rows of cells without headings, columns as wide as their widest cell and two spaces apart.
package struct TextColumns: Sendable {
    private var rows: [[String]] = []

    package init() {}

    package mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The lines, indented by two.
    package var lines: [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            ("  " + zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")).trimmingTrailingSpaces
        }
    }
}
