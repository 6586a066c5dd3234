internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// The system's answer beside the servers', with a verdict.
struct CompareResult: LinedResult {
    let input: String
    let outcome: LookupPool.Outcome<Answer>

    enum Answer: Sendable {
        case compared(Comparison)
        case badName(LookupTarget.Fault)
        /// A thread could not be started, or the like.
        case failed(String)
    }

    var status: ExitStatus {
        switch outcome.answer {
        case .compared(let comparison):
            switch comparison.verdict {
            case .same: .success
            case .systemDiffers, .serversDiffer: .negative
            case .noServer: comparison.servers.reduce(ExitStatus.unavailable) { $0.graver($1.status) }
            case .noSystem: comparison.explanation?.status ?? .timedOut
            }
        case .badName: .usage
        case .failed: .systemError
        case nil: .timedOut
        }
    }

    // MARK: Text

    func text(_ style: Style) -> [String] {
        guard case .compared(let comparison) = outcome.answer else { return [] }
        var table = TextColumns()
        let origin = comparison.explanation?.originText.map { ", from \($0)" } ?? ""
        table.add(["system", "", comparison.systemText + origin])
        for server in comparison.servers {
            let duration = Quantity.duration(nanoseconds: server.duration.nanoseconds)
            table.add([server.address.serverText, duration, server.text])
        }
        return [style.text(VisibleText.escaped(input), .bold) + "  " + comparison.verdictText] + table.lines
    }

    /// The verdict's name.
    var short: [String] {
        if case .compared(let comparison) = outcome.answer { [comparison.verdict.name] } else { [] }
    }

    var facts: [String] {
        guard case .compared(let comparison) = outcome.answer else { return [complaint ?? ""] }
        return ["system " + comparison.systemText]
            + comparison.servers.map { "\($0.address.serverText) \($0.text)" }
    }

    /// Also where nobody answered, that is the answer.
    var complaint: String? {
        let input = VisibleText.escaped(input)
        return switch outcome.answer {
        case .compared: nil
        case .badName(let fault): "\(input.isEmpty ? "''" : input): \(fault.text)"
        case .failed(let failure): "\(input): \(failure)"
        case nil: "\(input): no answer in time"
        }
    }

    // MARK: JSON

    func members(_ json: inout JSONWriter) {
        json.member("durationMicroseconds", outcome.duration.nanoseconds / 1000)
        switch outcome.answer {
        case .compared(let comparison):
            json.member("outcome", comparison.verdict.name)
            json.member("verdict", comparison.verdictText)
            comparison.members(&json)
        case .badName(let fault):
            json.member("outcome", "illegalName")
            json.member("reason", fault.text)
        case .failed(let failure):
            json.member("outcome", "systemFailure")
            json.member("reason", failure)
        case nil:
            json.member("outcome", "timedOut")
        }
    }
}
