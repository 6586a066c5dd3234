internal import Platform
internal import Rendering
internal import Serving
internal import Wire

/// Tells what a server does: people in a line a thing, programs in an event.
final class ServeLog: Sendable {
    private let name: String
    private let format: OutputFormat
    /// Of what goes to standard error.
    private let style: Style
    private let sink: LogSink

    /// `name` is what was asked for: a service, or all.
    init(name: String, options: ServeOptions) throws(CommandFailure) {
        self.name = name
        format = options.output.chosen
        style = options.output.color.style(on: .standardError)
        sink = try LogSink(options.logging.place)
    }

    private var isForPrograms: Bool { format == .ndjson }

    /// All addresses are bound: clients may come.
    func listening(_ bound: BoundNames) throws {
        if isForPrograms { emit(ServeEvent("start") { $0.member("schemaVersion", 1) }) }
        for entry in bound.entries {
            let event = ServeEvent.listening(entry)
            // Whoever started it waits for this line.
            if !(isForPrograms && sink.isStandard) { StandardError.write(event.text() + "\n") }
            if isForPrograms || !sink.isStandard { emit(event) }
        }
    }

    /// Says that `name` is open to more than this host.
    func warn(ofWide name: SocketName) {
        StandardError.write(
            "\(style.text("warning:", .warning)) \(name) takes clients from the network; --allow says which\n"
        )
    }

    /// Random faults are drawn from a seed that nobody typed.
    func drawn(_ seed: UInt64) {
        emit(ServeEvent("seed", text: { "random faults are those of --seed \(seed)" }) { $0.member("seed", seed) })
    }

    /// Called on whatever thread an event happens.
    func note(_ event: Server.Event) {
        if case .reopen = event { sink.reopen() }
        emit(ServeEvent(event))
    }

    func finish(_ summary: Server.Summary, _ bound: BoundNames) throws {
        if isForPrograms || !sink.isStandard {
            emit(ServeEvent("summary", text: { ServeSummary.line(summary) }) { ServeSummary.members(&$0, summary) })
        }
        switch format {
        case .text: try StandardOutput.write(ServeSummary.text(summary))
        case .json:
            var json = JSONWriter()
            json.object {
                $0.member("schemaVersion", 1)
                $0.member("service", name)
                $0.member("addresses", strings: bound.entries.map(\.name.description))
                ServeSummary.members(&$0, summary)
            }
            json.newline()
            try StandardOutput.write(json.bytes)
        case .ndjson: break
        }
    }

    private func emit(_ event: ServeEvent) {
        let time = Clock.now()
        let text =
            if isForPrograms {
                event.json(at: time)
            } else {
                event.isWarning && sink.isStandard ? style.text(event.text(), .warning) : event.text()
            }
        guard !text.isEmpty else { return }
        sink.write(
            LogSink.Line(time: time, isWarning: event.isWarning, isForPrograms: isForPrograms, text: text)
        )
    }
}
