internal import ArgumentParser
internal import Serving
internal import Wire

/// What every service takes: where it listens, how, for how long and for how many, and what it tells.
struct ServeOptions: ParsableArguments {
    @OptionGroup(title: "Where it listens") var listening: ListenOptions

    @Option(
        help: ArgumentHelp(
            "How clients are served at once: \(Model.allCases.map(\.rawValue).joined(separator: ", ")) "
                + "(default: event-loop; thread with --record).",
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

    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Faults on purpose") var faults: FaultOptions
    @OptionGroup(title: "UDP") var datagrams: DatagramOptions
    @OptionGroup(title: "What it tells") var logging: LogOptions
    @OptionGroup(title: "What it tells") var output: OutputOptions

    func validate() throws {
        if let model, logging.record != nil, !model.makesPlainCalls {
            let others = Model.allCases.filter(\.makesPlainCalls).map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--record needs a model that makes each call by itself: \(others)")
        }
        let own = EndpointFaults(faults.faults, datagrams.faults.faults)
        let named = try listening.named
        if faults.seed != nil && !own.areRandom && !named.contains(where: { $0.faults?.areRandom ?? false }) {
            throw ValidationError(
                "--seed needs a fault that is random: --delay with ±, --refuse, --loss, --duplicate or --reorder"
            )
        }
        if own != EndpointFaults(), !named.isEmpty, named.allSatisfy({ $0.faults != nil }) {
            throw ValidationError("every endpoint has faults of its own, so that those of the options have no effect")
        }
        if logging.daemon && listening.inetd { throw ValidationError("--daemon and --inetd contradict each other") }
        if logging.daemon && output.chosen == .json {
            throw ValidationError(
                "--daemon leaves no standard output for --json; --log FILE --format ndjson keeps events"
            )
        }
    }

    /// `waitsForPeople` is for services where somebody has to think or type.
    func settings(waitsForPeople: Bool = false) -> Server.Settings {
        var settings = Server.Settings()
        settings.model = model ?? (logging.record == nil ? .eventLoop : .thread)
        settings.limits = Exchange.Limits(
            idle: limits.idle(waitsForPeople: waitsForPeople),
            bytes: limits.maxBytes.map(Int64.init)
        )
        settings.faults = EndpointFaults(
            faults.faults,
            datagrams.faults.faults,
            seed: faults.seed ?? UInt64.random(in: 0...UInt64(UInt32.max))
        )
        settings.drain = limits.drain
        settings.maxConnections = limits.maxConnections
        settings.count = limits.once || listening.inetd ? 1 : limits.count
        settings.lasting = limits.lasting
        settings.admission = listening.admission
        settings.datagrams.answerRate = datagrams.answerLimit > 0 ? datagrams.answerLimit : nil
        settings.isVerbose = logging.verbose
        return settings
    }
}
