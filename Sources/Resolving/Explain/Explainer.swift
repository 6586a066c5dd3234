package import Platform
internal import Wire

/// Finds out why a name or an address resolves to what it does: asks the system's resolver, and each of its sources by itself.
package struct Explainer: Sendable {
    private let family: NameService.Family
    private let timeout: Duration

    /// - Parameter timeout: How long any of those who are asked has.
    package init(family: NameService.Family, timeout: Duration) {
        self.family = family
        self.timeout = timeout
    }

    /// All are asked at once, also sources that a lookup would not get to: their answers are what it hides.
    package func explain(_ target: LookupTarget) throws -> Explanation {
        let settings = LookupSettings()
        let sources = isNumeric(target) ? [] : settings.sources.sources
        let isReverse = if case .address = target { true } else { false }
        let searches = !isReverse && sources.contains { $0.name == "dns" }
        let questions = [Question.system] + sources.map { .source($0.name) } + (searches ? [.search] : [])
        var system: Explanation.System?
        var search: CandidateSearch?
        var outcomes: [LookupPool.Outcome<NameSource.Answer>] = []
        try LookupPool(concurrency: questions.count, timeout: timeout).run(questions) { question in
            answer(question, target, settings)
        } _: { index, outcome in
            switch outcome.answer {
            case .system(let answer): system = answer
            case .source(let answer): outcomes.append(.init(answer: answer, duration: outcome.duration))
            case .search(let answer): search = answer
            case nil:
                guard case .source = questions[index] else { return }
                outcomes.append(.init(answer: nil, duration: outcome.duration))
            }
        }
        let walk = HostWalk(sources, outcomes, isReverse: isReverse)
        return Explanation(
            target: target,
            family: family,
            system: system,
            walk: walk,
            search: search,
            order: order(walk, system, settings),
            settings: settings
        )
    }

    private enum Question: Sendable {
        case system
        case source(String)
        case search
    }

    private enum Answer: Sendable {
        case system(Explanation.System)
        case source(NameSource.Answer)
        case search(CandidateSearch?)
    }

    /// Blocks for as long as who is asked does.
    private func answer(_ question: Question, _ target: LookupTarget, _ settings: LookupSettings) -> Answer {
        switch (question, target) {
        case (.system, _): .system(system(target))
        case (.source(let source), .name(let name, _)): .source(NameSource(source).answer(name: name, family: family))
        case (.source(let source), .address(let address)): .source(NameSource(source).answer(address: address.address))
        case (.search, .name(let name, _)): .search(search(name, settings))
        case (.search, .address): .search(nil)
        }
    }

    private func system(_ target: LookupTarget) -> Explanation.System {
        do throws(LookupFailure) {
            switch target {
            case .name(let name, let service): return .host(try HostLookup(name, service: service, family: family))
            case .address(let address):
                let entry = try NameService.hostEntry(of: address.address)
                return .names([entry.name] + entry.aliases)
            }
        } catch {
            return .failed(error)
        }
    }

    private func search(_ name: String, _ settings: LookupSettings) -> CandidateSearch {
        var policy = DNSPolicy(settings.resolver)
        policy.limit = timeout
        return CandidateSearch(name, settings, family, policy)
    }

    /// Whether getaddrinfo(3) reads the name as an address, and asks nobody.
    private func isNumeric(_ target: LookupTarget) -> Bool {
        if case .name(let name, _) = target { NumericForm(name) != nil } else { false }
    }

    private func order(
        _ walk: HostWalk,
        _ system: Explanation.System?,
        _ settings: LookupSettings
    ) -> Explanation.Order? {
        guard case .host(let lookup)? = system else {
            return walk.addresses.isEmpty ? nil : .init(walk.addresses, system: nil, settings.policy)
        }
        // What the sources have in their order, if they have just that; else there is none but the system's.
        let isWhole = Set(walk.addresses.map(\.address)) == Set(lookup.addresses.map(\.address))
        return .init(isWhole ? walk.addresses : lookup.addresses, system: lookup.addresses, settings.policy)
    }
}
