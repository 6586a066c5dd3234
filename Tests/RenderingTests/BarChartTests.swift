import Rendering
import Testing

@Suite struct BarChartTests {
    @Test func `bars are as long as their counts, in eighths, and the least is seen`() {
        let chart = BarChart([
            .init(label: "1 µs", count: 0), .init(label: "10 µs", count: 1), .init(label: "100 µs", count: 800),
            .init(label: "1.00 ms", count: 400),
        ])
        #expect(
            chart.lines(columns: 26) == [
                "     1 µs  0", "    10 µs  ▏ 1", "   100 µs  ██████████ 800", "  1.00 ms  █████ 400",
            ]
        )
    }

    @Test func `no line is wider than what there is`() {
        let bars = (0..<12).map { BarChart.Bar(label: "\($0) ms", count: $0 * 1_234_567) }
        #expect(BarChart(bars).lines(columns: 80).allSatisfy { $0.count <= 80 })
        #expect(BarChart([]).lines(columns: 80) == [])
    }
}
