internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// What DNS servers said to one question, for people.
struct DirectResult: ResolveResult {
    let input: String
    let lookup: DNSLookup
    let outcome: DNSLookup.Outcome
    /// Of the server whose answer counts.
    private let serverText: String

    init(input: String, lookup: DNSLookup, serverText: String) {
        self.input = input
        self.lookup = lookup
        self.serverText = serverText
        outcome = lookup.outcome
    }

    var status: ExitStatus {
        switch outcome {
        case .answered: .success
        case .noData, .noSuchName, .aliasLoop, .longAliasChain: .negative
        case .referral, .serverFailure, .refused, .otherCode: .unavailable
        case .failed(let failure): failure.status
        }
    }

    // MARK: Text

    /// Piece by piece, and as bytes: there may be many thousands of results.
    func append(to text: inout [UInt8], _ style: Style) {
        let answers = lookup.answers
        style.append(.bold, to: &text) { appendSubject(to: &$0) }
        text += "  ".utf8
        if status != .success {
            text += outcomeText.utf8
        } else if answers.count == 1 {
            text += "1 record".utf8
        } else {
            text += Quantity.counted(answers.count, "record").utf8
        }
        text += "  ".utf8
        style.append(.faint, to: &text) {
            $0.append(UInt8(ascii: "("))
            appendCircumstances(to: &$0)
            $0.append(UInt8(ascii: ")"))
        }
        text.append(UInt8(ascii: "\n"))
        Self.append(answers, to: &text)
        for note in notes { text += "  note: \(note)\n".utf8 }
    }

    /// The data alone, of the types that were asked for.
    var short: [String] {
        lookup.records.map(\.dataText)
    }

    var complaint: String? {
        guard status != .success else { return nil }
        let servers = lookup.failed.map(\.text).distinct
        let said =
            servers.count > 1
            ? servers.joined(separator: "; ") + " (\(Self.string(appendEffort)))"
            : "\(outcomeText) (\(Self.string(appendCircumstances)))"
        return "\(Self.string(appendSubject)): " + said + notes.map { "; \($0)" }.joined()
    }

    var facts: [String] {
        outcome == .answered
            ? lookup.answers.map { "\($0.name) \($0.type) \($0.dataText)" } : [outcomeText]
    }

    /// The name as it was written, and as it was asked for where IDNA has something else for it.
    private func appendSubject(to text: inout [UInt8]) {
        let start = text.count
        lookup.question.name.appendText(to: &text)
        if !isInput(text, from: start) {
            text.removeLast(text.count - start)
            text +=
                (IPAddress(input) == nil ? "\(VisibleText.escaped(input)) (\(lookup.question.name))" : input).utf8
        }
        text.append(UInt8(ascii: " "))
        text += lookup.question.type.description.utf8
    }

    /// Whether the name that `text` has from `start` on is the input, but for the root's dot.
    private func isInput(_ text: [UInt8], from start: Int) -> Bool {
        let input = input.utf8.span
        guard 0...1 ~= text.count - start - input.count else { return false }
        return input.indices.allSatisfy { text[start + $0] == input[$0] }
    }

    private func appendCircumstances(to text: inout [UInt8]) {
        text += serverText.utf8
        if lookup.best.transport == .tcp { text += " over TCP".utf8 }
        if case .success(let message) = lookup.best.result {
            if message.flags.contains(.authoritative) { text += ", authoritative".utf8 }
            if message.flags.contains(.authenticData) { text += ", authenticated".utf8 }
        }
        text += ", ".utf8
        appendEffort(to: &text)
    }

    private static func string(_ append: (inout [UInt8]) -> Void) -> String {
        var text: [UInt8] = []
        append(&text)
        return String(decoding: text, as: UTF8.self)
    }

    /// How long it took, and how many queries where those were several.
    private func appendEffort(to text: inout [UInt8]) {
        Quantity.appendDuration(nanoseconds: lookup.duration.nanoseconds, to: &text)
        if lookup.queries > 1 { text += ", \(Quantity.counted(lookup.queries, "query", plural: "queries"))".utf8 }
    }

