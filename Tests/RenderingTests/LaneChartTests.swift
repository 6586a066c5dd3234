import Testing

@testable import Rendering

@Suite struct LaneChartTests {
    private static let segments = pieces(Array(repeating: 1_448, count: 20) + [1_040])
    private static let reads = pieces([14_480, 8_688, 6_832])
    private static let widths = [60, 80, 120, 160]

    private static func delivery(columns: Int, style: Style = .plain) -> Chart {
        Chart(30_000, [("write", [0..<30_000]), ("wire", segments), ("read", reads)], columns: columns, style: style)
    }

    /// Lanes from one piece to more than there are columns, with and without holes.
    private static let samples: [(extent: Int64, lanes: [(String, [Range<Int64>])])] = [
        (1, [("write", [0..<1]), ("wire", [0..<1]), ("read", [0..<1])]),
        (3, [("wire", [0..<1, 1..<2, 2..<3]), ("read", [0..<3])]),
        (30_000, [("write", [0..<30_000]), ("wire", segments), ("read", reads)]),
        (30_000, [("wire", [0..<100, 20_000..<20_001, 29_999..<30_000])]),
        (
            3_000_000,
            [("write", [0..<3_000_000]), ("wire", pieces(Array(repeating: 1_000, count: 3_000))), ("read", reads)]
        ),
        (1 << 50, [("write", [0..<1 << 50]), ("wire", pieces(Array(repeating: 1 << 40, count: 1_024))), ("read", [])]),
        (1 << 50, [("wire", pieces([1, 1, (1 << 50) - 3, 1])), ("read", [0..<1 << 50])]),
        (1 << 20, [("wire", (0..<100).map { Int64($0) * 10_000..<Int64($0) * 10_000 + 5_000 }), ("read", [])]),
        (.max, [("wire", [0 ..< .max]), ("read", [0..<1, .max - 1 ..< .max])]),
        (10, []),
    ]

    @Test(arguments: widths, samples.indices)
    func `no line is wider than the terminal`(columns: Int, sample: Int) {
        let (extent, lanes) = Self.samples[sample]
        for line in Chart(extent, lanes, columns: columns).lines { #expect(line.count <= columns, "\(line)") }
    }

    @Test(arguments: widths, samples.indices)
    func `colour changes no text`(columns: Int, sample: Int) {
        let (extent, lanes) = Self.samples[sample]
        let colored = Chart(extent, lanes, columns: columns, style: .colored).lines
        #expect(colored.map(\.withoutColor) == Chart(extent, lanes, columns: columns).lines)
        if lanes.count > 1, lanes.last?.1.isEmpty == false {
            #expect(colored.joined().contains { 0xfdd3...0xfdd8 ~= $0.unicodeScalars.first?.value ?? 0 })
        }
    }

    @Test(arguments: widths)
    func `a piece begins where the one before ends`(columns: Int) throws {
        let chart = Self.delivery(columns: columns)
        #expect(chart.bar("write").first == "├")
        #expect(chart.bar("write").last == "┤")
        #expect(chart.bar("write").dropFirst().dropLast().allSatisfy { $0 == "─" })
        #expect(chart.marks("read").count == 4)
        #expect(chart.bar("read").count { $0 == "┼" } == 2)
        #expect(!chart.bar("wire").contains(" "))
    }

    @Test(arguments: widths)
    func `a cut that two lanes share stands in the same column of both`(columns: Int) {
        let chart = Self.delivery(columns: columns)
        // 14,480 and 23,168 are 10 and 16 segments.
        #expect(Set(chart.marks("read")).isSubset(of: chart.marks("wire")))
        let guide = chart.lines.first { $0.contains("┊") } ?? ""
        let inset = chart.lines.first { $0.hasPrefix("  read") }?.prefix { $0 != "├" }.count ?? 0
        let strokes = Array(guide).indices.filter { Array(guide)[$0] == "┊" }.map { $0 - inset }
        #expect(strokes == Array(chart.marks("read").dropFirst().dropLast()))
    }

    @Test(arguments: widths)
    func `a hole stays a hole`(columns: Int) {
        let chart = Chart(1_000, [("wire", [0..<250, 750..<1_000])], columns: columns)
        let bar = chart.bar("wire")
        #expect(chart.marks("wire").map { bar[$0] } == ["├", "┤", "├", "┤"])
        let hole = bar[chart.marks("wire")[1] + 1..<chart.marks("wire")[2]]
        // Half of the axis.
        #expect(abs(hole.count - bar.count / 2) <= 2)
        #expect(hole.allSatisfy { $0 == " " })
    }

    @Test(arguments: widths)
    func `a lane that was cut short ends where its bytes do`(columns: Int) {
        let chart = Chart(1_000, [("wire", [0..<1_000]), ("read", [0..<500])], columns: columns)
        let bar = chart.bar("read")
        #expect(bar[chart.marks("read")[1]] == "┤")
        #expect(bar[(chart.marks("read")[1] + 1)...].allSatisfy { $0 == " " })
    }

    @Test(arguments: [1, 2, 1_000, 1 << 50] as [Int64])
    func `pieces of one byte are seen`(extent: Int64) {
        let chart = Chart(extent, [("wire", [extent - 1..<extent])], columns: 80)
        #expect(!chart.marks("wire").isEmpty)
        #expect(chart.marks("wire").contains(chart.bar("wire").count - 1))
    }

    @Test func `cuts in one column are marked as more than one`() {
        let chart = Chart(1_000_000, [("wire", pieces([500_000, 1, 1, 499_998]))], columns: 80)
        #expect(chart.bar("wire").count { $0 == "╫" } == 1)
        #expect(chart.lines.contains { $0.contains("╫ marks") })
    }

    @Test func `a lane without pieces is empty`() {
        let chart = Chart(100, [("wire", [0..<100]), ("read", [])], columns: 80)
        #expect(chart.bar("read").allSatisfy { $0 == " " })
        #expect(chart.lines.contains { $0.hasPrefix("  read") && $0.hasSuffix("  0") })
    }

    @Test(arguments: [[-107..<0], [-5..<50, 50..<300], [.min ..< .max], [.min ..< .min + 1, .max - 1 ..< .max]])
    func `pieces off the axis are drawn at its ends`(pieces: [Range<Int64>]) {
        for pieces in [pieces, (0..<200).flatMap { _ in pieces }] {
            let chart = Chart(100, [("wire", pieces), ("read", pieces)], columns: 80)
            #expect(!chart.bar("wire").isEmpty)
        }
    }
}
