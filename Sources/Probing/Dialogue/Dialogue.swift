package import Platform
internal import SystemPackage
package import Wire

/// Talks with a server line by line: what somebody types goes there, what it says is told of as it comes.
package struct Dialogue: ~Copyable {
    /// How it is held.
    package struct Manner: Sendable, Equatable {
        /// The next line is asked for when the answer is there, not before.
        package var takesTurns = true
        /// How long the server may speak first, before the first line is asked for.
        package var opening = Duration.zero
        /// For a connection; and, once no more lines come, for what the server still says.
        package var timeout = Duration.seconds(5)
        /// For the answer to a line; nil where a person gives it.
        package var answerTimeout: Duration?
        /// A server that sends more without a line of ours is stopped listening to.
        package var maxBytes = Int64.max
        package var source: SocketAddress?
        package var options: [SocketOption] = []
        /// A line is sent with its end over a stream, as most servers read them.
        package var endsLines = true
        /// Lines are at hand whenever they are asked for, as those of a file are; a person's are not.
        package var linesAreAtHand = false

        package init() {}
    }

    /// What whoever speaks has to say.
    package enum Input: Sendable, Equatable {
        /// Without its end.
        case line([UInt8])
        /// No more is to be said, and what the server still says is to be heard.
        case end
        /// No more is to be said or heard.
        case leave
    }

    let manner: Manner
    let inputs: Mailbox<Input>
    /// Asks for one more input.
    let ask: @Sendable () -> Void
    private let recorder: (any IORecorder)?
    var set: PollSet
    var report = DialogueReport()
    /// What an address that refused a datagram did not get.
    var carried: [UInt8]?

    /// `ask` has `inputs` get one more each time, whenever there is one.
    package init(
        _ manner: Manner,
        inputs: Mailbox<Input>,
        recorder: (any IORecorder)? = nil,
        ask: @escaping @Sendable () -> Void
    ) throws(SystemFailure) {
        self.manner = manner
        self.inputs = inputs
        self.recorder = recorder
        self.ask = ask
        set = try PollSet()
    }

    /// Talks with the first of `targets`, one or more, that can be talked with.
    /// - Throws: what `observe` throws, and what the system lacks.
    package consuming func run(
        _ targets: [Target],
        until stop: borrowing StopSignals?,
        observe: (DialogueEvent) throws -> Void
    ) throws -> DialogueReport {
        for (index, target) in targets.enumerated() {
            let watch = recorder.map { StreamSocket.Watch(connection: index + 1, recorder: $0) }
            guard let socket = try connect(target, watch, until: stop, observe) else {
                if report.isInterrupted { break }
                continue
            }
            report.target = target
            report.outcome = .connected
            try observe(.connected(target, local: socket.local))
            var exchange = Exchange(isLast: index == targets.count - 1, at: Clock.monotonicNanoseconds(), manner)
            let isDone = try talk(socket, target, &exchange, until: stop, observe)
            socket.recordClose(reason: report.outcome.isGood ? "fin" : report.outcome.rawValue)
            if isDone { break }
        }
        return report
    }

    /// A connection to `target`; nil where it has none to give, and the report says why.
    private mutating func connect(
        _ target: Target,
        _ watch: StreamSocket.Watch?,
        until stop: borrowing StopSignals?,
        _ observe: (DialogueEvent) throws -> Void
    ) throws -> NonblockingSocket? {
        var failed: SocketFailure?
        do throws(SystemFailure) {
            let socket = try NonblockingSocket(
                target.transport,
                to: target.name,
                from: manner.source.map(SocketName.internet),
                options: SocketOption.errorMessages(to: target.name) + manner.options,
                watch: watch
            )
            if socket.isConnected { return socket }
            try set.watch(socket, for: .writing, token: Token.socket)
            guard let ready = try set.wait(timeout: manner.timeout, or: stop) else {
                report.isInterrupted = true
                return nil
            }
            if !ready.isEmpty {
                do throws(SystemFailure) {
                    try socket.connected()
                    return socket
                } catch {
                    failed = SocketFailure(error, on: socket, to: target)
                }
            }
        } catch {
            failed = SocketFailure(error, to: target, from: manner.source)
        }
        report.outcome = failed?.outcome ?? .timedOut
        try observe(.unreached(target, report.outcome, failed))
        return nil
    }

    enum Token {
        static let socket = 0
        static let inputs = 1
    }
}

extension Probe {
    /// Lines that a person says and hears; it is no kind that measures.
    package static let chat = Probe(name: "chat", transports: [.tcp, .unix], converse: nil)
}
