/// Bytes as people type them: text with the escapes of C, such as `\r\n` and `\x00`, or hexadecimal digits.
package enum EscapedText {
    private static let escapes: [Character: UInt8] = [
        "n": 10, "r": 13, "t": 9, "a": 7, "b": 8, "f": 12, "v": 11, "\\": 92, "'": 39, "\"": 34, "?": 63,
    ]

    /// Nil where an escape is none of C's, or says more than a byte.
    package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = Substring(text)
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

    /// `0d0a`: two digits a byte; nil for anything else.
    package static func bytes(hexadecimal digits: some StringProtocol) -> [UInt8]? {
        guard digits.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var rest = Substring(digits)
        while !rest.isEmpty {
            guard rest.prefix(2).allSatisfy({ $0.isASCII && $0.isHexDigit }),
                let byte = UInt8(rest.prefix(2), radix: 16)
            else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
