import Streams
import Testing

@testable import NetlabCLI

@Suite struct DelimiterTextTests {
    @Test(arguments: [
        (#"\n"#, Delimiter.bytes([10])), (#"\r\n"#, .bytes([13, 10])), ("0x0d0a", .bytes([13, 10])),
        (#"\x0d\x0a"#, .bytes([13, 10])), (#"\0"#, .bytes([0])), (#"\012a"#, .bytes([10, 97])),
        ("--", .bytes([45, 45])),
        (#"\\"#, .bytes([92])), (#"\xag"#, .bytes([10, 103])), ("é", .bytes([0xc3, 0xa9])), ("7", .length(7)),
        (#"\x37"#, .bytes([0x37])), ("utf-8", .characters), ("UTF-8", .characters), ("\n", .bytes([10])),
    ])
    func `a delimiter is text, bytes, a length or a character set`(text: String, delimiter: Delimiter) throws {
        #expect(try DelimiterText.parse(text) == delimiter)
    }

    @Test(arguments: ["", "0", "0x", "0x1", "0xzz", #"\"#, #"\q"#, #"\x"#, #"\400"#, #"\9"#, "99999999999", "\u{fffd}"])
    func `what is none is refused`(text: String) {
        #expect(throws: (any Error).self) { try DelimiterText.parse(text) }
    }
}
