/// Texts: plain, in quotes, and in lines of their own.
extension YAMLParser {
    /// A plain or a quoted scalar; in a block its further lines are indented deeper than `parent`, and none are read for `.max`.
    mutating func scalar(inFlow: Bool, in parent: Int) throws(YAMLError) -> YAMLNode.Content {
        switch cursor.byte {
        case UInt8(ascii: "\""): return .scalar(try doubleQuoted(), isPlain: false)
        case UInt8(ascii: "'"): return .scalar(try singleQuoted(), isPlain: false)
        default:
            try refuse()
            return .scalar(plain(inFlow: inFlow, in: parent), isPlain: true)
        }
    }

    // MARK: Plain

    private mutating func plain(inFlow: Bool, in parent: Int) -> String {
        var text = plainLine(inFlow)
        while parent != .max, !text.isEmpty {
            let end = cursor
            var breaks = 0
            cursor.skipBlanks()
            while !cursor.isAtEnd, cursor.isAtLineEnd {
                cursor.advance()
                breaks += cursor.lineStart == cursor.offset ? 1 : 0
                cursor.skipBlanks()
            }
            let isMarker = cursor.indent == 0 && (cursor.isAt("---") || cursor.isAt("..."))
            guard breaks > 0, !cursor.isAtEnd, cursor.byte != UInt8(ascii: "#"), !isMarker,
                inFlow ? !Self.endsFlow(cursor.byte) && !isColon(inFlow) : cursor.indent > parent
            else {
                cursor = end
                return text
            }
            let more = plainLine(inFlow)
            // A further key, which whoever reads the line before tells of.
            if !inFlow, isColon(inFlow) {
                cursor = end
                return text
            }
            text += breaks == 1 ? " " : String(repeating: "\n", count: breaks - 1)
            text += more
        }
        return text
    }

    /// Up to the line's end, a comment, a colon, or in brackets what ends an item; without blanks at the end.
    private mutating func plainLine(_ inFlow: Bool) -> String {
        let start = cursor.offset
        var end = cursor
        while !cursor.isAtLineEnd, !isColon(inFlow), !(inFlow && Self.endsFlow(cursor.byte)) {
            let isBlank = cursor.byte == 0x20 || cursor.byte == 9
            cursor.advance()
            if !isBlank { end = cursor }
            if isBlank, cursor.byte == UInt8(ascii: "#") { break }
        }
        cursor = end
        return String(decoding: cursor.slice(from: start), as: UTF8.self)
    }

    private func isColon(_ inFlow: Bool) -> Bool {
        cursor.byte == UInt8(ascii: ":") && (YAMLCursor.isSpace(cursor[1]) || inFlow && Self.endsFlow(cursor[1]))
    }

    private static func endsFlow(_ byte: UInt8) -> Bool { ",[]{}".utf8.contains(byte) }

    // MARK: Quoted

    private mutating func singleQuoted() throws(YAMLError) -> String {
        var bytes: [UInt8] = []
        let start = cursor.mark
        cursor.advance()
        while true {
            guard !cursor.isAtEnd else { throw YAMLError(start, "this quote is not closed") }
            if cursor.isAtLineEnd {
                fold(&bytes)
            } else if cursor.byte == UInt8(ascii: "'") {
                cursor.advance()
                guard cursor.byte == UInt8(ascii: "'") else { return String(decoding: bytes, as: UTF8.self) }
                take(&bytes)
            } else {
                take(&bytes)
            }
        }
    }

    private mutating func doubleQuoted() throws(YAMLError) -> String {
        var bytes: [UInt8] = []
        let start = cursor.mark
        cursor.advance()
        while true {
            guard !cursor.isAtEnd else { throw YAMLError(start, "this quote is not closed") }
            switch cursor.byte {
            case UInt8(ascii: "\""):
                cursor.advance()
                return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"): bytes += String(try escape()).utf8
            case 10, 13: fold(&bytes)
            default: take(&bytes)
            }
        }
    }

    private mutating func take(_ bytes: inout [UInt8]) {
        bytes.append(cursor.byte)
        cursor.advance()
    }

    /// A line's end in quotes is a space, and each empty line behind it a line's end.
    private mutating func fold(_ bytes: inout [UInt8]) {
        while bytes.last == 0x20 || bytes.last == 9 { bytes.removeLast() }
        var breaks = 0
        while !cursor.isAtEnd, cursor.isAtLineEnd {
            cursor.advance()
            breaks += cursor.lineStart == cursor.offset ? 1 : 0
            cursor.skipBlanks()
        }
        bytes += breaks == 1 ? [0x20] : [UInt8](repeating: 10, count: max(0, breaks - 1))
    }

