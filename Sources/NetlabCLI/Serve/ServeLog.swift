internal import Platform
internal import Rendering
internal import Serving
internal import Synchronization
internal import Wire

/// Says what a server does: to people on standard error, to programs on standard output.
final class ServeLog: Sendable {
    private let service: String
    private let format: OutputFormat
    /// Lines do not run into each other.
    private let lines = Mutex(())

    init(service: String, output: OutputOptions) {
        self.service = service
        format = output.chosen
    }

    /// All addresses are bound: clients may come.
    func listening(_ streams: [SocketAddress], _ datagrams: [SocketAddress]) throws {
        if format == .ndjson {
            try event("start") { $0.member("schemaVersion", 1) }
        }
        for (address, transport) in streams.map({ ($0, "tcp") }) + datagrams.map({ ($0, "udp") }) {
            if format == .ndjson {
                try event("listening") {
                    $0.member("address", address.description)
                    $0.member("transport", transport)
                    $0.member("service", service)
                }
            } else {
                say("listening on \(address) (\(transport), \(service))")
            }
        }
    }

    /// Called on whatever thread an event happens.
    func note(_ event: Server.Event) {
        // A reader of the events that has gone does not stop the service.
        switch event {
        case .accepted(let connection, let local, let remote):
            if format == .ndjson {
                try? self.event("accepted") {
                    $0.member("connection", connection)
                    $0.member("local", local.description)
                    $0.member("remote", remote.description)
                }
            }
        case .progress(let connection, let progress):
            let (name, bytes) =
                switch progress {
                case .read(let bytes): ("read", bytes)
                case .write(let bytes): ("write", bytes)
                }
            if format == .ndjson {
                try? self.event(name) {
                    $0.member("connection", connection)
                    $0.member("bytes", bytes)
                }
            } else {
                say("\(connection): \(name) \(Quantity.counted(bytes, "byte"))")
            }
        case .closed(let connection, let served):
            closed(connection, served)
        case .datagram(let local, let remote, let bytes, let outcome):
            datagram(local, remote, bytes, outcome)
        case .notAccepted(let failure):
            if format == .ndjson {
                try? self.event("notAccepted") {
                    $0.member("call", failure.call)
                    $0.member("error", failure.errnoName)
                }
            }
            say("netlab serve \(service): clients have to wait: \(failure)")
        case .draining(let clients, let time):
            say(
                "no more clients; \(Quantity.counted(clients, "client")) may finish within "
                    + "\(Quantity.duration(nanoseconds: time.nanoseconds)), Ctrl-C again ends at once"
            )
        }
    }

    func finish(_ summary: Server.Summary, addresses: [SocketAddress]) throws {
        switch format {
        case .text:
            let cut = summary.cut > 0 ? ", \(Quantity.grouped(summary.cut)) cut off" : ""
            var text = DatagramText.lines(summary.datagrams)
            if summary.notAccepted > 0 {
                text +=
                    "clients had to wait \(Quantity.counted(summary.notAccepted, "time")) for want of descriptors or memory\n"
            }
            try StandardOutput.write(
                "served \(Quantity.counted(summary.connections, "client")): "
                    + "received \(Quantity.counted(summary.bytesReceived, "byte")), "
                    + "sent \(Quantity.counted(summary.bytesSent, "byte"))\(cut)\n" + text
            )
        case .json:
            var json = JSONWriter()
            json.object {
                $0.member("schemaVersion", 1)
                $0.member("service", service)
                $0.member("addresses", strings: addresses.map(\.description))
                members(&$0, summary)
            }
            json.newline()
            try StandardOutput.write(json.bytes)
        case .ndjson:
            try event("summary") { members(&$0, summary) }
        }
    }

    private func members(_ json: inout JSONWriter, _ summary: Server.Summary) {
        defer { members(&json, summary.datagrams) }
        json.member("connections", summary.connections)
        json.member("bytesReceived", summary.bytesReceived)
        json.member("bytesSent", summary.bytesSent)
        json.member("cut", summary.cut)
        json.member("notAccepted", summary.notAccepted)
    }

    private func closed(_ connection: Int, _ served: Served) {
        if format == .ndjson {
            try? event("closed") {
                $0.member("connection", connection)
                $0.member("remote", served.remote.description)
                $0.member("bytesReceived", served.bytesReceived)
                $0.member("bytesSent", served.bytesSent)
                $0.member("reads", served.reads)
                $0.member("writes", served.writes)
                $0.member("durationMicroseconds", served.durationNanoseconds / 1000)
                $0.member("reason", served.end.name)
            }
            return
        }
        let reason =
            switch served.end {
            case .fin: ""
            case .reset: "; reset by the client"
            case .idle: "; nothing moved for --idle-timeout"
            case .limit: "; more than --max-bytes allows"
            case .drain: "; cut off"
            case .fault: "; closed on purpose"
            case .failed(let failure): "; \(failure)"
            }
        say(
            "\(served.remote): received \(Quantity.counted(served.bytesReceived, "byte")), "
                + "sent \(Quantity.counted(served.bytesSent, "byte")) "
                + "in \(Quantity.counted(served.writes, "write"))\(reason)"
        )
    }

    private func datagram(
        _ local: SocketName,
        _ remote: SocketName?,
        _ bytes: Int,
        _ outcome: Server.Event.DatagramOutcome
    ) {
        guard format == .ndjson else {
            return say(DatagramText.line(remote, bytes, outcome))
        }
        try? event("datagram") {
            $0.member("local", local.description)
            $0.member("remote", remote?.description)
            $0.member("bytes", bytes)
            switch outcome {
            case .unanswered: $0.member("outcome", "unanswered")
            case .refused(let refusal):
                $0.member("outcome", "refused")
                $0.member("reason", refusal.rawValue)
            case .answered(let bytes, let faults):
                $0.member("outcome", "answered")
                $0.member("answerBytes", bytes)
                $0.member("faults", strings: faults.map(\.rawValue))
            }
        }
    }

    private func members(_ json: inout JSONWriter, _ tally: DatagramTally) {
        json.member("datagrams") {
            $0.object {
                $0.member("received", tally.received)
                $0.member("bytesReceived", tally.bytesReceived)
                $0.member("truncated", tally.truncated)
                $0.member("sent", tally.sent)
                $0.member("bytesSent", tally.bytesSent)
                $0.member("failed", tally.failed)
                counts(&$0, "refused", AnswerPolicy.Refusal.allCases.map { ($0.rawValue, tally.refused[$0] ?? 0) })
                counts(&$0, "faults", DatagramFaults.Fault.allCases.map { ($0.rawValue, tally.faults[$0] ?? 0) })
            }
        }
    }

    private func counts(_ json: inout JSONWriter, _ name: String, _ counts: [(String, Int)]) {
        json.member(name) { $0.object { for (key, count) in counts { $0.member(key, count) } } }
    }

    private func say(_ line: String) {
        lines.withLock { _ in StandardError.write(line + "\n") }
    }

    private func event(_ name: String, _ members: (inout JSONWriter) -> Void) throws {
        var json = JSONWriter()
        json.object {
            $0.member("event", name)
            members(&$0)
        }
        json.newline()
        let bytes = json.bytes
        try lines.withLock { _ in try StandardOutput.write(bytes) }
    }
}
