package import Platform

/// What entries are asked of: the system, or what a test puts in its place.
package protocol EntrySource: Sendable {
    func entry(named name: String, transport: String?) throws(SystemFailure) -> DatabaseEntry?
    func entry(numbered number: UInt16, transport: String?) throws(SystemFailure) -> DatabaseEntry?
    func all() throws(SystemFailure) -> [DatabaseEntry]
}

extension SystemDatabase: EntrySource {}

/// Looks names and numbers up as an application does, and adds what the database's file says about them.
package struct EntryLookup<Source: EntrySource>: Sendable {
    private let source: Source
    private let file: DatabaseFile
    /// What a service may be reached by: the registry's protocols (RFC 6335 §2), then those that the file has besides.
    private let transports: [String]

    package init(_ source: Source, file: DatabaseFile) {
        self.source = source
        self.file = file
        transports = (["tcp", "udp", "sctp", "dccp"] + file.lines.compactMap(\.entry.transport)).distinct
    }

    /// A name or a number is asked for, once a transport; a range is a part of the list, which is asked for as a whole.
    package func answer(_ query: EntryQuery) throws(SystemFailure) -> EntryAnswer {
        let found = try entries(query)
        return EntryAnswer(
            query: query,
            entries: placed(found),
            absence: found.isEmpty ? try absence(query) : nil
        )
    }

    /// All entries, or those with `text` in their name, an alias or the comment, in whatever case.
    package func list(matching text: String? = nil) throws(SystemFailure) -> [PlacedEntry] {
        let entries = placed(try source.all().distinct)
        guard let text = text?.lowercased() else { return entries }
        return entries.filter { placed in
            ([placed.entry.name] + placed.entry.aliases + [placed.comment ?? ""])
                .contains { $0.lowercased().contains(text) }
        }
    }

    private func placed(_ entries: [DatabaseEntry]) -> [PlacedEntry] {
        zip(entries, file.lines(of: entries)).map { entry, line in
            PlacedEntry(entry: entry, line: line?.number, comment: line?.comment)
        }
    }

    private func entries(_ query: EntryQuery) throws(SystemFailure) -> [DatabaseEntry] {
        let ask: (String?) throws(SystemFailure) -> DatabaseEntry?
        switch query.subject {
        case .numbers(let range):
            return try source.all().distinct.filter {
                UInt16(exactly: $0.number).map(range.contains) == true
                    && (query.transport == nil || $0.transport == query.transport)
            }
        case .name(let name):
            ask = { transport throws(SystemFailure) in try source.entry(named: name, transport: transport) }
        case .number(let number):
            ask = { transport throws(SystemFailure) in try source.entry(numbered: number, transport: transport) }
        }
        if let transport = query.transport { return try ask(transport).map { [$0] } ?? [] }
        // The first entry of any transport: where there is none, nobody else need be asked.
        guard let first = try ask(nil) else { return [] }
        guard first.transport != nil else { return [first] }
        var found: [DatabaseEntry] = []
        for transport in transports {
            if let entry = try ask(transport) { found.append(entry) }
        }
        return found.contains(first) ? found : found + [first]
    }

    private func absence(_ query: EntryQuery) throws(SystemFailure) -> EntryAbsence {
        if let transport = query.transport {
            let known = try source.all().compactMap(\.transport).distinct
            guard known.contains(transport) else {
                let alike = known.filter { $0.lowercased() == transport.lowercased() }
                return alike.isEmpty ? .unknownTransport(known: known) : .differsInCase(alike)
            }
            if case .numbers = query.subject { return .unknown }
            let others = try entries(EntryQuery(query.subject))
            if !others.isEmpty { return .hasOtherTransports(others) }
        }
        guard case .name(let name) = query.subject else { return .unknown }
        let names = try source.all().flatMap { [$0.name] + $0.aliases }
        let alike = names.filter { $0.lowercased() == name.lowercased() }.distinct
        return alike.isEmpty ? .unknown : .differsInCase(alike)
    }
}
