internal import Platform
internal import Rendering
internal import Resolving

/// Why there is no entry: what was not found, and what there is instead.
struct EntryAbsenceText {
    let absence: EntryAbsence
    let query: EntryQuery
    let database: SystemDatabase

    /// In words.
    var reason: String {
        switch absence {
        case .hasOtherTransports(let entries):
            "not found; " + entries.map(instead).joined(separator: ", ")
        case .unknownTransport(let known):
            "no service is reached by the protocol '\(query.transport ?? "")'; "
                + (known.isEmpty ? "there are none here" : "those here are by " + known.joined(separator: ", "))
        case .differsInCase(let names):
            "not found; names are case-sensitive, and there is " + names.joined(separator: ", ")
        case .unknown:
            unknown
        }
    }

    /// Its name in JSON.
    var kind: String {
        switch absence {
        case .hasOtherTransports: "otherProtocol"
        case .unknownTransport: "unknownProtocol"
        case .differsInCase: "otherCase"
        case .unknown: "unknown"
        }
    }

    /// What there is, in JSON: the protocols to ask for, or the names.
    var suggestions: [String] {
        switch absence {
        case .hasOtherTransports(let entries): entries.compactMap(\.transport)
        case .unknownTransport(let names), .differsInCase(let names): names
        case .unknown: []
        }
    }

    private func instead(_ entry: DatabaseEntry) -> String {
        if case .name(let name) = query.subject { return "\(name) is \(entry.numberText)" }
        return "\(entry.numberText) is \(entry.name)"
    }

    private var unknown: String {
        switch query.subject {
        case .name(let name) where name.first?.isNumber == true:
            "neither a \(database.numberNoun) nor the name of a \(database.noun)"
        case .name: "no \(database.noun) has this name"
        case .number: "no \(database.noun) has this \(database.numberNoun)"
        case .numbers(let range):
            "none of the \(Quantity.counted(range.count, database.numberNoun)) has a name"
                + (query.transport.map { " for \($0)" } ?? "")
        }
    }
}
