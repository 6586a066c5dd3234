/// Text from outside made fit for a terminal.
package enum VisibleText {
    /// `bytes` as UTF-8 in which whatever a terminal could act on, or could not show, stands escaped (`\n`, `\x1b`, `\u{202e}`).
    package static func escaped(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        var decoder = UTF8()
        var iterator = Replay(bytes)
        decoding: while true {
            iterator.taken.removeAll(keepingCapacity: true)
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): append(scalar, to: &text)
            case .emptyInput: break decoding
            case .error: for byte in iterator.taken { text += "\\x" + hexadecimal(byte) }
            }
        }
        return text
    }

    /// `text` with control characters and invisible ones escaped.
    package static func escaped(_ text: String) -> String {
        text.unicodeScalars.allSatisfy(isVisible) && !text.contains("\\") ? text : escaped(Array(text.utf8))
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case _ where isVisible(scalar): text.unicodeScalars.append(scalar)
        case _ where scalar.isASCII: text += "\\x" + hexadecimal(UInt8(scalar.value))
        default: text += "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }

    /// Whether a terminal shows the character where it stands and does nothing else.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    /// Remembers the bytes that a decoder took, so that those it could not decode can be shown.
    private struct Replay<Base: IteratorProtocol<UInt8>>: IteratorProtocol {
        var base: Base
        var taken: [UInt8] = []

        init<Bytes: Sequence<UInt8>>(_ bytes: Bytes) where Bytes.Iterator == Base {
            base = bytes.makeIterator()
        }

        mutating func next() -> UInt8? {
            let byte = base.next()
            if let byte { taken.append(byte) }
            return byte
        }
    }
}
