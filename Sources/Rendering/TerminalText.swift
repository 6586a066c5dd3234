/// The last step before a terminal: the marks of `Style` become escape sequences, and nothing else does.
///
/// Whatever a name, a packet or a peer brings into a line reaches a terminal through here only, escaped if it had not been
/// before.
package enum TerminalText {
    /// Noncharacters, which no text has: `Style` puts them around what stands in a tone.
    private static let marks: ClosedRange<UInt32> = 0xfdd0...0xfdef
    /// SGR parameters (ECMA-48 §8.3.117) by their mark's place.
    private static let parameters = ["0", "1", "2", "36", "33", "35", "32", "34", "31"]

    static let reset = mark("0")

    /// The mark of an SGR parameter.
    static func mark(_ parameter: String) -> String {
        let place = parameters.firstIndex(of: parameter) ?? 0
        return Unicode.Scalar(marks.lowerBound + UInt32(place)).map { String($0) } ?? ""
    }

    /// `text` as a terminal may have it, in UTF-8: lines, tabs, marks as escape sequences, and all else visible.
    package static func bytes(_ text: [UInt8]) -> [UInt8] {
        text.allSatisfy(isPlain) ? text : encoded(text)
    }

    /// One line as a terminal may have it, without its end: a newline inside is escaped too.
    package static func line(_ text: String) -> [UInt8] {
        let bytes = bytes(Array(text.utf8))
        guard bytes.contains(10) else { return bytes }
        return Array(bytes.split(separator: 10, omittingEmptySubsequences: false).joined(separator: "\\n".utf8))
    }

    /// Lines with their ends, for text that `bytes` will be asked about: none becomes two by a newline inside.
    package static func joined(_ lines: [String]) -> [UInt8] {
        lines.flatMap { line in
            Array((line.utf8.contains(10) ? line.replacing("\n", with: "\\n") : line).utf8) + [UInt8(ascii: "\n")]
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool { 0x20...0x7e ~= byte || byte == 9 || byte == 10 }

    private static func encoded(_ text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            let plain = text[position...].prefix(while: isPlain)
            bytes += plain
            position = plain.endIndex
            guard position < text.count else { break }
            position += append(text[position..<min(text.count, position + 4)], to: &bytes)
        }
        return bytes
    }

    /// Appends what stands for the character that `text` begins with; returns how many bytes that is of.
    private static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Int {
        var parser = UTF8.ForwardParser()
        var iterator = text.makeIterator()
        switch parser.parseScalar(from: &iterator) {
        case .valid(let encoded):
            let scalar = UTF8.decode(encoded)
            if marks.contains(scalar.value) {
                let place = Int(scalar.value - marks.lowerBound)
                bytes += "\u{1b}[\(place < parameters.count ? parameters[place] : "0")m".utf8
            } else {
                bytes += VisibleText.escaped(scalar).utf8
            }
            return encoded.count
        case .error(let length):
            bytes += VisibleText.escaped(text.prefix(length)).utf8
            return length
        case .emptyInput: return text.count
        }
    }
}

/// What moves the cursor, where a line or some lines are to be written anew.
package enum TerminalControl {
    /// To the line's start (CR), and away with what stands there (EL of ECMA-48 §8.3.41).
    package static let eraseLine = "\r\u{1b}[K"

    /// Up so many lines, and away with what stands there and below (CPL and ED of ECMA-48 §8.3.13 and §8.3.39).
    package static func erase(lines: Int) -> String {
        lines > 0 ? "\u{1b}[\(lines)F\u{1b}[J" : ""
    }
}
