/// Writes comma-separated values (RFC 4180), a record on a line that ends with LF.
///
/// Text is escaped as on a terminal, so that no record has more than one line; where it begins with `=`, `+`, `-` or `@`, which a
/// spreadsheet takes for a formula, an apostrophe stands before it.
package struct CSVWriter {
    package private(set) var bytes: [UInt8] = []
    private var isFirst = true

    package init() {}

    /// Text that may come from anywhere; nil is an empty cell.
    package mutating func text(_ value: String?) {
        let value = value.map { VisibleText.escaped($0) } ?? ""
        let guarded = value.first.map { "=+-@".contains($0) } ?? false ? "'" + value : value
        let needsQuotes =
            guarded.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
            || guarded.hasPrefix(" ") || guarded.hasSuffix(" ")
        guard needsQuotes else { return cell(guarded) }
        var quoted = "\""
        for character in guarded.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        cell(quoted + "\"")
    }

    /// A number, which is no formula; nil is an empty cell.
    package mutating func number(_ value: (some BinaryInteger)?) {
        cell(value.map { "\($0)" } ?? "")
    }

    package mutating func flag(_ value: Bool) {
        cell(value ? "true" : "false")
    }

    package mutating func endRecord() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }

    private mutating func cell(_ text: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes += text.utf8
    }
}
