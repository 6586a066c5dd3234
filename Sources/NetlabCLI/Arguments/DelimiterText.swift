internal import ArgumentParser
internal import Rendering
internal import Streams
internal import Wire

/// A delimiter as it is typed: text with the escapes of C, bytes as `0x0d0a`, a length, or `utf-8` for characters.
enum DelimiterText {
    /// A unit may be as long as what is held of a stream, and the text that ends it is short.
    private static let lengths = 1...1 << 30
    private static let longestText = 256

    static func parse(_ text: String) throws -> Delimiter {
        if ["utf-8", "utf8"].contains(text.lowercased()) { return .characters }
        if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return .length(try Value.count(text, in: lengths))
        }
        guard Value.isWhole(text) else {
            throw ValidationError("'\(text)' is not valid UTF-8: bytes are written \\xff")
        }
        let isHex = text.hasPrefix("0x") || text.hasPrefix("0X")
        guard let bytes = isHex ? EscapedText.bytes(hexadecimal: text.dropFirst(2)) : EscapedText.bytes(text),
            !bytes.isEmpty,
            bytes.count <= longestText
        else {
            throw ValidationError(
                "'\(text)' is no delimiter: \\n, 0x0d0a, a length or utf-8, of at most \(longestText) bytes"
            )
        }
        return .bytes(bytes)
    }
}

extension Delimiter {
    /// What people call a unit.
    var noun: String {
        switch self {
        case .bytes([10]), .bytes([13, 10]): "line"
        case .bytes, .length: "unit"
        case .characters: "character"
        }
    }
}
