internal import Platform
internal import Probing
internal import Wire

/// What follows from what was seen.
extension ProbePrinter {
    /// Where the answers of these targets lead, each place once a target.
    var hops: [Redirects.Hop] {
        var known: Set<[String]> = []
        return rowOfTarget[firstTarget...].compactMap { index in
            let row = rows[index]
            guard let location = row.target?.location, row.last?.outcome == .replied, let text = row.last?.redirect,
                known.insert([row.label, String(decoding: text, as: UTF8.self)]).inserted
            else { return nil }
            let place = Result { () throws(HTTPLocation.Fault) in try location.resolving(text) }
            return Redirects.Hop(source: row.label, place: place, text: text)
        }
    }

    /// The gravest of all that matters: of each target with `any` only where no address of it answered, and of each address only
    /// the last attempt with `waits`.
    ///
    /// Where an assertion says how many answers there have to be, it judges in the outcomes' place.
    func status(any: Bool, waits: Bool) -> ExitStatus {
        var status = verdicts.allSatisfy(\.holds) ? ExitStatus.success : .negative
        let areJudged = assertions.contains(where: \.subject.judgesOutcomes)
        for group in Dictionary(grouping: rows.filter(\.isCurrent), by: \.label).values {
            let statuses = group.map { row -> ExitStatus in
                guard row.target != nil else { return row.outcome.status }
                let statistics = row.statistics
                if statistics.received > 0 && (waits || any) { return .success }
                // An attempt that Ctrl-C cut short is no outcome.
                if statistics.sent == 0 { return isInterrupted ? .interrupted : .timedOut }
                if areJudged { return statistics.outcomes[.systemFailure] == nil ? .success : .systemError }
                return statistics.outcomes.keys.map(\.status).reduce(.success) { $0.graver($1) }
            }
            if any && statuses.contains(.success) { continue }
            status = statuses.reduce(status) { $0 == .interrupted || $1 == .interrupted ? .interrupted : $0.graver($1) }
        }
        return status
    }
}
