/// Lanes of pieces over one axis, so that the eye sees which pieces of one lane made up a piece of another.
package struct LaneChart: Sendable {
    package struct Lane: Sendable {
        package var label: String
        /// In ascending order, not overlapping; a hole between two pieces is drawn as one.
        package var pieces: [Range<Int64>]
        /// What one piece is called, for the note under a lane that has too many to draw.
        package var unit: String

        package init(label: String, pieces: [Range<Int64>], unit: String) {
            self.label = label
            self.pieces = pieces
            self.unit = unit
        }
    }

    private let extent: Int64
    private let lanes: [Lane]
    /// Columns that a whole line may take.
    private let columns: Int
    /// Columns that the axis takes.
    private let width: Int
    private let labelWidth: Int

    /// `extent` is the end of the axis, which begins at 0; `columns` is what a whole line may take.
    package init(extent: Int64, lanes: [Lane], columns: Int) {
        self.extent = max(1, extent)
        self.lanes = lanes
        self.columns = columns
        labelWidth = (lanes.map(\.label.count).max() ?? 0) + 4
        let counts = lanes.map { Quantity.grouped($0.pieces.count).count }.max() ?? 0
        width = max(16, columns - labelWidth - counts - 2)
    }

    /// The axis, the lanes in their order, and between the last two a guide at each cut of the last, whose pieces give the colours.
    package func lines(style: Style) -> [String] {
        let axis = Axis(extent: extent, width: width)
        var lines = [axis.labels, axis.ticks].map {
            style.text("".padded(to: labelWidth) + $0.trimmingTrailingSpaces, .faint)
        }
        var notes: [String] = []
        for (index, lane) in lanes.enumerated() {
            if index == lanes.count - 1, index > 0, let guides { lines.append(guides) }
            let drawing = draw(lane)
            let colored = index >= lanes.count - 2 && lanes.count > 1
            let bar = colored ? color(drawing.bar, style) : String(drawing.bar)
            let count = "  " + Quantity.grouped(lane.pieces.count)
            lines.append(
                style.text(("  " + lane.label).padded(to: labelWidth), .bold) + bar + style.text(count, .faint)
            )
            if let note = drawing.note { notes.append(note) }
        }
        // A paragraph brings two columns of the indentation with it.
        let indentation = "".padded(to: labelWidth - 2)
        return lines
            + notes.flatMap { Paragraph.lines($0, width: columns - indentation.count) }
            .map { style.text(indentation + $0, .faint) }
    }

    // MARK: - One lane

    private func draw(_ lane: Lane) -> (bar: [Character], note: String?) {
        lane.pieces.count * 2 > width ? drawBins(lane) : drawPieces(lane)
    }

    /// Each piece from its first column to the next one's.
    private func drawPieces(_ lane: Lane) -> (bar: [Character], note: String?) {
        var bar = [Character](repeating: " ", count: width)
        var cuts = [Int](repeating: 0, count: width)
        for (index, piece) in lane.pieces.enumerated() {
            let first = column(piece.lowerBound)
            let last = column(piece.upperBound)
            for position in first...last where bar[position] == " " { bar[position] = "─" }
            let follows = index > 0 && lane.pieces[index - 1].upperBound == piece.lowerBound
            if !follows { bar[first] = "├" }
            let isFollowed = index + 1 < lane.pieces.count && lane.pieces[index + 1].lowerBound == piece.upperBound
            bar[last] = isFollowed ? (cuts[last] > 0 || last == first ? "╫" : "┼") : "┤"
            cuts[last] += 1
        }
        let isCrowded = bar.contains("╫")
        return (bar, isCrowded ? "╫ marks more than one cut in a column" : nil)
    }

    /// More pieces than columns: each column, of equal width in bytes, is as high as the number of pieces that end in it.
    private func drawBins(_ lane: Lane) -> (bar: [Character], note: String?) {
        var counts = [Int](repeating: 0, count: width)
        for piece in lane.pieces { counts[bin(piece.upperBound - 1)] += 1 }
        let most = counts.max() ?? 1
        let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        let bar = counts.map { $0 == 0 ? " " : heights[($0 * heights.count - 1) / most] }
        let bytes = Quantity.counted(extent / Int64(width), "byte")
        return (
            bar,
            "\(lane.label): a column is \(bytes), its height the \(lane.unit)s that end in it, up to \(Quantity.grouped(most))"
        )
    }

    /// A stroke over each cut of the last lane; nil where there are too many to draw.
    private var guides: String? {
        guard let last = lanes.last, last.pieces.count * 2 <= width, last.pieces.count > 1 else { return nil }
        var line = [Character](repeating: " ", count: width)
        for piece in last.pieces.dropLast() { line[column(piece.upperBound)] = "┊" }
        return "".padded(to: labelWidth) + String(line).trimmingTrailingSpaces
    }

    // MARK: - Columns

    /// Where a position between two bytes is drawn; one off the axis, at its nearer end.
    private func column(_ offset: Int64) -> Int {
        Int(min(Double(width - 1), max(0, Double(offset) * Double(width - 1) / Double(extent))).rounded())
    }

    /// The column of equal width that a byte falls into; one off the axis, at its nearer end.
    private func bin(_ offset: Int64) -> Int {
        Int(min(Double(width - 1), max(0, Double(offset) * Double(width) / Double(extent))))
    }

    /// Colours each column by the piece of the last lane that it belongs to.
    private func color(_ bar: [Character], _ style: Style) -> String {
        guard style.isColored, let last = lanes.last else { return String(bar) }
        var text = ""
        var start = 0
        for (index, piece) in last.pieces.enumerated() {
            let end = min(width, max(start, column(piece.upperBound) + (index == last.pieces.count - 1 ? 1 : 0)))
            text += style.text(String(bar[start..<end]), .series(index))
            start = end
        }
        return text + String(bar[start...])
    }
}
