/// Collections between brackets, as JSON has them.
extension YAMLParser {
    mutating func flow() throws(YAMLError) -> YAMLNode {
        let isMapping = cursor.byte == UInt8(ascii: "{")
        let close = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
        return try deeper { parser throws(YAMLError) in
            let start = parser.cursor.mark
            parser.cursor.advance()
            var entries: [YAMLNode.Entry] = []
            var items: [YAMLNode] = []
            var keys: Set<String> = []
            while true {
                try parser.skipInFlow()
                if parser.cursor.isAtEnd { throw YAMLError(start, "this bracket is not closed") }
                if parser.cursor.byte == close { break }
                if isMapping { entries.append(try parser.pair(&keys)) } else { items.append(try parser.item()) }
                try parser.skipInFlow()
                if parser.cursor.byte == UInt8(ascii: ",") {
                    parser.cursor.advance()
                } else if parser.cursor.byte != close {
                    if parser.cursor.isAtEnd { throw YAMLError(start, "this bracket is not closed") }
                    throw parser.fault("a comma or '\(isMapping ? "}" : "]")' has to stand here")
                }
            }
            parser.cursor.advance()
            return isMapping ? .mapping(entries) : .sequence(items)
        }
    }

    mutating func skipInFlow() throws(YAMLError) {
        // Between brackets a tab indents nothing.
        _ = cursor.skipToContent()
        if cursor.indent == 0, cursor.isAt("---") || cursor.isAt("...") {
            throw fault("a bracket before is not closed")
        }
    }

    private mutating func item() throws(YAMLError) -> YAMLNode {
        switch cursor.byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): return try flow()
        case UInt8(ascii: ","): throw fault("nothing stands before this comma")
        default:
            let mark = cursor.mark
            return YAMLNode(mark: mark, content: try scalar(inFlow: true, in: -1))
        }
    }

    private mutating func pair(_ keys: inout Set<String>) throws(YAMLError) -> YAMLNode.Entry {
        let mark = cursor.mark
        guard ![UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":")].contains(cursor.byte) else {
            throw fault("a key has to stand here")
        }
        let key = try key(inFlow: true, &keys)
        guard cursor.byte == UInt8(ascii: ":") else { throw fault("a colon has to stand behind the key") }
        cursor.advance()
        try skipInFlow()
        if [UInt8(ascii: ","), UInt8(ascii: "}")].contains(cursor.byte) {
            let nothing = YAMLNode(mark: cursor.mark, content: .scalar("", isPlain: true))
            return YAMLNode.Entry(key: key, mark: mark, value: nothing)
        }
        return YAMLNode.Entry(key: key, mark: mark, value: try item())
    }
}
