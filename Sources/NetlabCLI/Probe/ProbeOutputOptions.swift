internal import ArgumentParser
internal import Platform
internal import Rendering

/// How a probe's results are written: a row an attempt has a form of its own.
enum ProbeFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson, csv
}

/// How results of probes are written, in which order, and what they have to keep to.
struct ProbeOutputOptions: ParsableArguments {
    @Option(
        name: .customLong("assert"),
        help: ArgumentHelp(
            "Status 1 unless each target keeps to this, such as 'p99<20ms' or 'loss=0'; may be repeated.",
            valueName: "assertion"
        ),
        transform: Assertion.init
    )
    var assertions: [Assertion] = []

    @Flag(help: "Tell of targets as they end, not in their order.")
    var unordered = false

    @Flag(help: "On a terminal, show a histogram of the times in place of each attempt.")
    var live = false

    @Option(
        help: ArgumentHelp(
            "How results are written; ndjson is one event a line, csv one attempt a line.",
            valueName: "format"
        )
    )
    var format: ProbeFormat?

    @Flag(help: "Short for --format json.")
    var json = false

    @Option(help: ArgumentHelp("When text is coloured.", valueName: "when"))
    var color = ColorChoice.auto

    func validate() throws {
        if json, let format, format != .json {
            throw ValidationError("--json and --format \(format.rawValue) contradict each other")
        }
        if unordered && chosen == .json {
            throw ValidationError(
                "--unordered: a JSON document has its targets in their order; ndjson and csv have none"
            )
        }
        guard live else { return }
        if chosen != .text { throw ValidationError("--live and --format \(chosen.rawValue) contradict each other") }
        if !ByteFile.standardOutput.isTerminal {
            throw ValidationError("--live draws on a terminal, and standard output is none")
        }
    }

    var chosen: ProbeFormat { format ?? (json ? .json : .text) }

    /// Whether an option is for many attempts.
    var isForMeasuring: Bool { !assertions.isEmpty || unordered || live || chosen != .text }

    /// The format that others share; nil for one of this command's own.
    var shared: OutputFormat? { OutputFormat(rawValue: chosen.rawValue) }
}
