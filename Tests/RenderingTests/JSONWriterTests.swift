import FoundationEssentials
import Testing

@testable import Rendering

@Suite struct JSONWriterTests {
    private static func text(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// The value of one string written, as another parser reads it.
    private static func parsed(_ string: String) throws -> String? {
        var json = JSONWriter()
        json.array([string]) { $0.value($1) }
        return try JSONDecoder().decode([String].self, from: Data(json.bytes)).first
    }

    @Test(
        arguments: [
            ("\"", #""\"""#), ("\\", #""\\""#), ("\n\t\r", #""\n\t\r""#), ("\0", #""\u0000""#),
            ("\u{8}\u{1f}", #""\u0008\u001f""#), ("é€😀", "\"é€😀\""), ("/", "\"/\""), ("", "\"\""),
        ]
    )
    func `a string is escaped as RFC 8259 asks`(string: String, json: String) {
        #expect(Self.text { $0.value(string) } == json)
    }

    @Test func `every character of the first plane comes back from another parser`() throws {
        for value in 0...0x2fff as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let string = "a\(Character(scalar))b"
            let read = try Self.parsed(string)
            #expect(read?.unicodeScalars.elementsEqual(string.unicodeScalars) == true, "U+\(String(value, radix: 16))")
        }
    }

    @Test(
        arguments: [
            ("\u{202e}", #""\u202e""#), ("\u{2066}\u{2069}", #""\u2066\u2069""#), ("\u{200f}", #""\u200f""#),
            ("\u{9b}31m", #""\u009b31m""#), ("\u{7f}", #""\u007f""#), ("\u{2028}é", #""\u2028é""#),
            ("\u{e0001}", #""\udb40\udc01""#),
        ]
    )
    func `what a terminal would act on or not show is escaped`(string: String, json: String) throws {
        #expect(Self.text { $0.value(string) } == json)
        #expect(try Self.parsed(string) == string)
    }

    @Test func `no control character is written as it is`() {
        for value in 0..<0x20 as Range<UInt8> {
            let text = Self.text { $0.value(String(UnicodeScalar(value))) }
            #expect(text.utf8.allSatisfy { $0 >= 0x20 })
        }
    }

    @Test func `nesting and order are what was called`() {
        let text = Self.text {
            $0.object {
                $0.member("z", 1)
                $0.member("a") { $0.object { _ in } }
                $0.member("list", array: [1, 2]) { $0.value($1) }
                $0.member("none", array: [Int]()) { $0.value($1) }
                $0.member("pairs", array: [1, 2]) { json, number in json.object { $0.member("n", number) } }
                $0.member("lists", array: [[1, 2], []]) { json, row in json.array(row) { $0.value($1) } }
                $0.member("last", true)
            }
        }
        #expect(
            text == """
                {"z":1,"a":{},"list":[1,2],"none":[],"pairs":[{"n":1},{"n":2}],"lists":[[1,2],[]],"last":true}
                """
        )
    }

    @Test func `an unknown is null, of whatever type`() {
        let text = Self.text {
            $0.object {
                $0.member("a", nil as Int?)
                $0.member("b", nil as String?)
                $0.member("c", nil as Double?)
                $0.unknown("d")
            }
        }
        #expect(text == #"{"a":null,"b":null,"c":null,"d":null}"#)
    }

    @Test func `whole numbers are written whole`() {
        let text = Self.text { $0.array([Int64.min, -1, 0, .max]) { $0.value($1) } }
        #expect(text == "[-9223372036854775808,-1,0,9223372036854775807]")
        #expect(Self.text { $0.value(UInt64.max) } == "18446744073709551615")
    }

    @Test(arguments: [
        0, -0.0, 1.5, 2.0004, -7.9996, 1e15, 1e17, 1e300, 1.7e308, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ])
    func `a fraction is a number to another parser`(value: Double) throws {
        var json = JSONWriter()
        json.array([value]) { $0.value($1) }
        let read = try #require(try JSONDecoder().decode([Double].self, from: Data(json.bytes)).first)
        #expect(abs(read - value) <= max(0.0005, abs(value) * 1e-12))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what is no number is null`(value: Double) {
        #expect(Self.text { $0.value(value) } == "null")
    }

    @Test func `lines of NDJSON stand on their own`() {
        var json = JSONWriter()
        for number in 1...2 {
            json.object { $0.member("n", number) }
            json.newline()
        }
        #expect(String(decoding: json.take(), as: UTF8.self) == "{\"n\":1}\n{\"n\":2}\n")
        #expect(json.bytes.isEmpty)
        json.object { $0.member("n", 3) }
        #expect(String(decoding: json.take(), as: UTF8.self) == #"{"n":3}"#)
    }

    @Test func `a key is escaped as a value is`() {
        #expect(Self.text { json in json.object { $0.member("a\"\n", 1) } } == #"{"a\"\n":1}"#)
    }

    @Test func `a number that is written exactly reads back as the same`() throws {
        for value in [0.1, 1e-300, .leastNonzeroMagnitude, -0.0, .greatestFiniteMagnitude, .pi] as [Double] {
            let text = Self.text { $0.value(exactly: value) }
            #expect(Double(text)?.bitPattern == value.bitPattern)
            #expect(try JSONDecoder().decode([Double].self, from: Data("[\(text)]".utf8)) == [value])
        }
        #expect(Self.text { $0.value(exactly: Float(0.1)) } == "0.1")
        #expect(Self.text { $0.value(exactly: Float.infinity) } == "null")
        #expect(Self.text { $0.value(exactly: Double.nan) } == "null")
        #expect(Self.text { $0.value(exactly: Double?.none) } == "null")
    }

    @Test func `an event has a line of its own`() {
        let line = JSONWriter.line("start") { $0.member("schemaVersion", 1) }
        #expect(String(decoding: line, as: UTF8.self) == #"{"event":"start","schemaVersion":1}"# + "\n")
    }
}
