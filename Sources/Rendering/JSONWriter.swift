/// Writes JSON (RFC 8259) front to back: keys in the order in which they are given, an unknown as an explicit null.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    /// The next value or key is the first of its object or array.
    private var isFirst = true

    package init() {}

    /// The text so far, and an empty writer again.
    package mutating func take() -> [UInt8] {
        defer { self = JSONWriter() }
        return bytes
    }

    /// An event of NDJSON: an object on a line of its own.
    package static func line(_ event: String, _ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("event", event)
            members(&$0)
        }
        json.newline()
        return json.bytes
    }

    package mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }

    // MARK: Values

    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        nest("{", "}", members)
    }

    package mutating func array<Element>(
        _ elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        nest("[", "]") { json in
            for element in elements {
                json.separate()
                write(&json, element)
            }
        }
    }

    package mutating func value(_ value: (some BinaryInteger)?) {
        raw(value.map { "\($0)" } ?? "null")
    }

    package mutating func value(_ value: Bool) {
        raw(value ? "true" : "false")
    }

    package mutating func value(_ value: String?) {
        guard let value else { return raw("null") }
        bytes.append(UInt8(ascii: "\""))
        if value.utf8.allSatisfy({ $0 < 0x80 }) {
            for byte in value.utf8 { escape(byte) }
        } else {
            for scalar in value.unicodeScalars { escape(scalar) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A number with three digits after the point, or null where it is none.
    package mutating func value(_ value: Double?) {
        guard let value, value.isFinite else { return raw("null") }
        let thousandfold = value * 1000
        raw(thousandfold.isFinite ? "\(thousandfold.rounded() / 1000)" : "\(value)")
    }

    /// The shortest text that reads back as the same number, or null where it is none.
    package mutating func value(exactly value: (some BinaryFloatingPoint & LosslessStringConvertible)?) {
        guard let value, value.isFinite else { return raw("null") }
        raw("\(value)")
    }

    // MARK: Members of an object

    package mutating func member(_ key: String, _ value: (some BinaryInteger)?) {
        name(key)
        self.value(value)
    }

    package mutating func member(_ key: String, _ value: Bool) {
        name(key)
        self.value(value)
    }

    package mutating func member(_ key: String, _ value: String?) {
        name(key)
        self.value(value)
    }

    package mutating func member(_ key: String, _ value: Double?) {
        name(key)
        self.value(value)
    }

    package mutating func member(
        _ key: String,
        exactly value: (some BinaryFloatingPoint & LosslessStringConvertible)?
    ) {
        name(key)
        self.value(exactly: value)
    }

    /// A member whose value `write` writes.
    package mutating func member(_ key: String, _ write: (inout JSONWriter) -> Void) {
        name(key)
        write(&self)
    }

    package mutating func member<Element>(
        _ key: String,
        array elements: some Sequence<Element>,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        name(key)
        array(elements, write)
    }

    package mutating func member(_ key: String, strings: some Sequence<String>) {
        member(key, array: strings) { $0.value($1) }
    }

    /// A member whose value is not known.
    package mutating func unknown(_ key: String) {
        name(key)
        raw("null")
    }

    // MARK: -

    private mutating func name(_ key: String) {
        separate()
        value(key)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func nest(_ opening: String, _ closing: String, _ body: (inout JSONWriter) -> Void) {
        raw(opening)
        isFirst = true
        body(&self)
        raw(closing)
        isFirst = false
    }

    private mutating func raw(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// What a terminal would act on, or would not show, is legal JSON, and escaped all the same.
    private mutating func escape(_ scalar: Unicode.Scalar) {
        if scalar.isASCII { return escape(UInt8(scalar.value)) }
        if VisibleText.isVisible(scalar) {
            bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        } else {
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                raw("\\u" + hexadecimal(UInt8(unit >> 8)) + hexadecimal(UInt8(unit & 0xff)))
            }
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case UInt8(ascii: "\n"): raw("\\n")
        case UInt8(ascii: "\t"): raw("\\t")
        case UInt8(ascii: "\r"): raw("\\r")
        case 0..<0x20, 0x7f: raw("\\u00" + hexadecimal(byte))
        default: bytes.append(byte)
        }
    }
}

/// Two lower-case hexadecimal digits.
package func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
}
