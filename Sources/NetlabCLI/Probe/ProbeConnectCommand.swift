internal import ArgumentParser
internal import Platform
internal import Probing
internal import Resolving
internal import Wire

/// What `connect` takes, which is also what `netlab probe` takes without a kind.
struct ConnectOptions: ParsableArguments {
    @OptionGroup var targets: TargetOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions
}

/// `netlab probe connect`: connects, says what came of it and how long it took, and closes.
struct ProbeConnectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect",
        abstract: "Connect, say what came of it and how long it took: what netlab probe does without a kind.",
        discussion: """
            Connects to every address of each target, in the order in which an application would try them, and closes. \
            Each has its own outcome: connected, refused, unreachable, reset or timedOut. The status is 0 where all of \
            them, or with --any one of each target, were connected.

              netlab probe example.com:443
              netlab probe localhost:80,443,8000-8010
              netlab probe -c 10 -i 200ms 127.0.0.1:22
              netlab probe --wait --for 30s 127.0.0.1:5432 && echo up
            """
    )

    @OptionGroup var options: ConnectOptions

    private var targets: TargetOptions { options.targets }
    private var measuring: MeasuringOptions { options.measuring }

    func run() throws {
        let texts = try targets.texts()
        let stop: StopSignals? = try StopSignals()
        var printer = ProbePrinter(
            kind: "connect",
            format: options.output.chosen,
            style: options.output.style,
            isRepeated: measuring.plan.count != 1,
            warmup: measuring.warmup ?? 0
        )
        let resolved: [ResolvedTarget]
        do {
            resolved = try ResolvedTarget.resolve(
                texts,
                family: options.family.family,
                concurrency: measuring.concurrency,
                timeout: measuring.timeout,
                until: stop
            )
        } catch is Interruption {
            throw ExitStatus.interrupted
        }
        try printer.begin(resolved)
        var prober = try ConnectProber(printer.addresses, measuring.plan)
        do {
            while let attempts = try prober.next(until: stop) { try printer.add(attempts) }
        } catch is ProbeInterruption {
            printer.isInterrupted = true
        }
        try printer.finish()
        let status = printer.status(any: targets.any, waits: measuring.wait)
        if status != .success { throw status }
    }
}
