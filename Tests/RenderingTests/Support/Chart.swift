@testable import Rendering

/// A chart as its columns, found again in the text it draws.
struct Chart {
    let lines: [String]
    private let lanes: [LaneChart.Lane]

    init(_ extent: Int64, _ lanes: [(String, [Range<Int64>])], columns: Int, style: Style = .plain) {
        self.lanes = lanes.map { LaneChart.Lane(label: $0.0, pieces: $0.1, unit: "piece") }
        lines = LaneChart(extent: extent, lanes: self.lanes, columns: columns).lines(style: style)
    }

    /// The bar of a lane, from the column after its label to the one before its count.
    func bar(_ label: String) -> [Character] {
        guard let line = lines.first(where: { $0.hasPrefix("  " + label + "  ") }),
            let lane = lanes.first(where: { $0.label == label })
        else { return [] }
        let labelWidth = (lanes.map(\.label.count).max() ?? 0) + 4
        let count = "  " + Quantity.grouped(lane.pieces.count)
        return Array(line.dropFirst(labelWidth).dropLast(count.count))
    }

    /// The columns in which a lane has a cut or an end.
    func marks(_ label: String) -> [Int] {
        let bar = bar(label)
        return bar.indices.filter { "├┤┼╫".contains(bar[$0]) }
    }
}

/// Pieces of these sizes, one behind the other from 0.
func pieces(_ sizes: [Int64]) -> [Range<Int64>] {
    var end: Int64 = 0
    return sizes.map { size in
        end += size
        return end - size..<end
    }
}
