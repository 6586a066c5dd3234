internal import Probing
internal import Rendering
internal import Platform
internal import SystemPackage
internal import Wire

extension RaceReport {
    /// An address with its attempt, where it had one.
    struct Row {
        let address: SocketAddress
        let attempt: Attempt?
        let isWinner: Bool

        var words: String {
            guard let attempt else { return "not tried" }
            guard let outcome = attempt.outcome else { return "no answer yet when it was let go" }
            if isWinner { return "connected, the winner" }
            if outcome == .connected { return "connected, too late" }
            let isPlain = ![.unreachable, .systemFailure].contains(outcome)
            let words = isPlain ? nil : attempt.failure?.words(to: .internet(address))
            return outcome.rawValue + (words.map { ": \($0)" } ?? "")
        }
    }

    var allAttempts: [Row] {
        attempts.enumerated().map { Row(address: $1.address, attempt: $1, isWinner: $0 == winner) }
            + untried.map { Row(address: $0, attempt: nil, isWinner: false) }
    }

    /// What it came to: where nobody won, the gravest of what became of the attempts, or of the lookups.
    var outcome: Outcome {
        guard winner == nil else { return .connected }
        let outcomes = attempts.compactMap(\.outcome)
        if let first = outcomes.first {
            return outcomes.dropFirst().reduce(first) { $0.status.graver($1.status) == $0.status ? $0 : $1 }
        }
        if lookups.contains(where: { $0.endNanoseconds == nil }) { return .timedOut }
        // One that could not be made may have had an address, which another that found none does not tell.
        let lookupOutcomes = lookups.compactMap(\.failure).map(Outcome.init)
        return lookupOutcomes.first { $0 != .nameNotFound } ?? .nameNotFound
    }
}

extension RaceReport.Lookup {
    var words: String {
        guard endNanoseconds != nil else { return "no answer yet" }
        if let failure { return failure.reason }
        return Quantity.counted(addresses.count, "address", plural: "addresses")
    }
}

/// The published shape of a race.
extension JSONWriter {
    mutating func start(_ delays: RaceDelays) {
        member("schemaVersion", 1)
        member("kind", "race")
        member("resolutionDelayMicroseconds", delays.resolution / 1000)
        member("connectionAttemptDelayMicroseconds", delays.attempt / 1000)
    }

    mutating func result(of report: RaceReport, _ label: String) {
        let winner = report.winner.map { report.attempts[$0] }
        member("target", label)
        member("outcome", report.outcome.rawValue)
        member("winner", winner?.address.description)
        member("connectedMicroseconds", winner?.endNanoseconds.map { $0 / 1000 })
        member("explanation", RaceStory(report).sentence)
    }

    mutating func members(of lookup: RaceReport.Lookup) {
        member("type", lookup.family.rawValue)
        member("durationMicroseconds", lookup.endNanoseconds.map { $0 / 1000 })
        member("addresses", strings: lookup.addresses.map { $0.address.description })
        member("error", lookup.failure?.codeName)
    }

    mutating func members(of row: RaceReport.Row) {
        let attempt = row.attempt
        member("address", row.address.description)
        member("isWinner", row.isWinner)
        member("startMicroseconds", attempt.map { $0.startNanoseconds / 1000 })
        member("startCause", attempt?.cause.rawValue)
        member("endMicroseconds", attempt?.endNanoseconds.map { $0 / 1000 })
        member("outcome", attempt?.outcome?.rawValue)
        members(of: attempt?.failure)
    }
}
