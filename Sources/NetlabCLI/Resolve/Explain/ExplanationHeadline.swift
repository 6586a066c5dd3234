internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// The answer in a sentence: what the item is, by whose word.
struct ExplanationHeadline {
    let input: String
    let explanation: Explanation

    var text: String {
        let name = VisibleText.escaped(input)
        switch explanation.system {
        case .host where explanation.numericForm != nil:
            return "\(name): \(reason)"
        case .host(let lookup):
            return "\(name) is \(enumeration(lookup.addresses.map(\.hostText))), " + origin
        case .names(let names):
            return "\(name) is \(enumeration(names.map { VisibleText.escaped($0) })), " + origin
        case .failed(let failure) where failure.kind == .noSuchService:
            return "\(name): \(failure.kindText) (\(failure.codeName)), whatever the name is."
        case .failed(let failure):
            return "\(name): \(failure.kindText) (\(failure.codeName)): \(reason)"
        case nil:
            return "\(name): no answer in time: \(reason)"
        }
    }

    private var origin: String {
        explanation.originText.map { "from \($0)." }
            ?? "but by none of its sources: a cache or a preloaded library answered."
    }

    /// Why there is no answer.
    private var reason: String {
        let steps = explanation.walk.steps
        if let form = explanation.numericForm { return form.text + ". No source is asked." }
        if explanation.settings.sources.isMalformed { return "glibc cannot read its hosts line." }
        if explanation.settings.sources.isEmpty { return "its hosts line names no source." }
        guard let last = steps.last(where: \.isReached) else { return "there is nobody to ask." }
        let source = VisibleText.escaped(last.source.name)
        guard let answer = last.answer else { return "\(source) has not answered." }
        if let action = last.action, action == .merge || action == .end && answer.status != .success {
            return "[\(answer.status.text)=\(action.text)] behind \(source) ends it."
        }
        if steps.contains(where: { $0.isReached && $0.answer?.status == .success }) {
            return "\(source) does not know it, and as the last one decides."
        }
        let present = steps.filter { $0.isReached && !$0.isMissing }
        guard !present.isEmpty else { return "none of its sources is installed." }
        if let knowing = present.first(where: \.knowsName) {
            return "\(VisibleText.escaped(knowing.source.name)) knows the name, without an address."
        }
        let ignorant = present.filter { $0.answer?.status == .notFound }.map { VisibleText.escaped($0.source.name) }
        let no = "\(enumeration(ignorant)) \(ignorant.count == 1 ? "does" : "do") not know it"
        return ((ignorant.isEmpty ? [] : [no]) + present.compactMap(\.trouble)).joined(separator: "; ") + "."
    }
}

extension HostWalk.Step {
    fileprivate var isMissing: Bool {
        if case .notInstalled? = answer?.problem { true } else { false }
    }

    fileprivate var knowsName: Bool {
        if case .failed(let failure)? = answer?.problem { failure.kind == .noAddress } else { false }
    }

    /// Why the source could not say.
    fileprivate var trouble: String? {
        guard let answer, answer.status == .tryAgain || answer.status == .unavailable else { return nil }
        return "\(VisibleText.escaped(source.name)) could not say: \(answer.problem?.text ?? answer.status.text)"
    }
}