    /// An escape of YAML 1.2 section 5.7, which has those of JSON; a pair of surrogates is one character.
    private mutating func escape() throws(YAMLError) -> Character {
        let start = cursor.mark
        cursor.advance()
        let letter = cursor.byte
        cursor.advance()
        if let length = Self.digits[letter] {
            var value = try hexadecimal(length, start)
            if length == 4, value & 0xfc00 == 0xd800, cursor.byte == UInt8(ascii: "\\"), cursor[1] == UInt8(ascii: "u")
            {
                cursor.advance(2)
                let low = try hexadecimal(4, start)
                guard low & 0xfc00 == 0xdc00 else { throw YAMLError(start, "this escape is half a character") }
                value = 0x10000 + (value & 0x3ff) << 10 + low & 0x3ff
            }
            guard let scalar = Unicode.Scalar(value) else { throw YAMLError(start, "this escape is no character") }
            return Character(scalar)
        }
        guard let character = Self.escapes[letter] else {
            throw YAMLError(start, "there is no such escape; a backslash is written twice")
        }
        return character
    }

    private mutating func hexadecimal(_ length: Int, _ start: YAMLNode.Mark) throws(YAMLError) -> UInt32 {
        let from = cursor.offset
        for _ in 0..<length where Character(Unicode.Scalar(cursor.byte)).isHexDigit { cursor.advance() }
        let text = String(decoding: cursor.slice(from: from), as: UTF8.self)
        guard text.utf8.count == length, let value = UInt32(text, radix: 16) else {
            throw YAMLError(start, "this escape has \(length) hexadecimal digits")
        }
        return value
    }

    private static let digits: [UInt8: Int] = [
        UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
    ]

    private static let escapes: [UInt8: Character] = [
        UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t",
        9: "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{b}", UInt8(ascii: "f"): "\u{c}",
        UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1b}", 0x20: " ", UInt8(ascii: "\""): "\"",
        UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{a0}",
        UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
    ]

    // MARK: Lines of their own

    /// `|` keeps the ends of its lines, `>` makes spaces of them; `-` leaves out the last, `+` keeps all that are empty.
    mutating func blockScalar(in parent: Int) throws(YAMLError) -> String {
        let isFolded = cursor.byte == UInt8(ascii: ">")
        cursor.advance()
        var chomping: UInt8 = 0
        var indent: Int?
        while !YAMLCursor.isSpace(cursor.byte) {
            switch cursor.byte {
            case UInt8(ascii: "-"), UInt8(ascii: "+"): chomping = cursor.byte
            case UInt8(ascii: "1")...UInt8(ascii: "9"): indent = max(parent, 0) + Int(cursor.byte - 0x30)
            default: throw fault("'|' and '>' have '-', '+' or a digit behind them, and then the line's end")
            }
            cursor.advance()
        }
        cursor.skipBlanks()
        if cursor.byte == UInt8(ascii: "#") { cursor.skipLine() }
        guard cursor.isAtLineEnd else { throw fault("the text begins on the next line") }
        nextLine()
        var lines: [String] = []
        var blanks = 0
        while !cursor.isAtEnd {
            let start = cursor
            while cursor.byte == 0x20, indent.map({ cursor.indent < $0 }) ?? true { cursor.advance() }
            if cursor.isAtLineEnd {
                blanks += 1
                nextLine()
                continue
            }
            let least = indent ?? cursor.indent
            guard cursor.indent >= least, least > parent, !(cursor.indent == 0 && parent >= 0) else {
                cursor = start
                break
            }
            indent = least
            lines += [String](repeating: "", count: blanks)
            blanks = 0
            let from = cursor.offset
            cursor.skipLine()
            lines.append(String(decoding: cursor.slice(from: from), as: UTF8.self))
            nextLine()
        }
        let body = isFolded ? Self.folded(lines) : lines.joined(separator: "\n")
        switch chomping {
        case UInt8(ascii: "-"): return body
        case UInt8(ascii: "+"): return body + String(repeating: "\n", count: blanks + (lines.isEmpty ? 0 : 1))
        default: return lines.isEmpty ? "" : body + "\n"
        }
    }

    /// Over one line's end.
    private mutating func nextLine() {
        if cursor.byte == 13, cursor[1] == 10 { cursor.advance() }
        cursor.advance()
    }

    /// Lines that are indented further keep their ends.
    private static func folded(_ lines: [String]) -> String {
        var text = ""
        var breaks = 0
        var wasIndented = false
        for (index, line) in lines.enumerated() {
            if line.isEmpty {
                breaks += 1
                continue
            }
            let isIndented = line.first == " " || line.first == "\t"
            if index > 0, !text.isEmpty || breaks > 0 {
                let isKept = wasIndented || isIndented
                let count = text.isEmpty ? breaks : breaks + (isKept ? 1 : 0)
                text += count == 0 ? " " : String(repeating: "\n", count: count)
            }
            text += line
            (breaks, wasIndented) = (0, isIndented)
        }
        return text
    }
}
