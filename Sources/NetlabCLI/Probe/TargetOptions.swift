internal import ArgumentParser
internal import Platform
internal import Probing
internal import Wire

/// What is probed: arguments, the lines of a file, or both.
struct TargetOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "What to probe: HOST:PORT, HOST:80,443,8000-8010, [V6]:PORT, udp:HOST:PORT, unix:PATH, or - for standard input.",
            valueName: "target"
        )
    )
    var targets: [String] = []

    @Option(
        help: ArgumentHelp("Read more targets from this file, one a line; - is standard input.", valueName: "file"),
        completion: .file()
    )
    var file: [String] = []

    /// Which addresses of a target have to answer for status 0.
    enum Need: EnumerableFlag {
        case all, any

        static func help(for value: Self) -> ArgumentHelp? {
            switch value {
            case .all: "Every address of each target must answer for status 0."
            case .any: "One good answer among each target's addresses is enough for status 0."
            }
        }
    }

    @Flag var need = Need.all

    func texts(for probe: Probe) throws -> [TargetText] {
        var texts: [TargetText] = []
        for target in targets where target != "-" { texts.append(try TargetText(target, for: probe)) }
        for path in file + targets.filter({ $0 == "-" }) {
            var lines = try LineBatches(path)
            while let batch = try lines.next() {
                for line in batch {
                    do { texts.append(try TargetText(line, for: probe)) } catch {
                        throw CommandFailure(
                            status: .malformedInput,
                            cause: "\(path == "-" ? "standard input" : path): \(error)"
                        )
                    }
                }
            }
        }
        guard !texts.isEmpty else {
            throw ValidationError("there is nothing to probe: name a target, such as localhost:80")
        }
        return texts
    }
}

/// How often, for how long, and how patiently.
struct MeasuringOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Attempts on each address (default: 1; with -i or --for any number).", valueName: "number"),
        transform: { try Value.count($0, in: 1...Int.max) }
    )
    var count: Int?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "From the start of one attempt to the next (default: 1s); 0 waits for each answer.",
            valueName: "duration"
        ),
        transform: Value.duration
    )
    var interval: Duration?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("Start no attempt after this time.", valueName: "duration"),
        transform: Value.duration
    )
    var lasting: Duration?

    @Option(
        help: ArgumentHelp(
            "How long to wait for a name, and for each whole answer (default: 5s).",
            valueName: "duration"
        ),
        transform: Value.duration
    )
    var timeout: Duration = .seconds(5)

    @Option(
        help: ArgumentHelp("How many addresses are probed at once (default: 32).", valueName: "number"),
        transform: { try Value.count($0, in: 1...100_000) }
    )
    var concurrency = 32

    @Option(
        help: ArgumentHelp("First attempts on each address that are shown but not measured.", valueName: "number"),
        transform: { try Value.count($0, in: 1...Int.max) }
    )
    var warmup: Int?

    @Flag(help: "Try again, names too, until it is connected; at most as long as --for says.")
    var wait = false

    @Option(
        help: ArgumentHelp(
            "Stop listening to a peer that sends more for one answer (default: 1GiB).",
            valueName: "size"
        ),
        transform: { try Value.size($0, in: 1...Int.max) }
    )
    var maxBytes = 1 << 30

    @Option(
        help: ArgumentHelp(
            "Write every socket call to this file, a JSON object a line.",
            valueName: "file"
        ),
        completion: .file()
    )
    var record: String?

    func validate() throws {
        if timeout <= .zero { throw ValidationError("--timeout must be more than 0") }
        if let warmup, let count, warmup >= count {
            throw ValidationError("--warmup leaves none of the attempts to measure")
        }
        if wait, count != nil { throw ValidationError("--wait tries until it is connected, and --count so many times") }
    }

    var plan: ProbePlan {
        ProbePlan(
            count: count ?? (interval == nil && lasting == nil && !wait ? 1 : nil),
            interval: interval ?? .seconds(1),
            lasting: lasting,
            timeout: timeout,
            concurrency: concurrency,
            endsWithSuccess: wait,
            maxBytes: Int64(maxBytes)
        )
    }
}
