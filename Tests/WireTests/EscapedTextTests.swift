import Testing
import Wire

@Suite struct EscapedTextTests {
    @Test(
        arguments: [
            ("a\\r\\n", [97, 13, 10]), ("\\x00\\xfF\\x7", [0, 255, 7]), ("\\0\\377\\\\", [0, 255, 92]),
            ("é", [0xc3, 0xa9]),
            ("", []), ("\\q", nil), ("\\x", nil), ("\\", nil), ("\\400", nil),
        ] as [(String, [UInt8]?)]
    )
    func `the escapes of C are bytes`(text: String, bytes: [UInt8]?) {
        #expect(EscapedText.bytes(text) == bytes)
    }

    @Test(
        arguments: [("0d0A", [13, 10]), ("", []), ("0", nil), ("0g", nil), ("+1", nil), ("٠٠", nil)]
            as [(String, [UInt8]?)]
    )
    func `two digits are a byte`(digits: String, bytes: [UInt8]?) {
        #expect(EscapedText.bytes(hexadecimal: digits) == bytes)
    }
}
