internal import Platform
internal import Rendering
internal import Resolving

/// What services or protocols were found, as a table, names or numbers alone, one JSON document, or a line each.
struct ServicesOutput {
    /// What was asked for, as it was typed, and what it came to.
    typealias Answered = (input: String, answer: EntryAnswer)

    let database: SystemDatabase
    /// Of the list: the text that its entries have in them.
    var match: String?
    /// The list, where nothing was looked up.
    var listed: [PlacedEntry] = []
    var answers: [Answered] = []

    private var rows: [(input: String?, found: PlacedEntry)] {
        listed.map { (nil, $0) } + answers.flatMap { answered in answered.answer.entries.map { (answered.input, $0) } }
    }

    /// Why there is nothing, a line for each thing that is not there.
    var complaints: [String] {
        if answers.isEmpty, listed.isEmpty {
            return [
                match.map { "no \(database.noun) has '\($0)' in its names or comment" }
                    ?? "the system lists no \(database.noun)"
            ]
        }
        return absences.map { "\($0.input): \($0.text.reason)" }
    }

    // MARK: Text

    func lines(_ style: Style) -> [String] {
        let rows = rows.map(\.found)
        var lines: [String] = []
        if !rows.isEmpty {
            // In the list the place would take room and say nothing, unless there are several.
            let hasPlaces = !answers.isEmpty || rows.contains { $0.line == nil }
            var table = Table(
                [("name", .left), (database.numberNoun, .left)] + (hasPlaces ? [(database.path, .left)] : [])
                    + [("aliases # comment", .left)]
            )
            for row in rows {
                let cells = [row.entry.name, row.entry.numberText] + (hasPlaces ? [row.place] : []) + [row.remarks]
                table.add(cells.map(VisibleText.escaped))
            }
            lines = table.lines(style: style)
        }
        var notes = ranges.map { range in
            "\(range.input): \(Quantity.counted(range.named, database.numberNoun)) with a name, "
                + "\(Quantity.grouped(range.count - range.named)) without"
        }
        if rows.contains(where: { $0.line == nil }) {
            notes.append("elsewhere: another source that /etc/nsswitch.conf names for \(database.noun)s")
        }
        notes += complaints
        if !lines.isEmpty, !notes.isEmpty { lines.append("") }
        return lines + notes.map { "  " + VisibleText.escaped($0) }
    }

    /// The numbers of names, the names of numbers, each once an input: for `$(...)`.
    var short: [String] {
        if answers.isEmpty { return listed.map(\.entry.name).distinct }
        return answers.flatMap { answered in
            answered.answer.entries.map {
                if case .name = answered.answer.query.subject { "\($0.entry.number)" } else { $0.entry.name }
            }
            .distinct
        }
    }

    // MARK: JSON

    var document: [UInt8] {
        var json = JSONWriter()
        json.object {
            head(&$0)
            $0.member("entries", array: rows) { json, row in json.object { members(&$0, row.input, row.found) } }
            $0.member("ranges", array: ranges) { json, range in json.object { members(&$0, range) } }
            $0.member("notFound", array: absences) { json, absence in
                json.object { members(&$0, absence.input, absence.text) }
            }
        }
        json.newline()
        return json.bytes
    }

    var events: [UInt8] {
        let rows = rows
        let absences = absences
        return JSONWriter.line("start", head)
            + rows.flatMap { row in JSONWriter.line("entry") { members(&$0, row.input, row.found) } }
            + ranges.flatMap { range in JSONWriter.line("range") { members(&$0, range) } }
            + absences.flatMap { absence in JSONWriter.line("notFound") { members(&$0, absence.input, absence.text) } }
            + JSONWriter.line("summary") {
                $0.member("entries", rows.count)
                $0.member("notFound", absences.count)
            }
    }

    private func head(_ json: inout JSONWriter) {
        json.member("schemaVersion", 1)
        json.member("database", "\(database.noun)s")
        json.member("match", match)
    }

    private func members(_ json: inout JSONWriter, _ input: String?, _ found: PlacedEntry) {
        json.member("input", input)
        json.member("name", found.entry.name)
        json.member(database.numberNoun, found.entry.number)
        if database == .services { json.member("protocol", found.entry.transport) }
        json.member("aliases", strings: found.entry.aliases)
        json.member("comment", found.comment)
        // The C library does not say which of the other sources it was.
        json.member("file", found.line == nil ? nil : database.path)
        json.member("line", found.line)
    }

    private func members(_ json: inout JSONWriter, _ range: Range) {
        json.member("input", range.input)
        json.member(database.numberNoun + "s", range.count)
        json.member("named", range.named)
    }

    private func members(_ json: inout JSONWriter, _ input: String, _ absence: EntryAbsenceText) {
        json.member("input", input)
        json.member("kind", absence.kind)
        json.member("reason", absence.reason)
        json.member("suggestions", strings: absence.suggestions)
    }

    // MARK: Parts of the answers

    private typealias Range = (input: String, count: Int, named: Int)

    /// The ranges in which there are names.
    private var ranges: [Range] {
        answers.compactMap { answered in
            guard case .numbers(let range) = answered.answer.query.subject, answered.answer.absence == nil else {
                return nil
            }
            return (answered.input, range.count, Set(answered.answer.entries.map(\.entry.number)).count)
        }
    }

    private var absences: [(input: String, text: EntryAbsenceText)] {
        answers.compactMap { answered in
            answered.answer.absence.map {
                (answered.input, EntryAbsenceText(absence: $0, query: answered.answer.query, database: database))
            }
        }
    }
}

extension DatabaseEntry {
    /// `80/tcp`, or a protocol's number.
    var numberText: String { transport.map { "\(number)/\($0)" } ?? "\(number)" }
}

extension PlacedEntry {
    fileprivate var place: String { line.map { "line \($0)" } ?? "elsewhere" }

    /// As they stand in the file.
    fileprivate var remarks: String { (entry.aliases + (comment.map { ["# " + $0] } ?? [])).joined(separator: " ") }
}
