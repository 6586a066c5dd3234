internal import ArgumentParser
internal import Serving
internal import Wire

/// What every service takes: where it listens, for how long, for how many, and how.
struct ServeOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Where to listen: HOST:PORT, [V6]:PORT, or :PORT for all addresses.", valueName: "endpoint")
    )
    var endpoints: [String] = []

    @Option(
        help: ArgumentHelp(
            "How clients are served at once: \(Model.allCases.map(\.rawValue).joined(separator: ", ")) (default: event-loop; thread with --record).",
            valueName: "model"
        ),
        transform: {
            guard let model = Model(rawValue: $0) else {
                let names = Model.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("'\($0)' is no model; there are \(names)")
            }
            return model
        }
    )
    var model: Model?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("How long to serve (default: until Ctrl-C).", valueName: "duration"),
        transform: Value.duration
    )
    var lasting: Duration?

    @Option(
        help: ArgumentHelp("How many connections to serve (default: any number).", valueName: "number"),
        transform: { try Value.count($0, in: 1...Int.max) }
    )
    var count: Int?

    @Flag(help: "Serve one connection: short for --count 1.")
    var once = false

    @Option(
        help: ArgumentHelp("How many clients are served at once; more wait in the backlog.", valueName: "number"),
        transform: { try Value.count($0, in: 1...Int.max) }
    )
    var maxConnections: Int?

    @Option(
        help: ArgumentHelp("Close a connection on which nothing moved for so long.", valueName: "duration"),
        transform: Value.duration
    )
    var idleTimeout: Duration?

    @Option(
        help: ArgumentHelp("How long clients may take to finish after Ctrl-C (default: 5s).", valueName: "duration"),
        transform: Value.duration
    )
    var drain: Duration = .seconds(5)

    @Option(
        help: ArgumentHelp(
            "Write each system call on a connection to this file, for 'netlab capture --record'.",
            valueName: "file"
        ),
        completion: .file()
    )
    var record: String?

    @Flag(help: "Tell of every read and write.")
    var verbose = false

    @OptionGroup var faults: FaultOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard let model, record != nil, !model.makesPlainCalls else { return }
        throw ValidationError(
            "--record needs a model that makes each call by itself: \(Model.allCases.filter(\.makesPlainCalls).map(\.rawValue).joined(separator: ", "))"
        )
    }

    /// `limit` is what one connection may carry, for services where that is not an option of their own.
    func settings(limit: Int64? = nil) -> Server.Settings {
        var settings = Server.Settings()
        settings.model = model ?? (record == nil ? .eventLoop : .thread)
        settings.limits = Exchange.Limits(idle: idleTimeout, bytes: limit)
        settings.faults = faults.faults
        settings.drain = drain
        settings.maxConnections = maxConnections
        settings.count = once ? 1 : count
        settings.lasting = lasting
        settings.isVerbose = verbose
        return settings
    }
}
