import Testing

@testable import Rendering

@Suite struct AxisTests {
    static let extents: [Int64] = [
        1, 2, 3, 7, 9, 10, 11, 99, 100, 101, 999, 1_000, 1_001, 2_999, 4_096, 9_999, 30_000, 65_535, 123_456, 999_999,
        1_000_000, 3_000_000, 1 << 31, 1 << 40, 1 << 50, .max,
    ]

    /// The numbers at the axis; nil where labels have run into each other.
    private static func values(_ axis: Axis) -> [Int64]? {
        let words = axis.labels.split(separator: " ")
        let values = words.compactMap { Int64($0.filter { $0 != "," }) }
        return values.map(Quantity.grouped) == words.map(String.init) ? values : nil
    }

    @Test(arguments: extents)
    func `labels never touch, and stand in ascending order within the line`(extent: Int64) throws {
        for width in 16...160 {
            let axis = Axis(extent: extent, width: width)
            #expect(axis.labels.count == width)
            let values = try #require(Self.values(axis), "\(width): '\(axis.labels)'")
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
            #expect(values.first == 0 || values == [extent])
            if Quantity.grouped(extent).count <= width { #expect(values.last == extent, "\(width): '\(axis.labels)'") }
        }
    }

    @Test(arguments: extents)
    func `the numbers between the ends are multiples of one round step`(extent: Int64) throws {
        for width in [16, 40, 60, 100, 150] {
            let values = try #require(Self.values(Axis(extent: extent, width: width)))
            guard values.count > 2 else { continue }
            let step = values[1]
            var leading = step
            while leading.isMultiple(of: 10) { leading /= 10 }
            #expect([1, 2, 5].contains(leading))
            #expect(values.dropLast() == Array(stride(from: 0, through: values[values.count - 2], by: Int(step)))[...])
        }
    }

    @Test(arguments: extents)
    func `each label stands over its tick`(extent: Int64) {
        for width in [16, 40, 60, 100, 150] {
            let axis = Axis(extent: extent, width: width)
            let labels = Array(axis.labels)
            let ticks = Array(axis.ticks)
            #expect(ticks.count == width)
            #expect(ticks.indices.allSatisfy { ticks[$0] == " " || labels[$0] != " " })
            #expect(ticks.count { $0 == "╷" } == axis.labels.split(separator: " ").count)
        }
    }

    @Test func `a tick stands where its bytes are drawn`() {
        // 30,000 bytes over 61 columns: 500 bytes a column.
        let ticks = Array(Axis(extent: 30_000, width: 61).ticks)
        #expect(ticks.indices.filter { ticks[$0] == "╷" } == [0, 10, 20, 30, 40, 50, 60])
    }
}
