import Rendering
import Testing

@Suite struct DecimalTextTests {
    @Test(
        arguments: [
            (0, 0, "0"), (9, 0, "9"), (10, 0, "10"), (18_446_744_073_709_551_615, 0, "18446744073709551615"),
            (0, 2, "0.00"), (7, 3, "0.007"), (123, 2, "1.23"), (1_000, 3, "1.000"), (.max, 3, "18446744073709551.615"),
        ] as [(UInt64, Int, String)]
    )
    func `digits are appended, the last behind a point`(value: UInt64, fraction: Int, text: String) {
        var bytes = Array("= ".utf8)
        bytes.append(decimal: value, fraction: fraction)
        #expect(String(decoding: bytes, as: UTF8.self) == "= " + text)
    }
}
