internal import ArgumentParser

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

    @OptionGroup var lookup: LookupOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var printer = ResolvePrinter(output, isShort: lookup.short)
        try forEachBatch { batch in
            try SystemView(pool: lookup.pool, family: family.family).run(batch, &printer)
            try printer.flush()
        }
        try printer.end()
    }

    /// The names of the arguments, then those of the file.
    private func forEachBatch(_ body: ([String]) throws -> Void) throws {
        let given = names.filter { $0 != "-" }
        if !given.isEmpty { try body(given) }
        for path in (names.contains("-") ? ["-"] : []) + (lookup.file.map { [$0] } ?? []) {
            var lines = try LineBatches(path)
            while let batch = try lines.next() { try body(batch) }
        }
    }
}
