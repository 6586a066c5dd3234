/// A scale from 0 to `extent` over `width` columns, with round numbers at its ticks.
struct Axis {
    let labels: String
    let ticks: String

    init(extent: Int64, width: Int) {
        // A space between two labels, and one for the rounding of their columns.
        let distance = Double(Quantity.grouped(extent).count + 2)
        let step = Axis.step(extent: extent) { Double($0) * Double(width - 1) / Double(extent) >= distance }
        var labels = [Character](repeating: " ", count: width)
        var ticks = [Character](repeating: " ", count: width)

        // The end first: a tick whose label would touch it is left out.
        var free = width
        for value in [extent] + stride(from: 0, to: extent, by: Int64.Stride(step)) {
            let column = Int((Double(value) * Double(width - 1) / Double(extent)).rounded())
            let text = Array(Quantity.grouped(value))
            let start = min(max(0, column - text.count / 2), width - text.count)
            guard start >= 0, value == extent || start + text.count + 1 < free else { continue }
            if value == extent { free = start }
            labels.replaceSubrange(start..<start + text.count, with: text)
            ticks[column] = "╷"
        }
        self.labels = String(labels)
        self.ticks = String(ticks)
    }

    /// The smallest step (1, 2, 5, 10 and so on) whose ticks are far enough from each other.
    private static func step(extent: Int64, isEnough: (Int64) -> Bool) -> Int64 {
        var power: Int64 = 1
        while true {
            for factor in [1, 2, 5] as [Int64] where isEnough(power * factor) { return power * factor }
            guard power < Int64.max / 100 else { return extent }
            power *= 10
        }
    }
}
