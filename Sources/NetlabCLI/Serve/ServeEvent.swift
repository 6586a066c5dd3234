internal import Platform
internal import Rendering
internal import Serving
internal import Wire

/// Something that a server tells of, as a line for people and as an event for programs.
struct ServeEvent {
    /// As programs know it.
    let kind: String
    let isWarning: Bool
    /// A line without its end; empty for what people are not told.
    let text: () -> String
    private let members: (inout JSONWriter) -> Void

    init(
        _ kind: String,
        isWarning: Bool = false,
        text: @escaping () -> String = { "" },
        members: @escaping (inout JSONWriter) -> Void
    ) {
        self.kind = kind
        self.isWarning = isWarning
        self.text = text
        self.members = members
    }

    /// One object on one line.
    func json(at time: Timestamp) -> String {
        var json = JSONWriter()
        json.object {
            $0.member("event", kind)
            members(&$0)
            $0.member("time", time.description)
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    static func listening(_ entry: BoundNames.Entry) -> ServeEvent {
        ServeEvent("listening") {
            "listening on \(show(entry.name)) (\(entry.transport.rawValue), \(entry.service))"
        } members: {
            $0.member("address", entry.name.description)
            $0.member("transport", entry.transport.rawValue)
            $0.member("service", entry.service)
        }
    }

    init(_ event: Server.Event) {
        switch event {
        case .accepted(let connection, let local, let remote, let service):
            self.init("accepted") {
                "#\(connection) accepted: \(Self.show(remote)) on \(Self.show(local)) (\(service))"
            } members: {
                $0.member("connection", connection)
                $0.member("local", local.description)
                $0.member("remote", remote.description)
                $0.member("service", service)
            }
        case .refused(let local, let remote, let service):
            self.init("refused", isWarning: true) {
                "refused: \(Self.show(remote)) on \(Self.show(local)) (\(service)): not let in"
            } members: {
                $0.member("local", local.description)
                $0.member("remote", remote.description)
                $0.member("service", service)
                $0.member("reason", "denied")
            }
        case .progress(let connection, let progress):
            let (name, bytes) =
                switch progress {
                case .read(let bytes): ("read", bytes)
                case .write(let bytes): ("write", bytes)
                }
            self.init(name) {
                "#\(connection) \(name): \(Quantity.counted(bytes, "byte"))"
            } members: {
                $0.member("connection", connection)
                $0.member("bytes", bytes)
            }
        case .fault(let connection, let fault):
            self.init("fault") {
                "#\(connection) fault: \(FaultOutput.text(fault))"
            } members: {
                $0.member("connection", connection)
                FaultOutput.members(&$0, fault)
            }
        case .closed(let connection, let served):
            self = .closed(connection, served)
        case .datagram(let local, let remote, let bytes, let outcome):
            self = .datagram(local, remote, bytes, outcome)
        case .notAccepted(let failure):
            self.init("notAccepted", isWarning: true) {
                "clients have to wait: \(failure)"
            } members: {
                $0.member("call", failure.call)
                $0.member("error", failure.errnoName)
            }
        case .draining(let clients, let time):
            self.init("draining") {
                "no more clients; \(Quantity.counted(clients, "client")) may finish within "
                    + "\(Quantity.duration(nanoseconds: time.nanoseconds)), Ctrl-C again ends at once"
            } members: {
                $0.member("connections", clients)
                $0.member("drainMicroseconds", time.nanoseconds / 1_000)
            }
        case .reopen:
            self.init("reopened", text: { "log opened anew" }) { _ in }
        }
    }

    private static func closed(_ connection: Int, _ served: Served) -> ServeEvent {
        let isWarning =
            switch served.end {
            case .fin, .idle, .drain, .fault: false
            case .reset, .limit, .failed, .crashed: true
            }
        return ServeEvent("closed", isWarning: isWarning) {
            let cause =
                switch served.end {
                case .failed(let failure): " (\(failure))"
                case .crashed(let signal): " (its process ended\(signal.map { " by signal \($0)" } ?? " early"))"
                default: ""
                }
            return "#\(connection) closed: \(served.end.name)\(cause), "
                + "\(Quantity.duration(nanoseconds: served.durationNanoseconds)), "
                + "\(Quantity.counted(served.bytesReceived, "byte")) in \(Quantity.counted(served.reads, "read")), "
                + "\(Quantity.grouped(served.bytesSent)) in \(Quantity.counted(served.writes, "write"))"
        } members: {
            $0.member("connection", connection)
            $0.member("remote", served.remote.description)
            $0.member("bytesReceived", served.bytesReceived)
            $0.member("bytesSent", served.bytesSent)
            $0.member("reads", served.reads)
            $0.member("writes", served.writes)
            $0.member("durationMicroseconds", served.durationNanoseconds / 1_000)
            $0.member("reason", served.end.name)
        }
    }

    private static func datagram(
        _ local: SocketName,
        _ remote: SocketName?,
        _ bytes: Int,
        _ outcome: Server.Event.DatagramOutcome
    ) -> ServeEvent {
        ServeEvent("datagram") {
            DatagramText.line(show(remote ?? .unix(path: "")), bytes, outcome)
        } members: {
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

    /// A path may have been chosen by a client.
    static func show(_ name: SocketName) -> String {
        name == .unix(path: "") ? "unix client" : VisibleText.escaped(name.description)
    }
}
