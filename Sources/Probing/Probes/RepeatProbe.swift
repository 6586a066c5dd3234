package import Platform
package import Wire

/// Sends a message to a `repeat` server and receives what comes until the server closes, piece by piece.
package struct RepeatProbe: Sendable, Equatable {
    package var message: [UInt8]
    /// Bytes handed to each recv.
    package var receiveSize: Int
    /// A pause before each recv: a slow reader.
    package var readDelay: Duration
    /// For connecting and for the whole answer each.
    package var timeout: Duration
    /// A server that sends more is stopped listening to.
    package var maxBytes: Int64
    /// How many pieces are kept as they came.
    package var previewedPieces: Int
    package var options: [SocketOption]

    package init(
        message: [UInt8],
        receiveSize: Int,
        readDelay: Duration = .zero,
        timeout: Duration,
        maxBytes: Int64,
        previewedPieces: Int = 0,
        options: [SocketOption] = []
    ) {
        self.message = message
        self.receiveSize = receiveSize
        self.readDelay = readDelay
        self.timeout = timeout
        self.maxBytes = maxBytes
        self.previewedPieces = previewedPieces
        self.options = options
    }

    /// Tries `addresses` in their order until one takes the connection, and speaks to that one.
    ///
    /// `onPiece` is told how many bytes have come so far, after each recv.
    package func run(
        _ addresses: [SocketAddress],
        recorder: (any IORecorder)?,
        onPiece: (Int64) -> Void = { _ in }
    ) -> RepeatReport {
        var report = RepeatReport()
        for (index, address) in addresses.enumerated() {
            let began = ContinuousClock.now
            let target = Target(.internet(address), .tcp)
            var message: ICMPError?
            do throws(SystemFailure) {
                let socket = try StreamSocket.connect(
                    to: address,
                    options: SocketOption.errorMessages(to: target.name) + options
                        + [.sendTimeout(timeout), .receiveTimeout(timeout)],
                    watch: StreamSocket.Watch(connection: index + 1, recorder: recorder),
                    onMessage: { message = $0 }
                )
                report.connect = ContinuousClock.now - began
                exchange(socket, target, &report, onPiece)
                return report
            } catch {
                let failure = SocketFailure(error, message, to: target)
                report.failures.append(RepeatReport.Failure(address: address, failure: failure))
                report.outcome = failure.outcome
            }
        }
        return report
    }

    private func exchange(
        _ socket: consuming StreamSocket,
        _ target: Target,
        _ report: inout RepeatReport,
        _ onPiece: (Int64) -> Void
    ) {
        report.local = socket.local.internet
        report.remote = socket.remote.internet
        do throws(SystemFailure) {
            try send(on: &socket)
            report.outcome = try receive(on: &socket, &report, onPiece)
        } catch {
            let failure = SocketFailure(error, socket.icmpError(), to: target, from: report.local)
            report.outcome = failure.outcome
            report.failure = failure
        }
        socket.close(reason: report.outcome == .replied ? "fin" : report.outcome.rawValue)
    }

    private func send(on socket: inout StreamSocket) throws(SystemFailure) {
        var sent = 0
        while sent < message.count {
            sent += try socket.send(message.span.extracting(sent..<message.count))
        }
    }

    private func receive(
        on socket: inout StreamSocket,
        _ report: inout RepeatReport,
        _ onPiece: (Int64) -> Void
    ) throws(SystemFailure) -> Outcome {
        var buffer = [UInt8](repeating: 0, count: receiveSize)
        var check = RepetitionCheck(of: message)
        var deadline = Deadline(timeout)
        let began = ContinuousClock.now
        while true {
            Clock.sleep(for: readDelay)
            guard let rest = deadline.rest else { return .timedOut }
            if let shorter = rest.toArm { try socket.setOption(.receiveTimeout(shorter)) }
            let count = try socket.receive(into: &buffer)
            report.duration = ContinuousClock.now - began
            guard count > 0 else { return check.verdict }
            report.pieces.append(count)
            report.bytes += Int64(count)
            if report.preview.count < previewedPieces { report.preview.append(Array(buffer.prefix(count))) }
            check.take(buffer.span.extracting(..<count))
            onPiece(report.bytes)
            if report.bytes > maxBytes { return .unexpected }
        }
    }
}

/// When an answer is due, and whether the socket's own timeout must be made shorter for it.
private struct Deadline {
    private let end: ContinuousClock.Instant
    private var armed: Duration

    /// The socket's timeout may be longer than what is left by so much.
    private static let slack = Duration.milliseconds(100)

    init(_ timeout: Duration) {
        end = .now + timeout
        armed = timeout
    }

    /// Nil once the time is up; else what the socket's timeout is to be set to, where it needs to.
    var rest: (toArm: Duration?, Void)? {
        mutating get {
            let left = end - .now
            guard left > .zero else { return nil }
            guard armed - left > Self.slack else { return (nil, ()) }
            armed = left
            return (left, ())
        }
    }
}
