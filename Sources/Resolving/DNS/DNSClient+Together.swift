internal import Wire

extension DNSClient {
    /// Asks as glibc's getaddrinfo(3) does: a server all questions at once, and the next one only where it has no use for any of them.
    ///
    /// Blocks for as long as the servers do.
    func askTogether(_ questions: [DNSQuestion]) -> [DNSLookup] {
        let end = policy.limit.map { ContinuousClock.now + $0 }
        var best: [DNSLookup] = []
        for _ in 0..<policy.attempts {
            for server in policy.servers {
                var one = policy
                one.servers = [server]
                one.attempts = 1
                one.concurrency = questions.count
                one.limit = end.map { $0 - ContinuousClock.now }
                if let limit = one.limit, limit <= .zero { return best }
                guard let lookups = try? DNSClient(one).ask(questions) else { return best }
                best = best.isEmpty ? lookups : zip(best, lookups).map { $1.saysMore(than: $0) ? $1 : $0 }
                guard !lookups.kept.isEmpty else { continue }
                // An answer that got lost beside another is asked for once more.
                let again = lookups.filter { $0.outcome == .failed(.timedOut) }.map(\.question)
                let late = again.isEmpty ? [] : (try? DNSClient(one).ask(again)) ?? []
                return lookups.map { lookup in late.first { $0.question == lookup.question } ?? lookup }
            }
        }
        return best
    }
}

extension [DNSLookup] {
    /// Those of one server whose answers glibc keeps; where there are any, it does not ask the next server.
    ///
    /// None where the first question has no answer at all: that of the second is lost with it.
    var kept: [DNSLookup] {
        first?.outcome == .failed(.timedOut)
            ? []
            : filter { lookup in
                switch lookup.outcome {
                case .serverFailure, .refused, .otherCode(.notImplemented), .failed: false
                default: true
                }
            }
    }
}

extension DNSLookup {
    /// Whether it counts for more where no server was of use: the last message, before silence, before what cannot be reached.
    fileprivate func saysMore(than other: DNSLookup) -> Bool {
        func weight(_ lookup: DNSLookup) -> Int {
            switch lookup.outcome {
            case .failed(.unreachable): 0
            case .failed(.timedOut), .failed(.closedEarly), .failed(.truncated): 1
            default: 2
            }
        }
        return weight(self) >= weight(other)
    }
}
