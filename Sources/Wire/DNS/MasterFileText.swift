/// Bytes in the text of master files, as dig prints them; always printable ASCII.
enum MasterFileText {
    /// What has a meaning of its own outside quotes (RFC 1035 section 5.1).
    private static let special = Set(#""$().;@\"#.utf8)

    /// Whether a byte of a label stands for itself, whatever is around it: letters, digits, `-` and `_`.
    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// How many characters of a long text stand together.
    private static let groupLength = 56

    /// A label, or another word without quotes.
    static func escaped(_ bytes: some Sequence<UInt8>) -> String {
        text(of: bytes, from: 0x21, escaping: special)
    }

    /// A character string in quotes.
    static func quoted(_ bytes: some Sequence<UInt8>) -> String {
        "\"" + quotedContent(bytes) + "\""
    }

    /// What stands between quotes; `first` is the first character that need not be written as a number.
    static func quotedContent(_ bytes: some Sequence<UInt8>, from first: UInt8 = 0x20) -> String {
        text(of: bytes, from: first, escaping: Set(#""\"#.utf8))
    }

    /// Pairs of digits in groups.
    static func hexadecimalInGroups(_ bytes: [UInt8]) -> String {
        grouped(hexadecimalDigits(bytes))
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(decoding: hexadecimalDigits(bytes), as: UTF8.self)
    }

    /// RFC 4648 section 4, in groups.
    static func base64InGroups(_ bytes: [UInt8]) -> String {
        grouped(base64Digits(bytes))
    }

    static func base64(_ bytes: [UInt8]) -> String {
        String(decoding: base64Digits(bytes), as: UTF8.self)
    }

    /// RFC 4648 section 7, without padding.
    static func base32(_ bytes: [UInt8]) -> String {
        var text = ""
        var bits = 0
        var count = 0
        for byte in bytes + (bytes.count.isMultiple(of: 5) ? [] : [0]) {
            bits = (bits << 8 | Int(byte)) & 0xfff
            count += 8
            while count >= 5 {
                count -= 5
                text += String(bits >> count & 0x1f, radix: 32, uppercase: true)
            }
        }
        return String(text.prefix((8 * bytes.count + 4) / 5))
    }

    private static func text(of bytes: some Sequence<UInt8>, from first: UInt8, escaping: Set<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            if byte < first || byte > 0x7e {
                text += "\\"
                text.append(byte, width: 3)
            } else {
                if escaping.contains(byte) { text += "\\" }
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return text
    }

    private static func hexadecimalDigits(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { [digit($0 >> 4), digit($0 & 0xf)] }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    private static func grouped(_ characters: [UInt8]) -> String {
        stride(from: 0, to: characters.count, by: groupLength)
            .map { String(decoding: characters[$0..<min($0 + groupLength, characters.count)], as: UTF8.self) }
            .joined(separator: " ")
    }

    private static func base64Digits(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var digits: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            let count = group.count + 1
            digits += (0..<count).map { alphabet[bits >> (18 - 6 * $0) & 63] }
            digits += [UInt8](repeating: UInt8(ascii: "="), count: 4 - count)
        }
        return digits
    }
}
