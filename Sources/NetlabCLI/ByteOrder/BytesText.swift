internal import ArgumentParser
internal import Rendering
internal import Wire

/// Bytes as they are typed or pasted: `00:50`, `0050`, `00 50`, `\x00\x50`, `0x0050`.
enum BytesText {
    /// The number whose bytes these are in network byte order.
    static func parse(_ text: String, _ width: Word.Width?) throws(ValidationError) -> Word {
        guard let bytes = bytes(text), !bytes.isEmpty else {
            throw ValidationError("'\(text)' is not bytes of two hexadecimal digits each, such as 00:50 or 0050")
        }
        guard let word = Word(bytes.span, .bigEndian), width == nil || word.width == width else {
            let value = width.map { "a value of \($0.rawValue) bits has \($0.bytes)" } ?? "a value has 1, 2, 4, 8 or 16"
            throw ValidationError("'\(text)' has \(Quantity.counted(bytes.count, "byte")); \(value)")
        }
        return word
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        for separator in [#"\x"#, ":", "-", " "] where text.contains(separator) {
            var parts = text.split(separator: separator, omittingEmptySubsequences: separator == " ")[...]
            if separator == #"\x"# { guard parts.popFirst()?.isEmpty == true else { return nil } }
            return parts.allSatisfy { $0.count == 2 } ? EscapedText.bytes(hexadecimal: parts.joined()[...]) : nil
        }
        return EscapedText.bytes(hexadecimal: text.lowercased().hasPrefix("0x") ? text.dropFirst(2) : text[...])
    }
}
