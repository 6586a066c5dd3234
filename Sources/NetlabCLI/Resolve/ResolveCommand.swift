internal import ArgumentParser
internal import Platform
internal import Resolving

/// `netlab resolve`: names to addresses and back, as applications on this system see them.
struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Look up names and addresses as applications do.",
        discussion: """
            Shows a name's addresses in the order in which an application would try them, its canonical name and its \
            aliases; an address's names, and whether each leads back to the address; without arguments, this host.

              netlab resolve localhost
              netlab resolve localhost:http
              netlab resolve 127.0.0.1 ::1
              netlab resolve --short -4 localhost
              netlab resolve --explain localhost
              netlab resolve --type MX,TXT example.org @192.0.2.53
            """
    )

    @Argument(
        help: ArgumentHelp(
            "NAME, NAME:SERVICE, or ADDRESS; - reads them from standard input, @ADDRESS is a DNS server to ask.",
            valueName: "name"
        )
    )
    var names: [String] = []

    @OptionGroup var call: CallOptions

    @Flag(help: "Say why: which source answers, which names are asked for, and what puts the addresses in order.")
    var explain = false

    @Flag(help: "Say what the system answers beside what each DNS server answers, with a verdict.")
    var compare = false

    @OptionGroup var direct: DirectOptions

    @Option(
        help: ArgumentHelp("Look up again and again, so far apart, and print what changed.", valueName: "interval"),
        transform: Value.duration
    )
    var watch: Duration?

    @OptionGroup var lookup: LookupOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try validateWatch()
        try validateDirect()
        try validateExplain()
        try validateCompare()
        guard let using = call.using else { return }
        if family.family != .any, using != .getaddrinfo {
            throw ValidationError("\(using.rawValue) cannot be told a family: -4 and -6 belong to getaddrinfo")
        }
        if using == .gethostname, !isAlone {
            throw ValidationError("gethostname takes no name: it gives this host's")
        }
        if isAlone, !using.standsAlone {
            let hint = using == .getaddrinfo ? "; ':80' stands for no name (NULL)" : ""
            throw ValidationError("\(using.rawValue) needs a name or an address\(hint)")
        }
    }

    private func validateWatch() throws {
        guard let watch else { return }
        if watch <= .zero { throw ValidationError("--watch must be more than 0") }
        if names.contains("-") || lookup.file == "-" {
            throw ValidationError("--watch cannot read standard input again: name a file")
        }
        if output.chosen == .json {
            throw ValidationError("--watch has no end, which a JSON document needs: use --format ndjson")
        }
        if lookup.short { throw ValidationError("--short prints answers, --watch changes: they contradict each other") }
    }

    private func validateDirect() throws {
        for name in names where name.hasPrefix("@") { _ = try DirectOptions.server(name) }
        guard isDirect else { return }
        if let using = call.using {
            throw ValidationError("--using \(using.rawValue) asks the system's resolver, not DNS servers")
        }
        if isAlone { throw ValidationError("no name is given to ask DNS servers for") }
        if !direct.types.isEmpty, family.family != .any {
            throw ValidationError("-4 and -6 choose between A and AAAA, which --type does by itself")
        }
    }

    private func validateCompare() throws {
        guard compare else { return }
        if let using = call.using {
            throw ValidationError("--compare is about getaddrinfo, not --using \(using.rawValue)")
        }
        if explain { throw ValidationError("--compare and --explain are two views: choose one") }
        if !direct.types.isEmpty { throw ValidationError("--compare is about addresses and their names, not --type") }
        if isAlone { throw ValidationError("--compare needs a name or an address") }
    }

    private func validateExplain() throws {
        guard explain else { return }
        if let using = call.using {
            throw ValidationError("--explain is about getaddrinfo, not --using \(using.rawValue)")
        }
        if isDirect {
            throw ValidationError("--explain is about the system's resolver, which --type and --server pass by")
        }
        if lookup.short { throw ValidationError("--explain has no --short form") }
        if isAlone { throw ValidationError("--explain needs a name or an address") }
    }

    func run() throws {
        let stop: StopSignals? = try StopSignals()
        var printer = ResolvePrinter(output, isShort: lookup.short, isWatching: watch != nil)
        do {
            let view = try view
            try forEachBatch(until: stop) { try view.run($0, &printer, until: stop) }
            while let interval = watch, try !Readiness.pause(for: interval, or: stop, output: .standardOutput) {
                try printer.beginRound()
                try forEachBatch(until: stop) { try view.run($0, &printer, until: stop) }
            }
        } catch is Interruption {
            return try printer.end(interrupted: true)
        }
        try printer.end(interrupted: watch != nil)
    }

    private var view: any ResolveView {
        get throws {
            if let using = call.using {
                return CallView(pool: lookup.pool, call: using, family: family.family, flags: call.flagNames)
            }
            if isDirect || compare {
                let servers = try names.filter { $0.hasPrefix("@") }.map(DirectOptions.server)
                let policy = direct.policy(servers: servers, inTurn: !compare, lookup)
                return compare
                    ? CompareView(pool: lookup.pool, family: family.family, policy: policy)
                    : DirectView(policy: policy, types: direct.types, family: family.family)
            }
            if explain { return ExplainView(pool: lookup.pool, family: family.family) }
            return isAlone
                ? HostView(pool: lookup.pool) : SystemView(pool: lookup.pool, family: family.family)
        }
    }

    /// DNS servers are asked, past the system's resolver.
    private var isDirect: Bool { !compare && (direct.isGiven || names.contains { $0.hasPrefix("@") }) }

    /// No name is given, in whatever way.
    private var isAlone: Bool { names.allSatisfy { $0.hasPrefix("@") } && lookup.file == nil }

    /// The names of the arguments, then those of the file, as many at once as are at hand.
    private func forEachBatch(
        until stop: borrowing StopSignals?,
        _ body: ([String]) throws -> Void
    ) throws {
        if isAlone { return try body([""]) }
        let given = names.filter { $0 != "-" && !$0.hasPrefix("@") }
        if !given.isEmpty { try body(given) }
        for path in (names.contains("-") ? ["-"] : []) + (lookup.file.map { [$0] } ?? []) {
            var lines = try LineBatches(path)
            while let batch = try lines.next(until: stop) { try body(batch) }
        }
    }
}
