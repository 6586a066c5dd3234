import Rendering
import TestSupport
import Testing

@Suite struct VisibleTextTests {
    @Test(arguments: ["é", "日", "😀", "a"])
    func `of a character that is cut the front waits`(character: String) {
        let bytes = Array(character.utf8)
        for count in 0..<bytes.count {
            #expect(VisibleText.incompleteSuffix(Array("xyz".utf8) + bytes.prefix(count)) == count)
        }
        #expect(VisibleText.incompleteSuffix(bytes) == 0)
        #expect(VisibleText.incompleteSuffix([0x80, 0x80, 0x80, 0x80]) == 0)
    }

    @Test func `every control character is escaped`() {
        for value in Array(0...0x1f) + [0x7f] as [UInt8] {
            let digits = String(value, radix: 16)
            let expected = [0x0a: "\\n", 0x0d: "\\r", 0x09: "\\t"][value] ?? "\\x" + (value < 16 ? "0" : "") + digits
            #expect(VisibleText.escaped([value]) == expected)
            #expect(VisibleText.escaped(String(UnicodeScalar(value))) == expected)
        }
        for value in 0x80...0x9f as ClosedRange<UInt8> {
            let expected = "\\u{" + String(value, radix: 16) + "}"
            #expect(VisibleText.escaped([0xc2, value]) == expected)
            #expect(VisibleText.escaped(String(UnicodeScalar(value))) == expected)
        }
    }

    @Test(arguments: Array(0x202a...0x202e) + Array(0x2066...0x2069) + [0x200e, 0x200f, 0x61c, 0xfeff, 0x2028, 0x2029])
    func `what turns, joins or hides text is escaped`(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(VisibleText.escaped("a\(Character(scalar))") == "a\\u{" + String(value, radix: 16) + "}")
    }

    @Test(arguments: ["plain", "naïve", "日本語", "😀", "a b", "", "'\"<>&", "e\u{301}"])
    func `text that a terminal only shows is left alone`(text: String) {
        #expect(VisibleText.escaped(text) == text)
        #expect(VisibleText.escaped(Array(text.utf8)) == text)
    }

    @Test(arguments: ["\\", "\\x1b", "a\\", "\\\u{301}", "\\\u{200d}"])
    func `a backslash is doubled, so that no text looks like an escape`(text: String) {
        #expect(VisibleText.escaped(text).unicodeScalars.prefix { $0 != "x" }.count { $0 == "\\" } >= 2)
        #expect(VisibleText.escaped(text) == VisibleText.escaped(Array(text.utf8)))
    }

    @Test(
        arguments: [
            // Overlong forms, surrogates, beyond the last character, lone and missing continuation bytes.
            ([0xc0, 0x80], #"\xc0\x80"#), ([0xc1, 0xbf], #"\xc1\xbf"#), ([0xe0, 0x80, 0x9b], #"\xe0\x80\x9b"#),
            ([0xf0, 0x80, 0x80, 0x9b], #"\xf0\x80\x80\x9b"#), ([0xed, 0xa0, 0x80], #"\xed\xa0\x80"#),
            ([0xf4, 0x90, 0x80, 0x80], #"\xf4\x90\x80\x80"#), ([0xff, 0xfe], #"\xff\xfe"#), ([0x80], #"\x80"#),
            ([0x9b, 0x6d], #"\x9bm"#), ([0xe2, 0x82], #"\xe2\x82"#), ([0xe2, 0x41], #"\xe2A"#),
            ([0xe2, 0x82, 0x41, 0x42], #"\xe2\x82AB"#), ([0xf0, 0x9f, 0x98, 0x0a], #"\xf0\x9f\x98\n"#),
            ([0xc3, 0xc3, 0xa9], #"\xc3é"#), ([0xe2, 0xe2, 0x82, 0xac], #"\xe2€"#),
        ] as [([UInt8], String)]
    )
    func `bytes that are no UTF-8 are shown one by one`(bytes: [UInt8], text: String) {
        #expect(VisibleText.escaped(bytes) == text)
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `any bytes become text without a byte that a terminal acts on, and can be had back`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let alphabet: [UInt8] = [
            0x00, 0x1b, 0x41, 0x5c, 0x7f, 0x80, 0x9b, 0xc2, 0xe2, 0x80, 0xae, 0xed, 0xf0, 0xff, 0x78,
        ]
        let bytes = (0..<40).map { _ in
            Bool.random(using: &generator)
                ? UInt8.random(in: 0...255, using: &generator) : alphabet.randomElement(using: &generator) ?? 0
        }
        let text = VisibleText.escaped(bytes)
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) })
        #expect(unescaped(text) == bytes)
    }

    /// The bytes that an escaped text stands for.
    private func unescaped(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let kind = rest.popFirst() else {
                bytes += Array(String(Character(scalar)).utf8)
                continue
            }
            switch kind {
            case "n": bytes.append(0x0a)
            case "r": bytes.append(0x0d)
            case "t": bytes.append(0x09)
            case "x":
                bytes.append(UInt8(String(rest.prefix(2)), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            case "u":
                let digits = String(rest.dropFirst().prefix { $0 != "}" })
                let value = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
                bytes += value.map { Array(String(Character($0)).utf8) } ?? []
                rest = rest.dropFirst(digits.count + 2)
            default: bytes += Array(String(Character(kind)).utf8)
            }
        }
        return bytes
    }
}
