internal import ArgumentParser
internal import Serving
internal import Wire

/// What every service takes: where it listens, how, for how long and for how many, and what it tells.
struct ServeOptions: ParsableArguments {
    @OptionGroup(title: "Where it listens") var listening: ListenOptions

    @Option(
        help: ArgumentHelp("How clients are served at once: iterative, thread.", valueName: "model"),
        transform: {
            guard let model = Model(rawValue: $0) else {
                let names = Model.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("'\($0)' is no model; there are \(names)")
            }
            return model
        }
    )
    var model = Model.thread

    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "What it tells") var logging: LogOptions
    @OptionGroup(title: "What it tells") var output: OutputOptions

    func validate() throws {
        if logging.daemon && listening.inetd { throw ValidationError("--daemon and --inetd contradict each other") }
        if logging.daemon && output.chosen == .json {
            throw ValidationError(
                "--daemon leaves no standard output for --json; --log FILE --format ndjson keeps events"
            )
        }
    }

    func settings() -> Server.Settings {
        var settings = Server.Settings()
        settings.model = model
        settings.limits = Exchange.Limits(idle: limits.idleTimeout, bytes: limits.maxBytes.map(Int64.init))
        settings.drain = limits.drain
        settings.maxConnections = limits.maxConnections
        settings.count = limits.once || listening.inetd ? 1 : limits.count
        settings.lasting = limits.lasting
        settings.admission = listening.admission
        settings.isVerbose = logging.verbose
        return settings
    }
}
