internal import Composing
internal import Synchronization
internal import YAML

/// The modules that an exporter has: its own, and those of a file, which take the place of own ones of their name.
final class ModuleTable: Sendable {
    /// Those that need no file: one of each kind, and those that blackbox_exporter's users know by their names.
    ///
    /// They are data, and not the text of a file, which libyaml would have to be there for.
    static let builtIn: [YAMLNode.Entry] =
        ["connect", "echo", "discard", "chargen", "daytime", "time", "timestamp", "udp", "banner", "http"].map {
            entry($0, kind: $0)
        } + [
            entry("tcp_connect", kind: "connect"),
            entry("http_2xx", kind: "http", ["location": "true"]),
            entry("http_post_2xx", kind: "http", ["method": "POST"]),
            entry("dns_udp", kind: "udp", ["query": "dns"]),
        ] + ["ftp", "imap", "pop3", "smtp", "ssh"].map { entry("\($0)_banner", kind: "banner", ["dialogue": $0]) }

    private static func entry(
        _ name: String,
        kind: String,
        _ options: KeyValuePairs<String, String> = [:]
    ) -> YAMLNode.Entry {
        let nowhere = YAMLNode.Mark(line: 0, column: 0)
        let keys = ([("kind", kind)] + options.map { ($0.key, $0.value) }).map { key, value in
            YAMLNode.Entry(
                key: key,
                mark: nowhere,
                value: YAMLNode(mark: nowhere, content: .scalar(value, isPlain: true))
            )
        }
        return YAMLNode.Entry(key: name, mark: nowhere, value: YAMLNode(mark: nowhere, content: .mapping(keys)))
    }

    /// What there is to be said of each, in the order of their names.
    let descriptions: [(name: String, settings: [ExporterModule.Setting])]
    private let entries: [String: YAMLNode.Entry]
    /// Made when they are first asked for: reading the options of every kind would delay the start.
    private let made: Mutex<[String: ExporterModule]>

    init(_ file: [ExporterModule] = []) {
        let own = Self.builtIn
        entries = Dictionary(own.map { ($0.key, $0) }) { $1 }
        let made = Dictionary(file.map { ($0.name, $0) }) { $1 }
        let settings = own.map { ($0.key, ModuleEntry.settings(of: $0.value)) } + file.map { ($0.name, $0.settings) }
        descriptions = Dictionary(settings) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        self.made = Mutex(made)
    }

    subscript(name: String) -> ExporterModule? {
        made.withLock { made in
            if let module = made[name] { return module }
            let module = entries[name].flatMap { try? ModuleFile.module($0) }
            made[name] = module
            return module
        }
    }
}
