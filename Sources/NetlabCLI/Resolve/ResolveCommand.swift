internal import ArgumentParser
internal import Platform

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

    @Option(
        help: ArgumentHelp(
            "Make exactly this call and show what it returned: \(ResolverCall.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "call"
        )
    )
    var using: ResolverCall?

    @Option(
        help: ArgumentHelp("Flags of the call, such as AI_CANONNAME,AI_ADDRCONFIG.", valueName: "flags"),
        transform: { $0.split(separator: ",").map { $0.uppercased() } }
    )
    var flags: [[String]] = []

    @OptionGroup var direct: DirectOptions
    @OptionGroup var lookup: LookupOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try validateDirect()
        let flags = flags.joined()
        guard let using else {
            if !flags.isEmpty { throw ValidationError("--flags belongs to --using getaddrinfo or getnameinfo") }
            return
        }
        if let unknown = flags.first(where: { using.flagNames?.contains($0) != true }) {
            let known = using.flagNames.map { "; it has \($0.joined(separator: ", "))" } ?? ""
            throw ValidationError("\(using.rawValue) has no flag '\(unknown)'\(known)")
        }
        if family.family != .any, using != .getaddrinfo {
            throw ValidationError("\(using.rawValue) cannot be told a family: -4 and -6 belong to getaddrinfo")
        }
        if using == .gethostname, !isAlone {
            throw ValidationError("gethostname takes no name: it gives this host's")
        }
        if isAlone, !using.standsAlone {
            throw ValidationError("\(using.rawValue) needs a name or an address")
        }
    }

    func run() throws {
        var printer = ResolvePrinter(output, isShort: lookup.short)
        if let using {
            let view = CallView(pool: lookup.pool, call: using, family: family.family, flags: Array(flags.joined()))
            try isAlone ? view.run([""], &printer) : forEachBatch { try view.run($0, &printer) }
        } else if isDirect {
            let servers = try names.filter { $0.hasPrefix("@") }.map(DirectOptions.server)
            let policy = direct.policy(servers: servers, lookup)
            let view = DirectView(policy: policy, types: direct.types, family: family.family)
            try forEachBatch { try view.run($0, &printer) }
        } else if isAlone {
            try HostView(pool: lookup.pool).run(&printer)
        } else {
            let view = SystemView(pool: lookup.pool, family: family.family)
            try forEachBatch { try view.run($0, &printer) }
        }
        try printer.end()
    }

    private func validateDirect() throws {
        for name in names where name.hasPrefix("@") { _ = try DirectOptions.server(name) }
        guard isDirect else { return }
        if let using { throw ValidationError("--using \(using.rawValue) asks the system's resolver, not DNS servers") }
        if isAlone { throw ValidationError("no name is given to ask DNS servers for") }
        if !direct.types.isEmpty, family.family != .any {
            throw ValidationError("-4 and -6 choose between A and AAAA, which --type does by itself")
        }
    }

    /// DNS servers are asked, past the system's resolver.
    private var isDirect: Bool { direct.isGiven || names.contains { $0.hasPrefix("@") } }

    /// No name is given, in whatever way.
    private var isAlone: Bool { names.allSatisfy { $0.hasPrefix("@") } && lookup.file == nil }

    /// The names of the arguments, then those of the file, as many at once as are at hand.
    private func forEachBatch(_ body: ([String]) throws -> Void) throws {
        let given = names.filter { $0 != "-" && !$0.hasPrefix("@") }
        if !given.isEmpty { try body(given) }
        for path in (names.contains("-") ? ["-"] : []) + (lookup.file.map { [$0] } ?? []) {
            var lines = try LineBatches(path)
            while let batch = try lines.next() { try body(batch) }
        }
    }
}
