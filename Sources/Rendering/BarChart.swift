/// Labelled bars, each as long as its count is large beside the largest.
package struct BarChart: Sendable {
    package struct Bar: Sendable, Equatable {
        package let label: String
        package let count: Int

        package init(label: String, count: Int) {
            self.label = label
            self.count = count
        }
    }

    /// An eighth of a cell to a whole one.
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    private let bars: [Bar]

    package init(_ bars: [Bar]) {
        self.bars = bars
    }

    /// Lines of at most `columns` characters; a count above 0 has at least the thinnest bar.
    package func lines(columns: Int) -> [String] {
        let largest = bars.map(\.count).max() ?? 0
        let labelWidth = bars.map(\.label.count).max() ?? 0
        let counts = bars.map { Quantity.grouped($0.count) }
        let room = max(8, columns - labelWidth - (counts.map(\.count).max() ?? 0) - 6)
        return zip(bars, counts).map { bar, count in
            "  " + bar.label.padded(before: labelWidth) + "  " + Self.bar(bar.count, of: largest, room) + count
        }
    }

    private static func bar(_ count: Int, of largest: Int, _ room: Int) -> String {
        guard count > 0, largest > 0 else { return "" }
        let length = max(1, Int((Double(count) / Double(largest) * Double(room * 8)).rounded()))
        let rest = length % 8
        return String(repeating: eighths[7], count: length / 8) + (rest == 0 ? "" : String(eighths[rest - 1])) + " "
    }
}
