/// Source text, as far as the rules need to understand it.
enum SwiftText {
    /// The text with its line comments and the insides of its string literals left out, line for line.
    ///
    /// Block comments and raw strings are none of the house style; code within `\(...)` counts as literal.
    static func withoutCommentsAndLiterals(_ text: String) -> String {
        var rest = text[...]
        var result = ""
        while let character = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { $0 != "\n" }
            } else if rest.hasPrefix("\"\"\"") {
                let literal = literal(at: rest, delimiter: "\"\"\"")
                result += "\"\"" + String(repeating: "\n", count: literal.count { $0 == "\n" })
                rest = rest[literal.endIndex...]
            } else if character == "\"" {
                rest = rest[literal(at: rest, delimiter: "\"").endIndex...]
                result += "\"\""
            } else {
                result.append(character)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// The literal that `text` begins with, its delimiters included.
    private static func literal(at text: Substring, delimiter: String) -> Substring {
        var rest = text.dropFirst(delimiter.count)
        var interpolations = 0
        while let character = rest.first {
            if rest.hasPrefix("\\(") {
                interpolations += 1
                rest = rest.dropFirst(2)
            } else if character == "\\" {
                rest = rest.dropFirst(2)
            } else if interpolations > 0, character == "(" || character == ")" {
                interpolations += character == "(" ? 1 : -1
                rest = rest.dropFirst()
            } else if interpolations == 0, rest.hasPrefix(delimiter) {
                return text[..<rest.dropFirst(delimiter.count).startIndex]
            } else if interpolations > 0, character == "\"" {
                rest = rest[literal(at: rest, delimiter: "\"").endIndex...]
            } else {
                rest = rest.dropFirst()
            }
        }
        return text
    }
}
