import Rendering
import Testing

@Suite struct QuantityTests {
    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (-1_000, "-1,000"), (1_234_567, "1,234,567"),
            (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
        ] as [(Int64, String)]
    )
    func `digits stand in groups of three`(value: Int64, text: String) {
        #expect(Quantity.grouped(value) == text)
    }

    @Test func `one is singular and all others are plural`() {
        #expect(Quantity.counted(1, "read") == "1 read")
        #expect(Quantity.counted(0, "read") == "0 reads")
        #expect(Quantity.counted(4_000, "byte") == "4,000 bytes")
        #expect(Quantity.counted(2, "entry", plural: "entries") == "2 entries")
        #expect(Quantity.counted(1, "entry", plural: "entries") == "1 entry")
    }

    @Test(
        arguments: [
            (0, "0 ns"), (999, "999 ns"), (1_000, "1 µs"), (1_499, "1 µs"), (1_500, "2 µs"), (251_000, "251 µs"),
            (999_499, "999 µs"), (999_500, "1.00 ms"), (1_000_000, "1.00 ms"), (1_250_000, "1.25 ms"),
            (999_994_999, "999.99 ms"), (999_995_000, "1.000 s"), (2_300_000_000, "2.300 s"),
            (-251_000, "-251 µs"), (-999_999, "-1.00 ms"), (.max, "9223372036.855 s"), (.min, "-9223372036.855 s"),
        ] as [(Int64, String)]
    )
    func `a duration has the unit that leaves one to three digits`(nanoseconds: Int64, text: String) {
        #expect(Quantity.duration(nanoseconds: nanoseconds) == text)
    }

    @Test(
        arguments: [
            (0, "0"), (499, "0"), (500, "1"), (-499, "0"), (-500, "-1"), (1_234_567_890, "1,234,568"),
            (.max, "9,223,372,036,854,776"), (.min, "-9,223,372,036,854,776"),
        ] as [(Int64, String)]
    )
    func `microseconds are rounded to the nearest`(nanoseconds: Int64, text: String) {
        #expect(Quantity.microseconds(nanoseconds: nanoseconds) == text)
    }

    @Test(
        arguments: [(5, 2, "0.05"), (123, 2, "1.23"), (-5, 3, "-0.005"), (.min, 1, "-922337203685477580.8")]
            as [(Int64, Int, String)]
    )
    func `a fixed point stands before the last digits`(value: Int64, digits: Int, text: String) {
        #expect(Quantity.fixed(value, digits: digits) == text)
    }

    @Test(
        arguments: [
            ([], ""), ([5], "5"), ([1_448, 1_448, 1_040], "2 × 1,448 + 1,040"), ([1, 2, 1], "1 + 2 + 1"),
            ([1, 2, 3, 4], "1 + 2 + 3 + …"), ([1, 2, 3, 3, 3], "1 + 2 + 3 × 3"),
            ([1, 2, 3, 3, 4], "1 + 2 + 2 × 3 + …"),
        ] as [([Int64], String)]
    )
    func `equal neighbours among sizes are counted`(sizes: [Int64], text: String) {
        #expect(Quantity.sizes(sizes, limit: 3) == text)
    }
}
