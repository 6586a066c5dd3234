import TestSupport

/// A Swift file of the tool.
struct SourceFile {
    /// From the root on: `Sources/Wire/Packet.swift`.
    let path: String
    let lines: [String]
    /// The lines without comments and without what stands in string literals.
    let code: [String]

    var target: String { String(path.split(separator: "/")[1]) }

    init(_ path: String) throws {
        self.path = path
        let text = try Repository.text(path)
        lines = Self.lines(of: text)
        code = Self.lines(of: SwiftText.withoutCommentsAndLiterals(text))
    }

    /// Every Swift file below Sources/.
    static func all() throws -> [SourceFile] {
        try Repository.files(in: "Sources", suffix: ".swift").map(SourceFile.init)
    }

    /// The modules that the file imports.
    var imports: Set<String> {
        // With an access level or an attribute before it, and the kind of a single declaration behind it.
        let pattern =
            /^(?:@?\w+\s+)*?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(?<module>\w+)/
        return Set(code.compactMap { $0.firstMatch(of: pattern).map { String($0.module) } })
    }

    /// The places, as `path:line`, whose code matches.
    func places(of pattern: some RegexComponent) -> [String] {
        Self.places(in: code, path, pattern)
    }

    /// The places, as `path:line`, whose text matches, comments and literals included.
    func placesInText(of pattern: some RegexComponent) -> [String] {
        Self.places(in: lines, path, pattern)
    }

    private static func places(in lines: [String], _ path: String, _ pattern: some RegexComponent) -> [String] {
        lines.indices.filter { lines[$0].contains(pattern) }.map { "\(path):\($0 + 1)" }
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // What stands behind the last newline is no line.
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
