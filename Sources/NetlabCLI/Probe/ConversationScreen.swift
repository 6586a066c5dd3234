internal import Platform
internal import Probing
internal import Rendering
internal import SystemPackage
internal import Wire

/// Shows a conversation: what the server says as results, how it began and ended as diagnostics.
struct ConversationScreen {
    let kind: String
    let target: TargetText
    let format: OutputFormat
    let style: Style
    let encoding: TextEncoding
    let console: Console
    /// A person types.
    let isTyped: Bool
    let transcript: Transcript?
    private var messages: [(speaker: Transcript.Speaker, text: [UInt8], time: Timestamp)] = []

    init(
        kind: String,
        target: TargetText,
        format: OutputFormat,
        style: Style,
        encoding: TextEncoding,
        console: Console,
        isTyped: Bool,
        transcript: Transcript?
    ) {
        self.kind = kind
        self.target = target
        self.format = format
        self.style = style
        self.encoding = encoding
        self.console = console
        self.isTyped = isTyped
        self.transcript = transcript
    }

    func begin() throws {
        guard format == .ndjson else { return }
        try event("start") {
            $0.member("schemaVersion", 1)
            $0.member("kind", kind)
        }
    }

    mutating func show(_ event: DialogueEvent) throws {
        let time = Clock.now()
        switch event {
        case .unreached(let target, let outcome, let failure):
            let cause = failure?.words(to: target.name) ?? "no answer"
            say("\(target.name): \(style.text(outcome.rawValue, .warning)), \(cause)")
            transcript?.note("\(target.name): \(outcome.rawValue), \(cause)", at: time)
            guard format == .ndjson else { return }
            try self.event("unreached") {
                $0.member("time", time.description)
                $0.member("address", target.name.description)
                $0.member("outcome", outcome.rawValue)
                $0.members(of: failure)
            }
        case .connected(let target, let local):
            let verb = target.transport.isStream ? "connected to" : "asking"
            if isTyped { say("\(verb) \(target.name); an empty line ends it") }
            transcript?.note("\(verb) \(target.transport.rawValue) \(target.name)", at: time)
            guard format == .ndjson else { return }
            try self.event("connected") {
                $0.member("time", time.description)
                $0.member("address", target.name.description)
                $0.member("transport", target.transport.rawValue)
                $0.member("local", local?.description)
            }
        case .said(let text): try add(.client, text, time)
        case .heard(let text): try add(.server, text, time)
        case .unanswered:
            say("\(style.text("lost", .warning)): no answer came in time")
            transcript?.note("lost: no answer came in time", at: time)
        }
    }

    /// Says how it ended; `timeout` is that for an answer.
    func end(_ report: DialogueReport, timeout: Duration) throws {
        let reason = reason(report, timeout)
        let isGood = report.outcome.isGood || report.outcome == .lost
        console.below(isLast: true) {
            guard let reason else { return }
            StandardError.write((isGood ? "" : style.text(report.outcome.rawValue, .warning) + ": ") + reason + "\n")
        }
        if let reason {
            transcript?.note((isGood ? "" : report.outcome.rawValue + ": ") + reason, at: Clock.now())
        }
        switch format {
        case .text: break
        case .ndjson: try event("summary") { $0.summary(of: report, reason) }
        case .json: try StandardOutput.write(document(report, reason))
        }
    }

    private func reason(_ report: DialogueReport, _ timeout: Duration) -> String? {
        switch report.outcome {
        case .closedEarly:
            report.hasUnsentLines
                ? "the server has left with lines still to be said" : "the server has left without an answer"
        case .timedOut where report.target != nil:
            "no answer within \(Quantity.duration(nanoseconds: timeout.nanoseconds))"
        case .unexpected: "more than --max-bytes came without a line of ours"
        case .reset: "the connection was reset"
        // An address that could not be reached has been told of.
        case .refused, .unreachable, .timedOut: nil
        case .systemFailure: report.failure?.words(to: report.target?.name)
        default: report.peerHasLeft ? "the server has left" : nil
        }
    }

    // MARK: Where it goes

    private mutating func add(_ speaker: Transcript.Speaker, _ text: [UInt8], _ time: Timestamp) throws {
        transcript?.add(speaker, text, at: time)
        switch format {
        case .text:
            if speaker == .server { try console.below { try StandardOutput.write(encoding.visible(text) + "\n") } }
        case .json:
            messages.append((speaker, text, time))
            if speaker == .server { say(encoding.visible(text)) }
        case .ndjson: try event("message") { $0.message(speaker, text, time, encoding) }
        }
    }

    private func say(_ text: String) { console.below { StandardError.write(text + "\n") } }

    private func event(_ name: String, _ members: (inout JSONWriter) -> Void) throws {
        try StandardOutput.write(JSONWriter.line(name, members))
    }

    private func document(_ report: DialogueReport, _ reason: String?) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("schemaVersion", 1)
            $0.member("kind", kind)
            $0.summary(of: report, reason)
            $0.member("messages", array: messages) { json, message in
                json.object { $0.message(message.speaker, message.text, message.time, encoding) }
            }
        }
        json.newline()
        return json.bytes
    }
}
