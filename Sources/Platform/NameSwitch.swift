/// The lines of nsswitch.conf(5), which say where each database is looked up, as glibc 2.36 reads them.
package struct NameSwitch: Sendable {
    package struct Line: Sendable {
        /// From 1.
        package let number: Int
        let database: Substring
        /// What stands behind the database's name and its colon.
        package let text: Substring
    }

    private let lines: [Line]
    /// The last line, where it has no end: glibc passes over it.
    private let unended: Line?

    package static let path = "/etc/nsswitch.conf"

    /// As the file is now; a file that cannot be read has no lines.
    package static var current: NameSwitch { NameSwitch(SystemFile.text(path) ?? "") }

    package init(_ text: String) {
        var lines = text.numberedLines
        unended = lines.popLast().flatMap { $0.text.isEmpty ? nil : Line($0.number, $0.text) }
        self.lines = lines.compactMap { Line($0.number, $0.text) }
    }

    /// The line of a database: the last of several; nil where there is none, and glibc's default holds.
    package func line(of database: String) -> Line? { lines.last { $0.database == database } }

    /// The number of a line of the database that does not count, because the file ends in it.
    package func unendedLine(of database: String) -> Int? {
        unended.flatMap { $0.database == database ? $0.number : nil }
    }

    /// What is wrong with the line of a database that names no source, over which glibc 2.36 ends the process; nil for any other.
    package func emptiness(of database: String) -> String? {
        guard let line = line(of: database), line.text.isEmpty || line.text.first == "[" else { return nil }
        return "\(Self.path) line \(line.number) names no source for \(database)"
    }

    /// Throws where a call that looks in the database would end the process.
    static func check(_ database: String, _ call: String, about name: String) throws(LookupFailure) {
        if let emptiness = current.emptiness(of: database) {
            throw LookupFailure(name: name, call: call, code: .noSource(emptiness))
        }
    }
}

extension NameSwitch.Line {
    /// Nil where there is no name of a database; behind one may be white space too, such as the line's end.
    fileprivate init?(_ number: Int, _ line: Substring) {
        let trimmed = line.drop(while: \.isWhitespace)
        let keyword = trimmed.prefix { !$0.isWhitespace && $0 != ":" }
        guard !keyword.isEmpty else { return nil }
        self.number = number
        database = keyword
        text = trimmed[keyword.endIndex...].drop { $0.isWhitespace || $0 == ":" }
    }
}
