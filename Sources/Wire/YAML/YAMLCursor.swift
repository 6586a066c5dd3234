/// A place in the bytes of a text, which knows its line.
struct YAMLCursor {
    private let bytes: [UInt8]
    private(set) var offset = 0
    private(set) var lineStart = 0
    private var line = 1
    private var column = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A byte order mark belongs to no line.
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { (offset, lineStart) = (3, 3) }
    }

    var isAtEnd: Bool { offset >= bytes.count }
    /// 0 at the end, which no YAML text has.
    var byte: UInt8 { self[0] }
    /// Bytes from the line's start.
    var indent: Int { offset - lineStart }
    var isAtLineEnd: Bool { isAtEnd || byte == 10 || byte == 13 }

    subscript(ahead: Int) -> UInt8 {
        let place = offset + ahead
        return bytes.indices.contains(place) ? bytes[place] : 0
    }

    var mark: YAMLNode.Mark { YAMLNode.Mark(line: line, column: column) }

    /// Whether `text` stands here, and behind it the end of a word.
    func isAt(_ text: String) -> Bool {
        for (index, expected) in text.utf8.enumerated() where self[index] != expected { return false }
        return Self.isSpace(self[text.utf8.count])
    }

    mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where offset < bytes.count {
            let isLineEnd = byte == 10 || byte == 13 && self[1] != 10
            offset += 1
            // A character of several bytes is counted with the first of them behind it.
            if isLineEnd {
                (line, column, lineStart) = (line + 1, 1, offset)
            } else if byte & 0xc0 != 0x80 {
                column += 1
            }
        }
    }

    /// The bytes from `start` up to here.
    func slice(from start: Int) -> ArraySlice<UInt8> { bytes[start..<offset] }

    /// Spaces and tabs.
    mutating func skipBlanks() {
        while byte == 0x20 || byte == 9 { advance() }
    }

    mutating func skipLine() {
        while !isAtLineEnd { advance() }
    }

    /// Blanks, comments and line ends, up to the next thing that means something.
    ///
    /// - Returns: The first tab in front of what comes on a line of its own.
    mutating func skipToContent() -> YAMLNode.Mark? {
        var tab: YAMLNode.Mark?
        while true {
            let isLineStart = indent == 0
            if isLineStart { tab = nil }
            let start = offset
            while byte == 0x20 || byte == 9 {
                if byte == 9, isLineStart { tab = tab ?? mark }
                advance()
            }
            if byte == UInt8(ascii: "#"), offset > start || isLineStart || offset == 0 { skipLine() }
            guard !isAtEnd, isAtLineEnd else { return isAtEnd ? nil : tab }
            advance()
        }
    }

    /// A blank, a line's end or the text's end.
    static func isSpace(_ byte: UInt8) -> Bool { [0, 9, 10, 13, 0x20].contains(byte) }
}
