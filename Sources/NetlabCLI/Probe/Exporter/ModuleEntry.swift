internal import ArgumentParser
internal import Composing
internal import Platform
internal import Probing
internal import Wire
internal import YAML

/// A module as a file has it: a kind, and options of the kind's command.
struct ModuleEntry {
    /// A scrape is over in seconds.
    private static let mostAttempts = 10_000
    /// A target has no more addresses.
    private static let mostAtOnce = 64
    /// What blackbox_exporter accepts too.
    private static let accepted = Set(200..<300)

    private let node: YAMLNode
    private let keys: ModuleKeys
    private let entries: [YAMLNode.Entry]
    private let family: NameService.Family

    /// - Throws: with the place of what is wrong.
    init(_ node: YAMLNode) throws(YAMLError) {
        guard case .mapping(let all) = node.content else {
            throw YAMLError(node.mark, "a module has keys, such as 'kind: http'")
        }
        guard let kind = all.first(where: { $0.key == "kind" }), case .scalar(let name, _) = kind.value.content else {
            throw YAMLError(node.mark, "it has no 'kind', such as 'kind: http'")
        }
        let entries = all.filter { $0.key != "kind" && $0.key != "family" }
        guard let keys = ModuleKeys(kind: name, readsHelp: !entries.isEmpty) else {
            let names = ModuleKeys.commands.map(ModuleKeys.kind).joined(separator: ", ")
            throw YAMLError(kind.value.mark, "there is no kind '\(name)'; there are \(names)")
        }
        self.node = node
        self.keys = keys
        family = try all.first { $0.key == "family" }.map(Self.family) ?? .any
        self.entries = entries
    }

    private static func family(_ entry: YAMLNode.Entry) throws(YAMLError) -> NameService.Family {
        switch entry.value.content {
        case .scalar("any", _): return .any
        case .scalar("ipv4", _): return .ipv4
        case .scalar("ipv6", _): return .ipv6
        default: throw YAMLError(entry.value.mark, "'family' is any, ipv4 or ipv6")
        }
    }

    func module(_ name: String) throws(YAMLError) -> ExporterModule {
        if entries.isEmpty { return plain(name) }
        var arguments: [[String]] = []
        for entry in entries { arguments.append(try keys.arguments(entry)) }
        return try module(name, keys.command, arguments)
    }

    /// The command is parsed as it would be if somebody typed it: its options are described once.
    private func module<Command: ProbeKindCommand>(
        _ name: String,
        _ type: Command.Type,
        _ arguments: [[String]]
    ) throws(YAMLError) -> ExporterModule {
        do {
            let command = try type.parse(arguments.flatMap(\.self))
            try command.options.socket.check([.tcp])
            var module = ExporterModule(
                name: name,
                probe: try command.probe(),
                plan: plan(command.options),
                family: family,
                isContentWithAny: command.options.targets.need == .any
            )
            if let http = command as? ProbeHTTPCommand { Self.setExchange(http.exchange, of: &module) }
            module.asksDNS = (command as? ProbeUDPCommand)?.ready == .dns
            module.settings = Self.settings(of: node)
            return module
        } catch {
            throw located(error, type, arguments)
        }
    }

    /// One that says nothing beyond its kind needs no parsing, which the first scrape would wait for.
    private func plain(_ name: String) -> ExporterModule {
        let kind = ModuleKeys.kind(of: keys.command)
        var module = ExporterModule(
            name: name,
            probe: Probe.all.first { $0.name == kind } ?? .connect,
            plan: ProbePlan(concurrency: Self.mostAtOnce, maxBytes: 1 << 30),
            family: family
        )
        if module.probe.takesLocations { Self.setExchange(HTTPExchange(), of: &module) }
        module.settings = Self.settings(of: node)
        return module
    }

    private static func setExchange(_ exchange: HTTPExchange, of module: inout ExporterModule) {
        var exchange = exchange
        exchange.expected = exchange.expected ?? accepted
        module.exchange = exchange
        module.probe = .http(exchange)
    }

    private func plan(_ options: ProbeOptions) -> ProbePlan {
        var plan = options.plan
        // Without a number of its own, a probe that is typed with an interval goes on for ever.
        let count = options.measuring.count ?? (options.measuring.lasting == nil ? 1 : nil)
        plan.count = count.map { min($0, Self.mostAttempts) }
        plan.concurrency = Self.mostAtOnce
        return plan
    }

    /// What the parser says, at the key that it says it of: the one for which it says the same alone.
    private func located<Command: ProbeKindCommand>(
        _ error: any Error,
        _ type: Command.Type,
        _ arguments: [[String]]
    ) -> YAMLError {
        func text(_ error: any Error) -> String {
            let words = type.message(for: error).split(separator: "\n").joined(separator: " ")
            return (error as? CommandFailure)?.cause ?? words.prefix(1).lowercased() + words.dropFirst()
        }
        let reason = text(error)
        for (entry, words) in zip(entries, arguments) {
            do { _ = try type.parse(words) } catch let alone where text(alone) == reason {
                return YAMLError(entry.value.mark, reason)
            } catch {}
        }
        return YAMLError(node.mark, reason)
    }

    /// The keys of a module with their values.
    static func settings(of node: YAMLNode) -> [ExporterModule.Setting] {
        guard case .mapping(let entries) = node.content else { return [] }
        return entries.map { ExporterModule.Setting(key: $0.key, value: $0.value.text) }
    }
}

extension YAMLNode {
    /// On one line, as JSON has it but for texts without quotes.
    fileprivate var text: String {
        switch content {
        case .scalar(let text, isPlain: true): text
        case .scalar(let text, isPlain: false): "\"\(text)\""
        case .sequence(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
        case .mapping(let entries): "{" + entries.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ") + "}"
        }
    }
}
