internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

extension Explanation {
    /// What a reader should know beside the answer, a sentence each.
    var notes: [String] {
        var notes: [String] = []
        if settings.sources.isMalformed {
            notes.append(
                "in \(LookupSettings.sourcesPath) line \(settings.sources.line ?? 0) something in brackets is no STATUS=action: no host name resolves."
            )
        }
        if settings.sources.isEmpty, let line = settings.sources.line {
            notes.append(
                "\(LookupSettings.sourcesPath) line \(line) names no source: the C library ends a process that looks a host up by such a line, and was not called."
            )
        }
        if let line = settings.sources.unendedLine {
            notes.append(
                "\(LookupSettings.sourcesPath) line \(line) does not count: the C library wants a newline at its end."
            )
        }
        notes += unusableLines
        if case .name(let name, _) = target, !name.utf8.allSatisfy({ $0 < 0x80 }) {
            notes.append("the name is asked for in UTF-8; applications that set AI_IDN ask for its ASCII form.")
        }
        notes += hiddenAnswers + hiddenLines + uncommented
        if settings.inForce.contains(where: { $0.name == "nscd" }) {
            notes.append("nscd is running, and may answer in place of these sources.")
        }
        if order?.isTheSystems == false {
            notes.append("getaddrinfo gave another order than its rules make: what they depend on may have changed.")
        }
        return notes
    }

    /// What getaddrinfo(3) reads as an address.
    var numericForm: NumericForm? {
        if case .name(let name, _) = target { NumericForm(name) } else { nil }
    }

    /// Sources that know something else, which is not what counts.
    private var hiddenAnswers: [String] {
        walk.steps.filter { !$0.answers && $0.answer?.status == .success }.compactMap { step in
            guard let answer = step.answer else { return nil }
            let (other, isKnown) =
                switch target {
                case .name: (answer.addresses.map(\.hostText), Set(walk.addresses).isSuperset(of: answer.addresses))
                case .address:
                    (answer.names.map { VisibleText.escaped($0) }, Set(walk.names).isSuperset(of: answer.names))
                }
            guard !isKnown else { return nil }
            let source = VisibleText.escaped(step.source.name)
            return "\(source) has \(enumeration(other)) for it, but \(whyHidden(step))."
        }
    }

    private func whyHidden(_ step: HostWalk.Step) -> String {
        guard !step.isReached else {
            return step.action == .merge
                ? "[SUCCESS=merge] is for groups: a lookup of a host ends there with nothing"
                : "[SUCCESS=continue] goes on, and the last source that is asked decides"
        }
        guard let last = walk.steps.last(where: \.isReached) else { return "is not asked" }
        let source = VisibleText.escaped(last.source.name)
        guard let status = last.answer?.status, let action = last.action else {
            return "is not asked while a lookup waits for \(source)"
        }
        return last.answers
            ? "is not asked: \(source) answers before it"
            : "is not asked: [\(status.text)=\(action.text)] behind \(source) ends the lookup"
    }

    /// Of many lines the first ones.
    private var unusableLines: [String] {
        let lines = unusableHostsLines
        let rest = lines.count - 5
        return lines.prefix(5).map { "\(LookupSettings.hostsPath) line \($0.line) does not count: \($0.reason.text)." }
            + (rest > 0 ? ["\(rest) more lines of \(LookupSettings.hostsPath) do not count either."] : [])
    }

    private var hiddenLines: [String] {
        let lines = hiddenHostsLines
        guard !lines.isEmpty else { return [] }
        return [
            "\(LookupSettings.hostsPath) has it in \(lineList(lines)) too, but only its first line counts without 'multi on' in \(LookupSettings.hostConfigurationPath)."
        ]
    }

    /// What was meant as a comment.
    private var uncommented: [String] {
        guard let source = walk.steps.map(\.source.name).first(where: { $0.hasPrefix("#") }) else { return [] }
        return [
            "the hosts line can have no comment: glibc takes '\(VisibleText.escaped(source))' and what follows for sources."
        ]
    }

    /// Whether a lookup gets to the dns source.
    var asksDNS: Bool { walk.steps.contains { $0.isReached && $0.source.name == "dns" } }

    /// The settings that had a part in this answer.
    var relevantSettings: [Setting] {
        settings.inForce.filter { setting in
            switch setting.name {
            // The sources stand under the line that they are from.
            case "hosts": false
            case "nscd": !walk.steps.isEmpty
            case "multi": !hiddenHostsLines.isEmpty
            case "label", "precedence", "scopev4", "reload": (order?.glibc.destinations.count ?? 0) > 1
            default: asksDNS
            }
        }
    }
}
