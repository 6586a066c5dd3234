internal import ArgumentParser
internal import Rendering
internal import Streams

/// A delimiter as it is typed: text with the escapes of C, bytes as `0x0d0a`, a length, or `utf-8` for characters.
enum DelimiterText {
    /// A unit may be as long as what is held of a stream, and the text that ends it is short.
    private static let lengths = 1...1 << 30
    private static let longestText = 256

    private static let escapes: [Character: UInt8] = [
        "n": 10, "r": 13, "t": 9, "a": 7, "b": 8, "f": 12, "v": 11, "\\": 92, "'": 39, "\"": 34, "?": 63,
    ]

    static func parse(_ text: String) throws -> Delimiter {
        if ["utf-8", "utf8"].contains(text.lowercased()) { return .characters }
        if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return .length(try Value.count(text, in: lengths))
        }
        guard Value.isWhole(text) else {
            throw ValidationError("'\(text)' is not valid UTF-8: bytes are written \\xff")
        }
        let isHex = text.hasPrefix("0x") || text.hasPrefix("0X")
        guard let bytes = isHex ? Value.bytes(hexadecimal: text.dropFirst(2)) : unescaped(text), !bytes.isEmpty,
            bytes.count <= longestText
        else {
            throw ValidationError(
                "'\(text)' is no delimiter: \\n, 0x0d0a, a length or utf-8, of at most \(longestText) bytes"
            )
        }
        return .bytes(bytes)
    }

    /// Nil where an escape is none of C's, or says more than a byte.
    private static func unescaped(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let character = rest.popFirst() {
            guard character == "\\" else {
                bytes += character.utf8
                continue
            }
            guard let next = rest.first else { return nil }
            if next == "x" {
                rest.removeFirst()
                let digits = rest.prefix(2).prefix { $0.isASCII && $0.isHexDigit }
                guard let byte = UInt8(digits, radix: 16) else { return nil }
                bytes.append(byte)
                rest = rest.dropFirst(digits.count)
            } else if let byte = escapes[next] {
                bytes.append(byte)
                rest.removeFirst()
            } else {
                let digits = rest.prefix(3).prefix { ("0"..."7").contains($0) }
                guard let byte = UInt8(digits, radix: 8) else { return nil }
                bytes.append(byte)
                rest = rest.dropFirst(digits.count)
            }
        }
        return bytes
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
