/// Text from outside made fit for a terminal.
package enum VisibleText {
    /// `bytes` as UTF-8 in which whatever a terminal could act on, or could not show, stands escaped (`\n`, `\x1b`, `\u{202e}`).
    package static func escaped(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var text = ""
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                position += encoded.count
                text += escaped(UTF8.decode(encoded))
            case .error(let length):
                for byte in bytes[position..<position + length] { text += "\\x" + hexadecimal(byte) }
                position += length
            case .emptyInput:
                return text
            }
        }
    }

    /// `text` with control characters and invisible ones escaped.
    package static func escaped(_ text: String) -> String {
        // Most text is plain, and needs no look at the properties of its characters.
        if text.utf8.allSatisfy({ 0x20...0x7e ~= $0 && $0 != UInt8(ascii: "\\") }) { return text }
        return text.unicodeScalars.allSatisfy { isVisible($0) && $0 != "\\" } ? text : escaped(Array(text.utf8))
    }

    /// How many bytes at the end begin a character whose other bytes are yet to come: 0 to 3.
    package static func incompleteSuffix(_ bytes: some BidirectionalCollection<UInt8>) -> Int {
        for (index, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xc0 != 0x80 {
            let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
            return length > index + 1 ? index + 1 : 0
        }
        return 0
    }

    static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where isVisible(scalar): String(scalar)
        case _ where scalar.isASCII: "\\x" + hexadecimal(UInt8(scalar.value))
        default: "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }

    /// Whether a terminal shows the character where it stands and does nothing else.
    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
