internal import Probing
internal import Rendering
internal import Wire

/// One sentence on a race: who won, and who waited for whom.
struct RaceStory {
    /// What is shorter is nobody's wait.
    private static let notice: Int64 = 1_000_000

    private let report: RaceReport

    init(_ report: RaceReport) { self.report = report }

    var sentence: String {
        guard let first = report.attempts.first else {
            return report.isInterrupted
                ? "Nobody won: it was interrupted before an address was known."
                : "Nobody won: there is no address to try."
        }
        guard let place = report.winner, let end = report.attempts[place].endNanoseconds else {
            let last = report.attempts.compactMap(\.endNanoseconds).max() ?? 0
            let attempts =
                report.attempts.count == 1 ? "the only attempt" : "the last of \(report.attempts.count) attempts"
            return "Nobody won: \(attempts) ended after \(time(last)), of which \(names(before: first))."
        }
        let winner = report.attempts[place]
        var parts = [names(before: first)]
        if place > 0 {
            let others = report.attempts[..<place].map {
                "\($0.address), which \(fate($0, at: winner.startNanoseconds))"
            }
            let waited = time(winner.startNanoseconds - first.startNanoseconds)
            parts.append("\(waited) of waiting for " + others.joined(separator: ", and for "))
        }
        parts.append("\(time(end - winner.startNanoseconds)) for its own connection")
        return "\(winner.address) won after \(time(end)): \(parts.joined(separator: "; "))." + late(end)
    }

    /// The time up to the first attempt, and whether addresses of IPv4 had to wait in it.
    private func names(before first: RaceReport.Attempt) -> String {
        let text = "\(time(first.startNanoseconds)) for the names"
        guard let four = lookup(.ipv4), let six = lookup(.ipv6), !four.addresses.isEmpty,
            let known = four.endNanoseconds
        else { return text }
        let end = min(six.endNanoseconds ?? .max, first.startNanoseconds)
        guard end - known >= Self.notice else { return text }
        let answer =
            switch six.endNanoseconds {
            case let end? where end <= first.startNanoseconds: six.addresses.isEmpty ? "has none" : "came"
            case let end?: "came after \(time(end))"
            case nil: "did not come"
            }
        return text + ", where A waited \(time(end - known)) for AAAA, which \(answer)"
    }

    private func lookup(_ family: RaceFamily) -> RaceReport.Lookup? { report.lookups.first { $0.family == family } }

    /// What had become of an attempt when another started, and what became of it later.
    private func fate(_ attempt: RaceReport.Attempt, at time: Int64) -> String {
        guard let outcome = attempt.outcome, let end = attempt.endNanoseconds else { return "never answered" }
        let took = self.time(end - attempt.startNanoseconds)
        let words =
            switch outcome {
            case .connected: "connected"
            case .refused: "was refused"
            case .unreachable: "could not be reached"
            case .reset: "was reset"
            case .timedOut: "timed out"
            default: "failed"
            }
        return end <= time ? "\(words) after \(took)" : "had not answered by then and \(words) after \(took)"
    }

    /// Others that were connected in vain.
    private func late(_ end: Int64) -> String {
        let others = report.attempts.enumerated().filter {
            $0.offset != report.winner && $0.element.outcome == .connected
        }
        guard let other = others.first?.element, let otherEnd = other.endNanoseconds else { return "" }
        return " \(other.address) was connected \(time(otherEnd - end)) later."
    }

    private func time(_ nanoseconds: Int64) -> String { Quantity.duration(nanoseconds: nanoseconds) }
}
