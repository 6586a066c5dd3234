package import Platform
package import Wire

/// What the system's resolver says of a name or an address, beside what each DNS server says.
package struct Comparison: Sendable {
    /// Nil where there was none in time.
    package let explanation: Explanation?
    package let servers: [Server]

    package struct Server: Sendable {
        package let address: SocketAddress
        /// Nil where there was none in time.
        package let answer: ServerAnswer?
        package let duration: Duration
    }

    package enum Verdict: Sendable, Equatable {
        /// The system and all servers that answered say the same.
        case same
        /// The servers agree with each other, the system says something else, or knows nothing.
        case systemDiffers(Difference)
        /// The servers do not agree; those that are named say what the system says.
        case serversDiffer(agreeing: [SocketAddress])
        /// No server answered.
        case noServer
        /// The system could not say.
        case noSystem
    }

    /// In what two answers differ.
    package enum Difference: Sendable, Equatable {
        case all
        /// The addresses of the other family are the same, and there are some.
        case only(NameService.Family)
    }

    package var verdict: Verdict {
        guard let system = explanation?.answerSet else { return .noSystem }
        let answers = servers.compactMap { server in server.answer?.set.map { (server: server.address, set: $0) } }
        guard let first = answers.first else { return .noServer }
        guard answers.allSatisfy({ $0.set == first.set }) else {
            return .serversDiffer(agreeing: answers.filter { $0.set == system }.map(\.server))
        }
        return first.set == system ? .same : .systemDiffers(Difference(system, first.set))
    }
}

/// What a server, asked for what the system's resolver would ask for, has.
package enum ServerAnswer: Sendable, Equatable {
    /// For a name, by whatever name of the search list.
    case search(CandidateSearch)
    /// For an address: its PTR records.
    case reverse(DNSLookup)

    /// The addresses, or names in lower case without the root's dot; empty where there are none, nil where nobody said so.
    package var set: Set<String>? {
        let lookups = lookups
        guard lookups.contains(where: \.isWord) else { return nil }
        return Set(answers)
    }

    /// The addresses, or names without the root's dot.
    package var answers: [String] {
        switch self {
        case .search(let search): search.trials.flatMap(\.addresses).map(\.description)
        case .reverse(let lookup):
            lookup.records.compactMap { $0.target?.hostText }
        }
    }

    package var lookups: [DNSLookup] {
        switch self {
        case .search(let search): search.trials.flatMap(\.lookups)
        case .reverse(let lookup): [lookup]
        }
    }
}

extension DNSLookup {
    /// Whether it is known of the name that it has records, or that it has none.
    fileprivate var isWord: Bool {
        switch outcome {
        case .answered, .noData, .aliasLoop, .longAliasChain, .noSuchName: true
        default: false
        }
    }
}

extension DNSName {
    /// As hosts write it: in lower case, without the root's dot.
    fileprivate var hostText: String { String(description.lowercased().dropLast()) }
}

extension Explanation {
    /// The addresses without their interfaces, or the names in lower case; empty where there are none, nil where it is not known.
    var answerSet: Set<String>? {
        switch system {
        case .host(let lookup): Set(lookup.addresses.map(\.address.description))
        case .names(let names): Set(names.map { $0.lowercased() })
        case .failed(let failure) where failure.kind == .noSuchName || failure.kind == .noAddress: []
        case .failed, nil: nil
        }
    }
}

extension Comparison.Difference {
    fileprivate init(_ left: Set<String>, _ right: Set<String>) {
        func addresses(_ set: Set<String>, _ family: NameService.Family) -> Set<IPAddress> {
            Set(set.compactMap(IPAddress.init).filter { $0.family == family })
        }
        let differing = [NameService.Family.ipv4, .ipv6].filter { addresses(left, $0) != addresses(right, $0) }
        let same = [NameService.Family.ipv4, .ipv6].filter { !differing.contains($0) && !addresses(left, $0).isEmpty }
        self = if differing.count == 1, let only = differing.first, !same.isEmpty { .only(only) } else { .all }
    }
}
