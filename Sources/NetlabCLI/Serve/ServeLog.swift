internal import Platform
internal import Rendering
internal import Serving
internal import Synchronization
internal import Wire

/// Tells what a server does: people in a line a thing, programs in an event.
final class ServeLog: Sendable {
    private let name: String
    private let format: OutputFormat
    /// Of what goes to standard error.
    private let style: Style
    private let sink: LogSink
    private let drain: Duration
    /// When clients were told that their time is up, which is the log's too.
    private let end = Mutex<Int64?>(nil)

    /// `name` is what was asked for: a service, or all.
    init(name: String, options: ServeOptions) throws(CommandFailure) {
        self.name = name
        format = options.output.chosen
        style = options.output.color.style(on: .standardError)
        drain = options.limits.drain
        sink = try LogSink(options.logging.place, gap: Self.gap(format))
    }

    /// The line that says that others were dropped.
    private static func gap(_ format: OutputFormat) -> @Sendable (Int) -> [UInt8] {
        { count in
            guard format == .ndjson else { return Array(StandardStreams.gapText(count).utf8) }
            let event = ServeEvent("dropped", isWarning: true) { $0.member("lines", count) }
            return Array((event.json(at: Clock.now()) + "\n").utf8)
        }
    }

    /// Nobody waits for who reads what is written from here on, and no process is forked.
    func start() throws(CommandFailure) {
        do throws(SystemFailure) {
            try StandardStreams.queue(gap: Self.gap(format))
            try sink.start()
        } catch {
            throw CommandFailure(error)
        }
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

    /// Says that `name` is open to all users.
    func warn(ofAbstract name: SocketName) {
        let shown = VisibleText.escaped(name.description)
        StandardError.write(
            "\(style.text("warning:", .warning)) \(shown) takes clients of any user of this host: it is no file with permissions\n"
        )
    }

    /// Random faults are drawn from a seed that nobody typed.
    func drawn(_ seed: UInt64) {
        emit(ServeEvent("seed", text: { "random faults are those of --seed \(seed)" }) { $0.member("seed", seed) })
    }

    /// Called on whatever thread an event happens.
    func note(_ event: Server.Event) {
        switch event {
        case .reopen: sink.reopen()
        case .draining(_, let time): end.withLock { $0 = Clock.monotonicNanoseconds() &+ time.nanoseconds }
        default: break
        }
        emit(ServeEvent(event))
    }

    /// Says in a log of its own why the server has ended; whoever started it is told elsewhere.
    func failed(_ failure: CommandFailure) {
        guard !sink.isStandard else { return }
        let cause = VisibleText.escaped(failure.cause)
        emit(ServeEvent("failed", isWarning: true, text: { "ended: \(cause)" }) { $0.member("error", cause) })
        try? sink.finish(within: patience)
    }

    func finish(_ summary: Server.Summary, _ bound: BoundNames) throws {
        let dropped = StandardStreams.dropped + sink.dropped
        let patience = patience
        StandardStreams.end(by: Clock.monotonicNanoseconds() &+ patience.nanoseconds)
        sink.takeAll()
        if isForPrograms || !sink.isStandard {
            emit(
                ServeEvent("summary", text: { ServeSummary.line(summary) }) {
                    ServeSummary.members(&$0, summary, dropped: dropped)
                }
            )
        }
        // A reader of results who has gone does not cost the log its end.
        let shown = Result { try result(summary, bound, dropped: dropped) }
        try sink.finish(within: patience)
        try shown.get()
    }

    /// How long readers may take for what is left: no longer than clients may for theirs, and enough for any who read.
    private var patience: Duration {
        let left = end.withLock { $0 }.map { Duration.nanoseconds($0 &- Clock.monotonicNanoseconds()) } ?? drain
        return max(StandardStreams.leastPatience, min(left, StandardStreams.patience))
    }

    private func result(_ summary: Server.Summary, _ bound: BoundNames, dropped: Int) throws {
        switch format {
        case .text: try StandardOutput.write(ServeSummary.text(summary, dropped: dropped))
        case .json:
            var json = JSONWriter()
            json.object {
                $0.member("schemaVersion", 1)
                $0.member("service", name)
                $0.member("addresses", strings: bound.entries.map(\.name.description))
                ServeSummary.members(&$0, summary, dropped: dropped)
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
