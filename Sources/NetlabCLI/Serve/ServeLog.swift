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
    func listening(_ addresses: [SocketAddress]) throws {
        if format == .ndjson {
            try event("start") { $0.member("schemaVersion", 1) }
        }
        for address in addresses {
            if format == .ndjson {
                try event("listening") {
                    $0.member("address", address.description)
                    $0.member("transport", "tcp")
                    $0.member("service", service)
                }
            } else {
                say("listening on \(address) (tcp, \(service))")
            }
        }
    }

    /// Random faults are drawn from a seed that nobody typed.
    func drawn(_ seed: UInt64) {
        say("random faults are those of --seed \(seed)")
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
        case .fault(let connection, let fault):
            if format == .ndjson {
                try? self.event("fault") {
                    $0.member("connection", connection)
                    FaultOutput.members(&$0, fault)
                }
            } else {
                say("\(connection): fault \(FaultOutput.text(fault))")
            }
        case .closed(let connection, let served):
            closed(connection, served)
        case .notAccepted(let failure):
            say("netlab serve \(service): a client could not be served: \(failure)")
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
            try StandardOutput.write(
                "served \(Quantity.counted(summary.connections, "client")): "
                    + "received \(Quantity.counted(summary.bytesReceived, "byte")), "
                    + "sent \(Quantity.counted(summary.bytesSent, "byte"))\(cut)\n"
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
        json.member("connections", summary.connections)
        json.member("bytesReceived", summary.bytesReceived)
        json.member("bytesSent", summary.bytesSent)
        json.member("cut", summary.cut)
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
            case .crashed(let signal): "; its process ended\(signal.map { " by signal \($0)" } ?? " early")"
            }
        say(
            "\(served.remote): received \(Quantity.counted(served.bytesReceived, "byte")), "
                + "sent \(Quantity.counted(served.bytesSent, "byte")) "
                + "in \(Quantity.counted(served.writes, "write"))\(reason)"
        )
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
