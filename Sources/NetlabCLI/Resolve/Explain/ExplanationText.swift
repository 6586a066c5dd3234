internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// An explanation for people: the answer and where it is from, what it hides, then each step that led there.
struct ExplanationText {
    let input: String
    let explanation: Explanation
    let style: Style

    private static let width = 80

    /// Further items stand apart from the one before.
    var isFirst = true

    var lines: [String] {
        (isFirst ? [] : [""])
            + Paragraph.lines(ExplanationHeadline(input: input, explanation: explanation).text, width: Self.width)
            .enumerated().map { $0.offset == 0 ? style.text(String($0.element.dropFirst(2)), .bold) : $0.element }
            + notes.flatMap { Paragraph.lines($0, width: Self.width) }
            + section("Sources, in the order of the hosts line", sources)
            + section("Names that dns asks for", candidates)
            + section("Order", order)
            + section("Settings", settings)
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title + ":"] + lines
    }

    private var notes: [String] { explanation.notes.map { "Note: \($0)" } }

    private var sources: [String] {
        guard !explanation.walk.steps.isEmpty else { return [] }
        var table = Table([("source", .left), ("status", .left), ("time", .right), ("then", .left), ("answer", .left)])
        for step in explanation.walk.steps {
            table.add([
                VisibleText.escaped(step.source.name), step.answer?.status.text ?? "none",
                Quantity.duration(nanoseconds: step.duration.nanoseconds), step.thenText, answerText(step),
            ])
        }
        return table.lines(style: style)
    }

    private func answerText(_ step: HostWalk.Step) -> String {
        guard let answer = step.answer else { return "no answer in time" }
        if let problem = answer.problem { return answer.isPlainNo ? "" : problem.text }
        return switch explanation.target {
        case .name: enumeration(answer.addresses.map(\.hostText), width: 39)
        case .address: enumeration(answer.names.map { VisibleText.escaped($0) }, width: 39)
        }
    }

    /// Where the dns source is asked: otherwise its names play no part.
    private var candidates: [String] {
        guard let search = explanation.search, explanation.asksDNS else { return [] }
        let types = search.trials.first { !$0.lookups.isEmpty }?.lookups.map(\.question.type) ?? []
        var table = Table([("name", .left), ("made by", .left)] + types.map { ($0.description, .left) })
        for trial in search.trials {
            let answers =
                trial.lookups.isEmpty
                ? [trial.fault?.description ?? "not asked"] + types.dropFirst().map { _ in "" }
                : trial.lookups.map(\.cellText)
            table.add(
                [VisibleText.escaped(trial.candidate.name), trial.candidate.origin.text] + answers.prefix(types.count)
            )
        }
        return table.lines(style: style)
    }

    private var order: [String] {
        guard let order = explanation.order, order.glibc.destinations.count > 1 else { return [] }
        return OrderText(order: order, style: style).lines
    }

    private var settings: [String] {
        var table = TextColumns()
        for setting in explanation.relevantSettings {
            table.add([setting.title, VisibleText.escaped(setting.value), VisibleText.escaped(setting.origin.text)])
        }
        return table.lines
    }
}

extension HostWalk.Step {
    fileprivate var thenText: String {
        guard isReached else { return "not reached" }
        guard let action, let status = answer?.status else { return "a lookup waits" }
        let rule = "[\(status.text)=\(action.text)]"
        return switch (action, status) {
        case (.end, .success): "ends"
        case (.end, _): "\(rule) ends"
        case (.goOn, .success): "\(rule) goes on"
        case (.goOn, _): "goes on"
        case (.merge, _): answers ? "\(rule) goes on" : "\(rule) ends with nothing"
        }
    }
}

extension NameSource.Answer {
    /// The status says it all.
    fileprivate var isPlainNo: Bool {
        guard status == .notFound, case .failed(let failure)? = problem else { return false }
        return failure.kind == .noSuchName
    }
}

extension DNSLookup {
    fileprivate var cellText: String {
        guard outcome == .answered, let answers = message?.answers else { return outcome.answerText }
        return enumeration(answers.compactMap(\.address).map(\.description), width: 24)
    }
}
