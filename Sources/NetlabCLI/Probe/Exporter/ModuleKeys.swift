internal import ArgumentParser
internal import Probing
internal import Wire
internal import YAML

/// What a module of a kind can say: the long options of the kind's command, as its help lists them.
struct ModuleKeys {
    /// The commands whose kinds modules are of.
    static let commands: [any ProbeKindCommand.Type] = [
        ProbeConnectCommand.self, ProbeEchoCommand.self, ProbeDiscardCommand.self, ProbeChargenCommand.self,
        ProbeDaytimeCommand.self, ProbeTimeCommand.self, ProbeTimestampCommand.self, ProbeUDPCommand.self,
        ProbeBannerCommand.self, ProbeHTTPCommand.self,
    ]

    static func kind(of command: any ProbeKindCommand.Type) -> String { command.configuration.commandName ?? "" }

    /// Options that are about what is typed, shown, or probed beside others.
    private static let refused: Set = [
        "all", "assert", "color", "concurrency", "encoding", "file", "format", "help", "json", "live", "race", "record",
        "transcript", "unordered", "version", "wait", "warmup",
    ]
    /// Options that may be repeated; the values of others are one list.
    static let repeated: Set = ["header"]

    let command: any ProbeKindCommand.Type
    /// By the option's name without its dashes, whether it takes a value.
    private let takesValue: [String: Bool]
    /// The flags that have a `--no-` form, without it.
    private let inverted: Set<String>

    /// Nil for what is no kind; without `readsHelp` there are no keys.
    init?(kind: String, readsHelp: Bool) {
        guard let command = Self.commands.first(where: { Self.kind(of: $0) == kind }) else { return nil }
        self.command = command
        guard readsHelp else {
            (takesValue, inverted) = ([:], [])
            return
        }
        var takesValue: [String: Bool] = [:]
        var names: Set<String> = []
        for line in command.helpMessage(columns: 1_000).split(separator: "\n") where line.hasPrefix("  -") {
            // What the option is called stands in front of what it does.
            let head = line.dropFirst(2).firstRange(of: "  ").map { line[line.startIndex..<$0.lowerBound] } ?? line
            for match in head.matches(of: /--([a-z0-9-]+)/) {
                names.insert(String(match.1))
                takesValue[String(match.1)] = head.contains("<")
            }
        }
        inverted = names.filter { names.contains("no-" + $0) }
        self.takesValue = takesValue.filter { !Self.refused.contains($0.key) && !$0.key.hasPrefix("no-") }
    }

    /// All keys but `kind` and `family`, in their order.
    var names: [String] { takesValue.keys.sorted() }

    /// The option that a key names: `max-bytes`, `max_bytes` and `maxBytes` are one.
    static func option(_ key: String) -> String {
        key.reduce(into: "") { name, character in
            switch character {
            case "_": name += "-"
            case _ where character.isUppercase: name += "-" + character.lowercased()
            default: name.append(character)
            }
        }
    }

    /// The arguments that say what a key and its value say.
    func arguments(_ entry: YAMLNode.Entry) throws(YAMLError) -> [String] {
        let option = Self.option(entry.key)
        guard let takesValue = takesValue[option] else {
            let keys = (["kind", "family"] + names).joined(separator: ", ")
            throw YAMLError(entry.mark, "there is no key '\(entry.key)'; there are \(keys)")
        }
        guard takesValue else {
            switch entry.value.content {
            case .scalar("true", isPlain: true): return ["--" + option]
            case .scalar("false", isPlain: true): return inverted.contains(option) ? ["--no-" + option] : []
            default: throw YAMLError(entry.value.mark, "'\(entry.key)' has to be true or false")
            }
        }
        let isRepeated = Self.repeated.contains(option)
        let values: [String]
        switch entry.value.content {
        case .scalar(let text, _):
            if entry.value.isNull { throw YAMLError(entry.value.mark, "'\(entry.key)' has no value") }
            values = [text]
        case .sequence(let items):
            var texts: [String] = []
            for item in items {
                guard case .scalar(let text, _) = item.content else {
                    throw YAMLError(item.mark, "'\(entry.key)' has texts in its list, and nothing else")
                }
                texts.append(text)
            }
            values = isRepeated ? texts : [texts.joined(separator: ",")]
        case .mapping(let fields):
            guard isRepeated else { throw YAMLError(entry.value.mark, "'\(entry.key)' has one value, or a list") }
            var texts: [String] = []
            for field in fields {
                guard case .scalar(let text, _) = field.value.content else {
                    throw YAMLError(field.value.mark, "'\(field.key)' has to be text")
                }
                texts.append("\(field.key): \(text)")
            }
            values = texts
        }
        // Not as two words: a value may begin with a dash.
        return values.map { "--\(option)=\($0)" }
    }
}
