internal import ArgumentParser
internal import Resolving

/// How many are looked up at once, for how long, and how the answers are written.
struct LookupOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read names from this file, one a line; - is standard input.",
            valueName: "file"
        ),
        completion: .file()
    )
    var file: String?

    @Option(
        help: ArgumentHelp("How many are looked up at once (default: 32).", valueName: "number"),
        transform: { try Value.count($0, in: 1...10_000) }
    )
    var concurrency = 32

    @Option(
        help: ArgumentHelp(
            "How long one lookup may take (default: 30s; DNS servers have what resolv.conf gives them).",
            valueName: "duration"
        ),
        transform: Value.duration
    )
    var timeout: Duration?

    @Flag(help: "Print the addresses, or names, alone: one a line.")
    var short = false

    func validate() throws {
        if let timeout, timeout <= .zero { throw ValidationError("--timeout must be more than 0") }
    }

    var pool: LookupPool { LookupPool(concurrency: concurrency, timeout: timeout ?? .seconds(30)) }
}
