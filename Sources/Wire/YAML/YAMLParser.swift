/// Reads one YAML document: block and flow collections, plain, quoted, literal and folded scalars, comments.
///
/// That is what settings are written in, and all of JSON. Anchors, aliases, tags, directives, keys that are no scalars, and a second
/// document are refused by name, at their place.
package struct YAMLParser {
    /// Deeper than anybody nests, and far from where the stack ends.
    private static let deepest = 64

    var cursor: YAMLCursor
    private var depth = 0

    /// - Throws: with the place of what is wrong; the work is linear in the size of `bytes`.
    package static func parse(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode {
        var parser = YAMLParser(cursor: YAMLCursor(bytes))
        guard String(validating: bytes, as: UTF8.self) != nil else { throw parser.fault("it is not UTF-8") }
        return try parser.document()
    }

    private init(cursor: YAMLCursor) {
        self.cursor = cursor
    }

    func fault(_ reason: String) -> YAMLError { YAMLError(cursor.mark, reason) }

    private mutating func document() throws(YAMLError) -> YAMLNode {
        try skip()
        if cursor.byte == UInt8(ascii: "%"), cursor.indent == 0 { throw fault("directives are not read") }
        if cursor.indent == 0, cursor.isAt("---") {
            cursor.advance(3)
            try skip()
        }
        let node = try block(in: -1)
        try skip()
        if cursor.indent == 0, cursor.isAt("...") {
            cursor.advance(3)
            try skip()
        }
        if isAtMarker { throw fault("a second document is not read") }
        guard cursor.isAtEnd else { throw fault("this belongs to nothing before it: is it indented as it should be?") }
        return node
    }

    /// At `---` or `...` at the start of a line.
    private var isAtMarker: Bool { cursor.indent == 0 && (cursor.isAt("---") || cursor.isAt("...")) }

    private mutating func skip() throws(YAMLError) {
        if let tab = cursor.skipToContent() {
            throw YAMLError(tab, "a tab indents this line: YAML indents with spaces")
        }
    }

    mutating func deeper(
        _ body: (inout YAMLParser) throws(YAMLError) -> YAMLNode.Content
    ) throws(YAMLError) -> YAMLNode {
        guard depth < Self.deepest else { throw fault("more than \(Self.deepest) collections in each other") }
        depth += 1
        let mark = cursor.mark
        let content = try body(&self)
        depth -= 1
        return YAMLNode(mark: mark, content: content)
    }

    // MARK: Block collections

    /// What stands here, indented deeper than `parent`; nothing where the next line is not.
    private mutating func block(in parent: Int) throws(YAMLError) -> YAMLNode {
        guard !cursor.isAtEnd, cursor.indent > parent, !isAtMarker else {
            return YAMLNode(mark: cursor.mark, content: .scalar("", isPlain: true))
        }
        if cursor.isAt("-") { return try sequence() }
        let (start, indent) = (cursor, cursor.indent)
        if cursor.isAt("?") { throw fault("a key that is no scalar is not read") }
        if try isKey() {
            cursor = start
            return try mapping(at: indent)
        }
        cursor = start
        return try value(in: parent)
    }

    /// Whether a scalar and a colon stand here, on one line; leaves the cursor anywhere.
    private mutating func isKey() throws(YAMLError) -> Bool {
        switch cursor.byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: ">"): return false
        default: break
        }
        let line = cursor.lineStart
        _ = try scalar(inFlow: false, in: .max)
        guard cursor.lineStart == line else { return false }
        cursor.skipBlanks()
        return cursor.isAt(":")
    }

    private mutating func sequence() throws(YAMLError) -> YAMLNode {
        let indent = cursor.indent
        return try deeper { parser throws(YAMLError) in
            var items: [YAMLNode] = []
            while !parser.cursor.isAtEnd, parser.cursor.indent == indent, parser.cursor.isAt("-"), !parser.isAtMarker {
                parser.cursor.advance()
                try parser.skip()
                items.append(try parser.block(in: indent))
                try parser.skip()
            }
            try parser.checkEnd(of: indent)
            return .sequence(items)
        }
    }

    private mutating func mapping(at indent: Int) throws(YAMLError) -> YAMLNode {
        try deeper { parser throws(YAMLError) in
            var entries: [YAMLNode.Entry] = []
            var keys: Set<String> = []
            while !parser.cursor.isAtEnd, parser.cursor.indent == indent, !parser.isAtMarker {
                let mark = parser.cursor.mark
                if parser.cursor.isAt("-") { throw parser.fault("a list's item stands among keys") }
                guard try parser.isKeyHere() else { throw YAMLError(mark, "'key: value' has to stand here") }
                let key = try parser.key(inFlow: false, &keys)
                let line = mark.line
                parser.cursor.advance()
                parser.cursor.skipBlanks()
                let start = parser.cursor
                try parser.skip()
                let value: YAMLNode
                if parser.cursor.mark.line == line {
                    if parser.cursor.isAt("-") { throw parser.fault("a list begins on a line of its own") }
                    value = try parser.value(in: indent)
                } else if parser.cursor.indent == indent, parser.cursor.isAt("-"), !parser.isAtMarker {
                    // A list may be indented as its key is.
                    value = try parser.sequence()
                } else if !parser.cursor.isAtEnd, parser.cursor.indent > indent {
                    value = try parser.block(in: indent)
                } else {
                    value = YAMLNode(mark: start.mark, content: .scalar("", isPlain: true))
                }
                entries.append(YAMLNode.Entry(key: key, mark: mark, value: value))
                try parser.skip()
            }
            try parser.checkEnd(of: indent)
            return .mapping(entries)
        }
    }

    private mutating func isKeyHere() throws(YAMLError) -> Bool {
        let start = cursor
        defer { cursor = start }
        return try isKey()
    }

    /// What comes behind a collection is indented less.
    private func checkEnd(of indent: Int) throws(YAMLError) {
        if !cursor.isAtEnd, cursor.indent > indent { throw fault("this is indented more than what it stands beside") }
    }

    /// Reads a key up to its colon.
    mutating func key(inFlow: Bool, _ keys: inout Set<String>) throws(YAMLError) -> String {
        let mark = cursor.mark
        guard case .scalar(let key, _) = try scalar(inFlow: inFlow, in: .max) else { return "" }
        if inFlow { try skipInFlow() } else { cursor.skipBlanks() }
        guard keys.insert(key).inserted else { throw YAMLError(mark, "the key '\(key)' is there twice") }
        return key
    }

    // MARK: Values

    /// A flow collection or a scalar, which ends its line.
    private mutating func value(in parent: Int) throws(YAMLError) -> YAMLNode {
        let mark = cursor.mark
        let node: YAMLNode
        switch cursor.byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): node = try flow()
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return YAMLNode(mark: mark, content: .scalar(try blockScalar(in: parent), isPlain: false))
        default: node = YAMLNode(mark: mark, content: try scalar(inFlow: false, in: parent))
        }
        let end = cursor
        cursor.skipBlanks()
        if cursor.isAtLineEnd || cursor.byte == UInt8(ascii: "#") && cursor.offset > end.offset { return node }
        let isPair = cursor.byte == UInt8(ascii: ":")
        throw fault(isPair ? "a second ': ' on a line; quote text that has one" : "this stands behind a whole value")
    }

    func refuse() throws(YAMLError) {
        switch cursor.byte {
        case UInt8(ascii: "&"), UInt8(ascii: "*"):
            throw fault("anchors and aliases are not read; quote text that begins so")
        case UInt8(ascii: "!"): throw fault("tags are not read; quote text that begins so")
        case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: ","), UInt8(ascii: "]"),
            UInt8(ascii: "}"):
            throw fault("text that begins so has to be quoted")
        default: return
        }
    }
}
