internal import Composing
internal import Synchronization
internal import Wire

/// The modules that an exporter has: its own, and those of a file, which take the place of own ones of their name.
final class ModuleTable: Sendable {
    /// Those that need no file: one of each kind, and those that blackbox_exporter's users know by their names.
    ///
    /// The manual has this text word by word.
    static let builtIn = """
        modules:
          connect: {kind: connect}
          echo: {kind: echo}
          discard: {kind: discard}
          chargen: {kind: chargen}
          daytime: {kind: daytime}
          time: {kind: time}
          timestamp: {kind: timestamp}
          udp: {kind: udp}
          banner: {kind: banner}
          http: {kind: http}
          tcp_connect: {kind: connect}
          http_2xx: {kind: http, location: true}
          http_post_2xx: {kind: http, method: POST}
          dns_udp: {kind: udp, query: dns}
          ftp_banner: {kind: banner, dialogue: ftp}
          imap_banner: {kind: banner, dialogue: imap}
          pop3_banner: {kind: banner, dialogue: pop3}
          smtp_banner: {kind: banner, dialogue: smtp}
          ssh_banner: {kind: banner, dialogue: ssh}

        """

    /// What there is to be said of each, in the order of their names.
    let descriptions: [(name: String, settings: [ExporterModule.Setting])]
    private let entries: [String: YAMLNode.Entry]
    /// Made when they are first asked for: reading the options of every kind would delay the start.
    private let made: Mutex<[String: ExporterModule]>

    init(_ file: [ExporterModule] = []) throws(YAMLError) {
        let own = try ModuleFile.entries(in: Array(Self.builtIn.utf8))
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
