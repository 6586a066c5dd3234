internal import ArgumentParser
internal import Probing

/// `netlab probe repeat`: sends a text to a repeat server and shows in which pieces the answer came.
struct ProbeRepeatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repeat",
        abstract: "Send a text to a repeat server and show in which pieces the answer came.",
        discussion: """
            Sends TEXT in one write and calls recv until the server closes. Shows the first pieces as they were \
            received, then the length of every piece, then totals.

              netlab probe repeat 127.0.0.1:2000 --message abc
            """
    )

    @Argument(help: ArgumentHelp("The server: HOST:PORT or [V6]:PORT.", valueName: "endpoint"))
    var target: String

    @Argument(help: ArgumentHelp("The text to send, as --message gives it.", valueName: "text"))
    var text: String?

    @Option(help: ArgumentHelp("The text to send.", valueName: "text"))
    var message: String?

    @Option(
        help: ArgumentHelp("Bytes handed to each recv (default: 1000000).", valueName: "size"),
        transform: { try Value.size($0, in: 1...64 << 20) }
    )
    var receiveSize = 1_000_000

    @Option(
        help: ArgumentHelp("How many pieces are shown as they came (default: 5).", valueName: "number"),
        transform: { try Value.count($0, in: 0...1_000_000) }
    )
    var preview = 5

    @Option(
        help: ArgumentHelp(
            "How long to wait for the connection, and for the whole answer (default: 60s).",
            valueName: "duration"
        ),
        transform: Value.duration
    )
    var timeout: Duration = .seconds(60)

    @Option(
        help: ArgumentHelp("Stop listening to a server that sends more (default: 1GiB).", valueName: "size"),
        transform: { try Value.size($0, in: 1...Int.max) }
    )
    var maxBytes = 1 << 30

    @Option(
        help: ArgumentHelp(
            "Write each system call on the connection to this file, for 'netlab capture --record'.",
            valueName: "file"
        ),
        completion: .file()
    )
    var record: String?

    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        switch (text, message) {
        case (nil, nil): throw ValidationError("the text to send is missing: give it with --message")
        case (_?, _?): throw ValidationError("the text to send is given twice")
        case (let text, let message):
            let text = text ?? message ?? ""
            if text.isEmpty { throw ValidationError("the text to send is empty") }
            if !Value.isWhole(text) { throw ValidationError("the text to send is not valid UTF-8") }
        }
        if timeout <= .zero { throw ValidationError("--timeout must be more than 0") }
    }

    func run() throws {
        let addresses = try Endpoint(target).targets(family: family.family)
        let recorder = try record.map { try IORecordWriter($0, program: "netlab probe repeat") }
        let probe = RepeatProbe(
            message: Array((text ?? message ?? "").utf8),
            receiveSize: receiveSize,
            timeout: timeout,
            maxBytes: Int64(maxBytes),
            previewedPieces: preview
        )
        var progress = ProgressLine()
        let report = probe.run(addresses, recorder: recorder) { progress.show("\($0) bytes received") }
        progress.clear()
        try StandardOutput.write(
            RepeatOutput(report: report, target: target, format: output.chosen, style: output.style).bytes
        )
        try recorder?.finish()
        if report.outcome != .replied { throw report.outcome.status }
    }
}
