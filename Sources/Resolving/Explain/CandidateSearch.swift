internal import Platform
package import Wire

/// What the names that a search list makes came to, asked one after the other until there is an answer, as glibc asks.
package struct CandidateSearch: Sendable, Equatable {
    package struct Trial: Sendable, Equatable {
        package let candidate: CandidateNames.Candidate
        /// A question for each type of address; none where the name was not asked for, or is no legal one.
        package let lookups: [DNSLookup]
        /// Why the name cannot be asked for.
        package let fault: DNSNameError?

        package var isFound: Bool { lookups.contains { $0.outcome == .answered } }

        /// The addresses in the answers.
        package var addresses: [IPAddress] {
            lookups.flatMap { $0.records.compactMap(\.address) }
        }
    }

    package let trials: [Trial]

    /// - Parameter ask: Puts questions to the servers.
    package init(_ names: CandidateNames, types: [DNSType], ask: ([DNSQuestion]) -> [DNSLookup]) {
        var next = Next.anything
        trials = names.candidates.map { candidate in
            let isAsked = next == .anything || next == .asGiven && candidate.origin == .asGiven
            guard isAsked else { return Trial(candidate: candidate, lookups: [], fault: nil) }
            do throws(DNSNameError) {
                let name = try DNSName(candidate.name)
                let lookups = ask(types.map { DNSQuestion(name: name, type: $0) })
                next = Next(after: lookups, candidate.origin)
                return Trial(candidate: candidate, lookups: lookups, fault: nil)
            } catch {
                return Trial(candidate: candidate, lookups: [], fault: error)
            }
        }
    }

    /// As the system's resolver searches, with the servers of `policy`.
    ///
    /// Blocks for as long as the servers do.
    init(_ name: String, _ settings: LookupSettings, _ family: NameService.Family, _ policy: DNSPolicy) {
        let resolver = settings.resolver
        let names = CandidateNames(
            name,
            search: resolver.search.value,
            ndots: resolver.dots,
            aliases: settings.aliases,
            asksUnqualified: !resolver.has("no-tld-query")
        )
        let types: [DNSType] =
            switch family {
            case .ipv4: [.a]
            case .ipv6: [.aaaa]
            case .any: resolver.has("no-aaaa") ? [.a] : [.a, .aaaa]
            }
        let client = DNSClient(policy)
        self.init(names, types: types) { client.askTogether($0) }
    }

    /// What may be asked behind an answer (res_search(3)).
    private enum Next {
        case anything, asGiven, nothing

        init(after lookups: [DNSLookup], _ origin: CandidateNames.Origin) {
            let kept = lookups.kept.compactMap(\.message)
            // Whatever records an answer has, it is one.
            if kept.contains(where: { $0.responseCode == .noError && !$0.answers.isEmpty }) {
                self = .nothing
            } else if origin == .asGiven {
                self = .anything
            } else if kept.isEmpty {
                // What the first question got last decides.
                switch lookups.first?.outcome {
                case .serverFailure: self = .anything
                case .failed(.unreachable): self = .nothing
                default: self = .asGiven
                }
            } else {
                let code = kept.map(\.responseCode).first { $0 != .noError }
                self = code == nil || code == .noSuchName ? .anything : .asGiven
            }
        }
    }
}
