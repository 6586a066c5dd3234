import TestSupport

/// A page of man/, in mdoc(7).
struct ManualPage {
    private let lines: [String]

    init(_ name: String) throws {
        lines = try Repository.text("man/\(name).1").split(separator: "\n").map(String.init)
    }

    /// The names of all pages: `netlab-capture`.
    static var names: [String] {
        Repository.files(in: "man", suffix: ".1").map { String($0.dropFirst("man/".count).dropLast(".1".count)) }
    }

    /// The titles of its sections.
    var sections: [String] { titles(of: ".Sh ") }

    /// The titles of its subsections: a command's options stand below its name.
    var subsections: [String] { titles(of: ".Ss ") }

    /// The options in the lists below the subsection `title`, as they are typed.
    func options(below title: String) -> [String] {
        items(below: ".Ss " + title, until: [".Ss ", ".Sh "]).flatMap { item in
            let words = item.split(separator: " ")
            return zip(words, words.dropFirst()).filter { $0.0 == "Fl" }.map { "-" + $0.1 }
        }
    }

    /// The numbers that the section `EXIT STATUS` lists.
    var exitStatuses: [Int32] {
        items(below: ".Sh EXIT STATUS", until: [".Sh "]).compactMap { Int32($0) }
    }

    private func titles(of macro: String) -> [String] {
        lines.filter { $0.hasPrefix(macro) }.map { String($0.dropFirst(macro.count)) }
    }

    /// What stands behind `.It` from the line `start` to one that begins with any of `ends`.
    private func items(below start: String, until ends: [String]) -> [Substring] {
        guard let first = lines.firstIndex(of: start) else { return [] }
        return lines[(first + 1)...]
            .prefix { line in !ends.contains { line.hasPrefix($0) } }
            .filter { $0.hasPrefix(".It ") }
            .map { $0.dropFirst(".It ".count) }
    }
}
