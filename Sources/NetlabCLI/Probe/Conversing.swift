internal import Platform
internal import Probing
internal import Rendering
internal import Resolving
internal import Serving
internal import Synchronization
internal import Wire

/// Has a person, or the lines of a pipe, talk with a server.
struct Conversing {
    let kind: String
    let target: TargetText
    var manner: Dialogue.Manner
    let family: NameService.Family
    let talk: TalkOptions
    /// The file for its socket calls.
    let record: String?
    let format: OutputFormat
    let style: Style
    /// Without a line in a pipe there is nothing to talk about.
    let needsLine: Bool

    /// Talks to the end, and throws the status where that is not 0; false where there was nothing to talk about.
    func run() throws -> Bool {
        let isTyped = ByteFile.standardInput.isTerminal
        var manner = manner
        manner.linesAreAtHand = !isTyped
        let recorder = try record.map { try IORecordWriter($0, program: "netlab probe \(kind)") }
        let transcript = try talk.transcript.map { try Transcript($0, encoding: talk.text.encoding) }
        let stop: StopSignals? = try StopSignals()
        let console = try Console(encoding: talk.text.encoding, prompt: "> ")
        let inputs = try Mailbox<Dialogue.Input>()
        let first = Mutex<Dialogue.Input?>(nil)
        let ask: @Sendable () -> Void = {
            console.ask { message in
                inputs.post(Self.input(message, isTyped: isTyped))
                return true
            }
        }
        if needsLine && !isTyped {
            ask()
            guard let input = try inputs.take(or: stop, timeout: nil)?.first else { throw ExitStatus.interrupted }
            if input == .end { return false }
            first.withLock { $0 = input }
        }
        let targets = try resolve(until: stop)
        var screen = ConversationScreen(
            kind: kind,
            target: target,
            format: format,
            style: style,
            encoding: talk.text.encoding,
            console: console,
            isTyped: isTyped,
            transcript: transcript
        )
        try screen.begin()
        let dialogue = try Dialogue(manner, inputs: inputs, recorder: recorder) {
            if let input = first.withLock({ $0.take() }) { inputs.post(input) } else { ask() }
        }
        let report = try dialogue.run(targets, until: stop) { try screen.show($0) }
        try screen.end(report, timeout: manner.answerTimeout ?? manner.timeout)
        try recorder?.finish()
        try transcript?.finish()
        if report.isInterrupted && report.linesReceived == 0 { throw ExitStatus.interrupted }
        if report.outcome.status != .success { throw report.outcome.status }
        return true
    }

    /// An empty line ends a conversation, and so does whoever ends standard input at a terminal.
    private static func input(_ message: SessionMessage, isTyped: Bool) -> Dialogue.Input {
        switch message {
        case .bytes(let line) where !line.isEmpty: .line(line)
        case .end where !isTyped: .end
        default: .leave
        }
    }

    private func resolve(until stop: borrowing StopSignals?) throws -> [Target] {
        let resolved: [ResolvedTarget]
        do {
            resolved = try ResolvedTarget.resolve(
                [target],
                family: family,
                concurrency: 1,
                timeout: manner.timeout,
                until: stop
            )
        } catch is Interruption {
            throw ExitStatus.interrupted
        }
        if let failure = resolved.first?.failure { throw CommandFailure(failure) }
        guard let targets = resolved.first?.targets, !targets.isEmpty else {
            throw CommandFailure(status: .timedOut, cause: "the name took longer than --timeout")
        }
        return targets
    }
}
