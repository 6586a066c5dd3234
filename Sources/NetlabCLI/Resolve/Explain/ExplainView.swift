internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// Why names and addresses resolve to what they do, an item after the other.
struct ExplainView: ResolveView {
    let pool: LookupPool
    let family: NameService.Family

    func run(_ items: [String], _ printer: inout ResolvePrinter, until stop: borrowing StopSignals?) throws {
        let explainer = Explainer(family: family, timeout: pool.timeout)
        // Each keeps the time itself, and ends soon behind it.
        let pool = LookupPool(concurrency: pool.concurrency, timeout: pool.timeout + .seconds(10))
        try pool.run(items, until: stop) { item in
            ExplainResult.Answer(item, explainer)
        } _: { index, outcome in
            printer.add(
                items[index],
                ExplainResult(input: items[index], outcome: outcome, isFirst: printer.results == 0)
            )
        } idle: {
            try printer.flush()
        }
        try printer.flush()
    }
}

/// Why an item resolves to what it does.
struct ExplainResult: LinedResult {
    let input: String
    let outcome: LookupPool.Outcome<Answer>
    let isFirst: Bool

    enum Answer: Sendable {
        case explained(Explanation)
        case badName(LookupTarget.Fault)
        /// A thread could not be started, or the like.
        case failed(String)

        fileprivate init(_ text: String, _ explainer: Explainer) {
            do throws(LookupTarget.Fault) {
                let target = try LookupTarget(text)
                do {
                    self = .explained(try explainer.explain(target))
                } catch {
                    self = .failed("\(error)")
                }
            } catch {
                self = .badName(error)
            }
        }
    }

    var status: ExitStatus {
        switch outcome.answer {
        case .explained(let explanation): explanation.status
        case .badName: .usage
        case .failed: .systemError
        case nil: .timedOut
        }
    }

    func text(_ style: Style) -> [String] {
        guard case .explained(let explanation) = outcome.answer else { return [] }
        return ExplanationText(input: input, explanation: explanation, style: style, isFirst: isFirst).lines
    }

    let short: [String] = []

    var facts: [String] {
        guard case .explained(let explanation) = outcome.answer else { return [outcomeName] }
        return explanation.facts
    }

    /// Also where there is no answer, there is an explanation of that.
    var complaint: String? {
        let input = VisibleText.escaped(input)
        return switch outcome.answer {
        case .explained: nil
        case .badName(let fault): "\(input.isEmpty ? "''" : input): \(fault.text)"
        case .failed(let failure): "\(input): \(failure)"
        case nil: "\(input): no answer within \(Quantity.duration(nanoseconds: outcome.duration.nanoseconds))"
        }
    }

    func members(_ json: inout JSONWriter) {
        json.member("outcome", outcomeName)
        json.member("durationMicroseconds", outcome.duration.nanoseconds / 1000)
        switch outcome.answer {
        case .explained(let explanation): explanation.members(&json)
        case .badName(let fault): json.member("reason", fault.text)
        case .failed(let failure): json.member("reason", failure)
        case nil: break
        }
    }

    private var outcomeName: String {
        switch outcome.answer {
        case .explained(let explanation): explanation.outcomeName
        case .badName: "illegalName"
        case .failed: "systemFailure"
        case nil: "timedOut"
        }
    }
}

extension Explanation {
    var status: ExitStatus {
        switch system {
        case .host, .names: .success
        case .failed(let failure): failure.status
        case nil: .timedOut
        }
    }
}
