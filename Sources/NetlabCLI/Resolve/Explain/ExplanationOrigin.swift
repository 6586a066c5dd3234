internal import Rendering
internal import Resolving
internal import Wire

extension Explanation {
    /// Whose word the answer is: `files, /etc/hosts line 3`; nil where no source has it, or there is no answer.
    var originText: String? {
        let origins: [Origin?] =
            switch system {
            case .host(let lookup): lookup.addresses.map { origin(of: $0.address) }
            case .names(let names): names.map { origin(of: $0) }
            case .failed, nil: []
            }
        var sources: [String] = []
        var lines: Set<Int> = []
        for origin in origins.compactMap({ $0 }) {
            if !sources.contains(origin.source) { sources.append(origin.source) }
            lines.formUnion(origin.lines)
        }
        guard !sources.isEmpty else { return nil }
        let file = lines.isEmpty ? "" : ", \(LookupSettings.hostsPath) \(lineList(lines.sorted()))"
        return enumeration(sources.map { VisibleText.escaped($0) }) + file + alias
    }

    /// Under which other name dns knew it.
    private var alias: String {
        guard walk.steps.contains(where: { $0.answers && $0.source.name == "dns" }),
            let found = search?.trials.first(where: \.isFound), found.candidate.origin != .asGiven
        else { return "" }
        return " as \(VisibleText.escaped(found.candidate.name)) (\(found.candidate.origin.text))"
    }
}
