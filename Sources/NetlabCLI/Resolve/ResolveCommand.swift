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
            """
    )

    @Argument(
        help: ArgumentHelp(
            "NAME, NAME:SERVICE, or ADDRESS; - reads them from standard input.",
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

    @OptionGroup var lookup: LookupOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
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
        } else if isAlone {
            try HostView(pool: lookup.pool).run(&printer)
        } else {
            let view = SystemView(pool: lookup.pool, family: family.family)
            try forEachBatch { try view.run($0, &printer) }
        }
        try printer.end()
    }

    /// No name is given, in whatever way.
    private var isAlone: Bool { names.isEmpty && lookup.file == nil }

    /// The names of the arguments, then those of the file, as many at once as are at hand.
    private func forEachBatch(_ body: ([String]) throws -> Void) throws {
        let given = names.filter { $0 != "-" }
        if !given.isEmpty { try body(given) }
        for path in (names.contains("-") ? ["-"] : []) + (lookup.file.map { [$0] } ?? []) {
            var lines = try LineBatches(path)
            while let batch = try lines.next() { try body(batch) }
        }
    }
}
