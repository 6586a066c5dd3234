internal import Composing
internal import Platform
internal import Rendering
internal import Serving
internal import Wire

/// Tells what an exporter does: people where it listens and what it came to, programs of every scrape.
struct ExporterLog: Sendable {
    let format: OutputFormat
    /// Of what goes to standard error.
    let style: Style

    func listening(_ bound: BoundNames) throws {
        if format == .ndjson { try write("start") { $0.member("schemaVersion", 1) } }
        for entry in bound.entries {
            let event = ServeEvent.listening(entry)
            if format == .ndjson {
                try StandardOutput.write(event.json(at: Clock.now()) + "\n")
            } else {
                StandardError.write(event.text() + "\n")
            }
        }
        guard let name = bound.wide.first else { return }
        let warning = style.text("warning:", .warning)
        StandardError.write("\(warning) \(name) can be asked from the network for probes of what --allow names\n")
    }

    /// Called on the thread of the scrape.
    func note(_ event: Exporter.Event) {
        guard format == .ndjson else { return }
        // Whoever reads has gone where it fails, and the exporter serves on.
        try? write("probe") {
            $0.member("target", event.target)
            $0.member("module", event.module)
            $0.member("status", event.status)
            $0.member("isSuccess", isSuccess: event.isSuccess)
            $0.member("durationMicroseconds", event.durationNanoseconds / 1000)
            $0.member("time", Clock.now().description)
        }
    }

    /// Of the server only that clients have to wait.
    func note(_ event: Server.Event) {
        if case .notAccepted = event { StandardError.write(style.text(ServeEvent(event).text(), .warning) + "\n") }
    }

    func finish(_ counts: ExporterTally.Counts, _ bound: BoundNames) throws {
        switch format {
        case .text:
            let probes = Quantity.counted(counts.succeeded + counts.failed, "probe")
            try StandardOutput.write(
                "\(probes): \(Quantity.grouped(counts.succeeded)) succeeded, \(Quantity.grouped(counts.failed)) failed; "
                    + "\(Quantity.counted(counts.refused, "request")) refused\n"
            )
        case .json:
            var json = JSONWriter()
            json.object {
                $0.member("schemaVersion", 1)
                $0.member("addresses", strings: bound.entries.map(\.name.description))
                members(&$0, counts)
            }
            json.newline()
            try StandardOutput.write(json.bytes)
        case .ndjson: try write("summary") { members(&$0, counts) }
        }
    }

    private func members(_ json: inout JSONWriter, _ counts: ExporterTally.Counts) {
        json.member("succeeded", counts.succeeded)
        json.member("failed", counts.failed)
        json.member("refused", counts.refused)
    }

    private func write(_ event: String, _ members: (inout JSONWriter) -> Void) throws {
        try StandardOutput.write(JSONWriter.line(event, members))
    }
}

extension JSONWriter {
    /// A truth that may not be known.
    fileprivate mutating func member(_ key: String, isSuccess: Bool?) {
        if let isSuccess { member(key, isSuccess) } else { unknown(key) }
    }
}
