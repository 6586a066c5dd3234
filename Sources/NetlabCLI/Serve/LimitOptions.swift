internal import ArgumentParser
internal import Serving

/// How long a server serves, how many, and what one client may cost.
struct LimitOptions: ParsableArguments {
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
        help: ArgumentHelp(
            "How many clients are served at once; more wait in the backlog (default: 1024).",
            valueName: "number"
        ),
        transform: { try Value.count($0, in: 1...Int.max) }
    )
    var maxConnections = 1_024

    @Option(
        help: ArgumentHelp(
            "Close a connection on which nothing moved for so long, or never (default: 10m; 1h where people talk or press "
                + "Enter).",
            valueName: "duration"
        ),
        transform: {
            if $0 == "never" { return IdleTimeout.never }
            let duration = try Value.duration($0)
            guard duration > .zero else {
                throw ValidationError("--idle-timeout must be more than 0; 'never' closes none")
            }
            return .after(duration)
        }
    )
    var idleTimeout: IdleTimeout?

    enum IdleTimeout: Equatable {
        case after(Duration)
        case never
    }

    /// How long nothing may move on a connection; `waitsForPeople` is for services where somebody has to think or type.
    func idle(waitsForPeople: Bool) -> Duration? {
        switch idleTimeout {
        case .after(let duration): duration
        case .never: nil
        case nil: waitsForPeople ? .seconds(3_600) : .seconds(600)
        }
    }

    @Option(
        help: ArgumentHelp(
            "Close a connection that carries more bytes than this in either direction; of repeat, the largest answer "
                + "that is given (default: 1GiB there, none elsewhere).",
            valueName: "size"
        ),
        transform: { try Value.size($0, in: 1...Int.max) }
    )
    var maxBytes: Int?

    @Option(
        help: ArgumentHelp("How long clients may take to finish after Ctrl-C (default: 5s).", valueName: "duration"),
        transform: Value.duration
    )
    var drain: Duration = .seconds(5)

    func validate() throws {
        if once, let count, count != 1 { throw ValidationError("--once and --count \(count) contradict each other") }
    }
}
