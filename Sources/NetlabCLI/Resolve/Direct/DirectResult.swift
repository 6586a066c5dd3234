internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// What DNS servers said to one question, for people.
struct DirectResult: ResolveResult {
    let input: String
    let lookup: DNSLookup
    let outcome: DNSLookup.Outcome

    init(input: String, lookup: DNSLookup) {
        self.input = input
        self.lookup = lookup
        outcome = lookup.outcome
    }

    var status: ExitStatus {
        switch outcome {
        case .answered: .success
        case .noData, .noSuchName: .negative
        case .referral, .serverFailure, .refused, .otherCode, .failed(.unreachable): .unavailable
        case .failed(.malformed), .failed(.closedEarly): .brokenProtocol
        case .failed(.timedOut): .timedOut
        }
    }

    // MARK: Text

    func text(_ style: Style) -> [String] {
        let answers = lookup.message?.answers ?? []
        // Appended to one string: there may be many thousands of lines.
        var heading = ""
        heading.reserveCapacity(120)
        heading += style.text(subject, .bold)
        heading += "  "
        heading += outcome == .answered ? Quantity.counted(answers.count, "record") : outcomeText
        heading += "  "
        heading += style.text("(" + circumstances + ")", .faint)
        return [heading] + Self.table(answers) + notes.map { "  note: " + $0 }
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
            ? servers.joined(separator: "; ") + " (\(effort))"
            : "\(outcomeText) (\(circumstances))"
        return "\(subject): " + said + notes.map { "; \($0)" }.joined()
    }

    var facts: [String] {
        outcome == .answered
            ? (lookup.message?.answers ?? []).map { "\($0.name) \($0.type) \($0.dataText)" } : [outcomeText]
    }

    /// The name as it was written, and as it was asked for where IDNA has something else for it.
    private var subject: String {
        var name = lookup.question.name.description
        if name.hasPrefix(input), name.utf8.count - input.utf8.count < 2 {
            name += " "
            name += lookup.question.type.description
            return name
        }
        let asked = IPAddress(input) == nil ? "\(VisibleText.escaped(input)) (\(name))" : input
        return "\(asked) \(lookup.question.type)"
    }

    private var circumstances: String {
        var text = lookup.best.server.serverText
        if lookup.best.transport == .tcp { text += " over TCP" }
        if let flags = lookup.message?.flags {
            if flags.contains(.authoritative) { text += ", authoritative" }
            if flags.contains(.authenticData) { text += ", authenticated" }
        }
        text += ", "
        text += effort
        return text
    }

    /// How long it took, and how many queries where those were several.
    private var effort: String {
        let duration = Quantity.duration(nanoseconds: lookup.duration.nanoseconds)
        guard lookup.queries > 1 else { return duration }
        return duration + ", " + Quantity.counted(lookup.queries, "query", plural: "queries")
    }

    private var outcomeText: String {
        switch outcome {
        case .answered: "answered"
        case .noData where lookup.question.type == .any: "no record"
        case .noData where lookup.message?.answers.contains { $0.type == .cname } == true:
            "an alias without \(lookup.question.type) record"
        case .noData: "no \(lookup.question.type) record"
        case .noSuchName: "no such name"
        case .referral: "the server does not look up names of others"
        case .serverFailure: "the server failed (ServFail)"
        case .refused: "the server refused to answer"
        case .otherCode(let code): "the server answered \(code)"
        case .failed(let failure): failure.text
        }
    }

    /// What else there is to know.
    private var notes: [String] {
        var notes = (lookup.message?.edns?.extendedErrors ?? []).map { error in
            let name = error.name ?? "error \(error.code)"
            return "the server says: \(name)" + (error.text.isEmpty ? "" : ": " + VisibleText.escaped(error.text))
        }
        if status == .negative, let soa = lookup.message?.authorities.first(where: { $0.type == .soa }) {
            notes.append("the zone \(soa.name) says so; that may be remembered for \(soa.negativeSeconds) s")
        }
        if lookup.ignored > 0 {
            notes.append("\(Quantity.counted(lookup.ignored, "message")) that answered something else: not believed")
        }
        // The name that was typed stands above in both ways.
        return notes
            + lookup.internationalNames.filter { $0.unicode != input && $0.unicode != input + "." }
            .map { "\($0.name) is \(VisibleText.escaped($0.unicode))" }
    }

    private static func table(_ records: [DNSRecord]) -> [String] {
        var table = TextColumns()
        for record in records {
            let lifetime = String(record.lifetimeSeconds) + " s"
            table.add([record.name.description, lifetime, record.type.description, record.dataText])
        }
        return table.lines
    }
}

/// What is no name to ask for.
struct FaultyName: ResolveResult {
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
