import Testing

@testable import Rendering

@Suite struct BinnedLaneTests {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    @Test(arguments: [60, 80, 120, 160])
    func `more pieces than columns are binned, and the chart says so`(columns: Int) {
        let many = pieces(Array(repeating: 1_000, count: 3_000))
        let chart = Chart(3_000_000, [("write", [0..<3_000_000]), ("wire", many)], columns: columns)
        #expect(chart.marks("wire").isEmpty)
        #expect(chart.bar("wire").allSatisfy(Self.bars.contains))
        #expect(chart.lines.joined().contains("a column is"))
        #expect(chart.lines.joined().contains("3,000"))
        // The lane above is drawn as before.
        #expect(chart.marks("write").count == 2)
    }

    @Test func `a lane with few pieces is not binned`() {
        let chart = Chart(3_000, [("wire", pieces([1_000, 1_000, 1_000]))], columns: 80)
        #expect(!chart.lines.joined().contains("a column is"))
    }

    @Test func `the height of a column is how many pieces end in it`() {
        // Twice as many in the second half.
        let chart = Chart(
            200_000,
            [("wire", pieces(Array(repeating: 200, count: 500) + Array(repeating: 100, count: 1_000)))],
            columns: 80
        )
        let bar = chart.bar("wire")
        let heights = bar.compactMap(Self.bars.firstIndex)
        let first = heights.prefix(heights.count / 2 - 1)
        let second = heights.suffix(heights.count / 2 - 1)
        #expect(heights.max() == 7)
        #expect((first.max() ?? 0) < (second.min() ?? 0))
    }

    @Test func `columns in which nothing ends are empty`() {
        let chart = Chart(
            400_000,
            [("wire", pieces(Array(repeating: 200, count: 500)) + [300_000..<400_000])],
            columns: 80
        )
        let bar = chart.bar("wire")
        let quarter = bar.count / 4
        #expect(bar[..<quarter].allSatisfy(Self.bars.contains))
        #expect(bar[(quarter + 1)..<(bar.count - 1)].allSatisfy { $0 == " " })
        #expect(Self.bars.contains(bar[bar.count - 1]))
    }
}
