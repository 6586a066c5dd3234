import Rendering
import Testing

@Suite struct TableTests {
    private static func table(rows: Int) -> Table {
        var table = Table([("packet", .right), ("flags", .left), ("µs", .right)])
        for row in 1...rows { table.add(["\(row)", "S", "\(row * 10)"]) }
        return table
    }

    @Test func `columns are as wide as their widest cell`() {
        var table = Table([("n", .right), ("name", .left), ("bytes", .right)])
        table.add(["1", "a", "30,000"])
        table.add(["100", "longer", "1"])
        #expect(
            table.lines(style: .plain) == [
                "    n  name     bytes",
                "    1  a       30,000",
                "  100  longer       1",
            ]
        )
    }

    @Test func `no line ends in spaces`() {
        var table = Table([("n", .right), ("a long heading", .left)])
        table.add(["1", ""])
        #expect(table.lines(style: .plain) == ["  n  a long heading", "  1"])
    }

    @Test func `a long table is cut in its middle and says so`() {
        let lines = Self.table(rows: 10).lines(limit: 5, style: .plain)
        #expect(lines.count == 1 + 5 + 1)
        #expect(lines[1].hasPrefix("       1  S"))
        #expect(lines[3].hasPrefix("       3  S"))
        #expect(lines[4] == "  … 5 more rows …")
        #expect(lines[5].hasPrefix("       9  S"))
        #expect(lines[6].hasPrefix("      10  S"))
    }

    @Test func `a cut that would save no line is not made`() {
        #expect(Self.table(rows: 6).lines(limit: 5, style: .plain).count == 7)
        #expect(Self.table(rows: 7).lines(limit: 5, style: .plain).count == 7)
        #expect(Self.table(rows: 7).lines(style: .plain).count == 8)
    }

    @Test(arguments: [0, 1, 2, 7])
    func `what is shown and what is left out are all the rows`(limit: Int) {
        let lines = Self.table(rows: 50).lines(limit: limit, style: .plain)
        #expect(lines.count == 1 + limit + 1)
        #expect(lines.contains("  … \(50 - limit) more rows …"))
    }

    @Test func `colour changes no text`() {
        let table = Self.table(rows: 10)
        #expect(table.lines(limit: 3, style: .colored).map(\.withoutColor) == table.lines(limit: 3, style: .plain))
    }
}
