package import Platform
internal import Wire

/// Asks the system's resolver and each DNS server by itself.
package struct Comparer: Sendable {
    private let family: NameService.Family
    private let timeout: Duration
    private let policy: DNSPolicy

    /// - Parameters:
    ///   - timeout: How long any of those who are asked has.
    ///   - policy: The servers, and how each is asked.
    package init(family: NameService.Family, timeout: Duration, policy: DNSPolicy) {
        self.family = family
        self.timeout = timeout
        self.policy = policy
    }

    private enum Question: Sendable {
        case system
        case server(SocketAddress)
    }

    private enum Answer: Sendable {
        case system(Result<Explanation, any Error>)
        case server(ServerAnswer?)
    }

    /// Blocks until all have answered, or have had their time; all are asked at once.
    package func compare(_ target: LookupTarget) throws -> Comparison {
        let settings = LookupSettings()
        let questions = [Question.system] + policy.servers.map { .server($0) }
        var explanation: Result<Explanation, any Error>?
        var servers: [Comparison.Server] = []
        // Each keeps the time itself, and ends soon behind it.
        try LookupPool(concurrency: questions.count, timeout: timeout + .seconds(10)).run(questions) {
            question -> Answer in
            switch question {
            case .system: .system(Result { try Explainer(family: family, timeout: timeout).explain(target) })
            case .server(let server): .server(answer(of: server, target, settings))
            }
        } _: { index, outcome in
            switch (questions[index], outcome.answer) {
            case (_, .system(let result)): explanation = result
            case (.server(let server), let answer):
                let found: ServerAnswer? = if case .server(let answer)? = answer { answer } else { nil }
                servers.append(.init(address: server, answer: found, duration: outcome.duration))
            case (.system, _): break
            }
        }
        return Comparison(explanation: try explanation?.get(), servers: servers)
    }

    /// Blocks for as long as the server does.
    private func answer(of server: SocketAddress, _ target: LookupTarget, _ settings: LookupSettings) -> ServerAnswer? {
        var policy = policy
        policy.servers = [server]
        policy.limit = timeout
        switch target {
        case .name(let name, _): return .search(CandidateSearch(name, settings, family, policy))
        case .address(let address):
            let question = DNSQuestion(name: DNSName(reverse: address.address), type: .ptr)
            return (try? DNSClient(policy).ask([question]))?.first.map { .reverse($0) }
        }
    }
}