    private var outcomeText: String {
        switch outcome {
        case .answered: "answered"
        case .noData where lookup.question.type == .any: "no record"
        case .noData where lookup.message?.answers.contains { $0.type == .cname } == true:
            "an alias without \(lookup.question.type) record"
        case .noData: "no \(lookup.question.type) record"
        case .aliasLoop: "a loop of aliases: " + aliasText
        case .longAliasChain: "a chain of \(lookup.aliases.count) aliases that the server did not follow to its end"
        case .noSuchName: "no such name"
        case .referral: "the server does not look up names of others"
        case .serverFailure: "the server failed (ServFail)"
        case .refused: "the server refused to answer"
        case .otherCode(.nameTooLong): "a DNAME makes the name too long (YXDomain)"
        case .otherCode(let code): "the server answered \(code)"
        case .failed(let failure): failure.text(lookup.best.server)
        }
    }

    /// From the name to the one where it was before; of many the first and the last.
    private var aliasText: String {
        let names = ([lookup.question.name] + lookup.aliases).map(\.description)
        let shown = names.count > 8 ? names.prefix(4) + ["..."] + names.suffix(2) : names[...]
        return shown.joined(separator: " -> ")
    }

    /// What else there is to know.
    private var notes: [String] {
        let message = lookup.message
        var notes = (message?.edns?.extendedErrors ?? []).map { error in
            let name = error.name ?? "error \(error.code)"
            return "the server says: \(name)" + (error.text.isEmpty ? "" : ": " + VisibleText.escaped(error.text))
        }
        if status == .negative, let soa = message?.authorities.first(where: { $0.type == .soa }) {
            notes.append("the zone \(soa.name) says so; that may be remembered for \(soa.negativeSeconds) s")
        }
        notes +=
            lookup.failed.filter { $0.usesEDNS && !lookup.best.usesEDNS && $0.server == lookup.best.server }
            .map { "asked without EDNS: with it, \($0.saidText)" }.distinct
        if lookup.ignored > 0 {
            notes.append("\(Quantity.counted(lookup.ignored, "message")) that answered something else: not believed")
        }
        // The name that was typed stands above in both ways.
        return notes
            + lookup.internationalNames.filter { $0.unicode != input && $0.unicode != input + "." }
            .map { "\($0.name) is \(VisibleText.escaped($0.unicode))" }
    }

    private static func append(_ records: [DNSRecord], to text: inout [UInt8]) {
        // A row alone has nothing to stand under.
        guard records.count > 1 else {
            for record in records { append(record, to: &text) }
            return
        }
        var table = TextColumns()
        for record in records {
            let lifetime = String(record.lifetimeSeconds) + " s"
            table.add([record.name.description, lifetime, record.type.description, record.dataText])
        }
        text.append(lines: table.lines)
    }

    private static func append(_ record: DNSRecord, to text: inout [UInt8]) {
        text += "  ".utf8
        record.name.appendText(to: &text)
        text += "  ".utf8
        text.append(decimal: UInt64(record.lifetimeSeconds))
        text += " s  ".utf8
        text += record.type.description.utf8
        text += "  ".utf8
        record.appendData(to: &text)
        text.append(UInt8(ascii: "\n"))
    }
}

/// What is no name to ask for.
struct FaultyName: LinedResult {
    let input: String
    let fault: DNSTarget.Fault

    var status: ExitStatus { .usage }
    var short: [String] { [] }
    var facts: [String] { [fault.text] }
    func text(_ style: Style) -> [String] { [complaint ?? ""] }
    var complaint: String? { "\(input.isEmpty ? "''" : VisibleText.escaped(input)): \(fault.text)" }

    func members(_ json: inout JSONWriter) {
        json.member("outcome", "illegalName")
        json.member("reason", fault.text)
    }
}
