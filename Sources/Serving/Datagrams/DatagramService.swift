internal import Platform
internal import SystemPackage
internal import Wire

/// Answers the datagrams of one socket, on a thread of its own.
struct DatagramService: ~Copyable {
    /// How a socket's service ended.
    struct End: Sendable {
        let tally: DatagramTally
        /// It had as many datagrams as it was for.
        let isDone: Bool
        let failure: SystemFailure?
    }

    /// How long it rests where the system has no memory for a call.
    private static let rest = Duration.milliseconds(100)

    private let socket: DatagramSocket
    private let answer: @Sendable ([UInt8], Timestamp) -> [UInt8]?
    private let amplifies: Bool
    private let observer: Server.Observer
    private let isVerbose: Bool
    private let admission: Admission
    private let batch: DatagramBatch
    private var policy: AnswerPolicy
    private var path: FaultyPath?
    private var left: Int
    private var tally = DatagramTally()

    /// Begins; it ends by itself once `stop` has a value or as many datagrams came as there are clients to serve.
    static func start(
        _ socket: DatagramSocket,
        _ conditions: Conditions,
        until stop: Mailbox<Void>,
        ended: Mailbox<End>
    ) throws(SystemFailure) {
        guard let answer = conditions.service.answer else { return }
        try detachThread {
            do throws(SystemFailure) {
                var service = try DatagramService(socket, answer, conditions)
                ended.post(service.run(until: stop))
            } catch {
                ended.post(End(tally: DatagramTally(), isDone: false, failure: error))
            }
        }
    }

    private init(
        _ socket: DatagramSocket,
        _ answer: @escaping @Sendable ([UInt8], Timestamp) -> [UInt8]?,
        _ conditions: Conditions
    ) throws(SystemFailure) {
        self.socket = socket
        self.answer = answer
        amplifies = conditions.service.amplifies
        observer = conditions.observer
        let settings = conditions.settings
        isVerbose = settings.isVerbose
        admission = settings.admission
        left = settings.count ?? .max
        policy = AnswerPolicy(rate: settings.datagrams.answerRate, allowing: settings.admission.names)
        path = settings.faults.datagrams.areNone ? nil : FaultyPath(settings.faults.datagrams)
        batch = try DatagramBatch()
    }

    private mutating func run(until stop: Mailbox<Void>) -> End {
        while left > 0 {
            do throws(SystemFailure) {
                let ready = try Readiness.wait(for: [stop, socket], timeout: wait())
                if ready[0] { return End(tally: tally, isDone: false, failure: nil) }
                depart()
                if ready[1] { try turn() }
            } catch {
                guard [.noMemory, .noBufferSpace].contains(error.errno) else {
                    return End(tally: tally, isDone: false, failure: error)
                }
                Clock.sleep(for: Self.rest)
            }
        }
        return End(tally: tally, isDone: true, failure: nil)
    }

    /// Until the next answer leaves that faults hold back.
    private func wait() -> Duration? {
        path?.due.map { .nanoseconds(max(0, $0 &- Clock.monotonicNanoseconds())) }
    }

    private mutating func turn() throws(SystemFailure) {
        let count = try batch.receive(from: socket, limit: min(left, DatagramBatch.capacity))
        left -= count
        let wall = Clock.now()
        let now = Clock.monotonicNanoseconds()
        for index in 0..<count {
            let datagram = batch.datagram(at: index)
            tally.received += 1
            tally.bytesReceived += Int64(datagram.bytes.count)
            if datagram.wholeLength > datagram.bytes.count { tally.truncated += 1 }
            take(answer(datagram.bytes, wall), to: datagram, index, at: now)
        }
        let (left, bytes, failed) = batch.send(on: socket)
        tally.sent += left
        tally.bytesSent += bytes
        tally.failed += failed
        depart()
    }

    private mutating func take(_ answer: [UInt8]?, to datagram: DatagramBatch.Datagram, _ index: Int, at now: Int64) {
        guard let answer, let source = datagram.source else { return tell(of: datagram, .unanswered) }
        let amplifies = amplifies || answer.count > datagram.bytes.count
        if let refusal = refusal(of: source, amplifies: amplifies, at: now) {
            tally.refused[refusal, default: 0] += 1
            // Of many the first is enough to say what is the matter.
            return tell(of: datagram, .refused(refusal), isNew: tally.refused[refusal] == 1)
        }
        if let faults = path?.send(answer, to: source, at: now) {
            for fault in faults { tally.faults[fault, default: 0] += 1 }
            return tell(of: datagram, .answered(bytes: answer.count, faults), isNew: !faults.isEmpty)
        }
        if !batch.answer(answer, at: index) { tally.failed += 1 }
        tell(of: datagram, .answered(bytes: answer.count, []))
    }

    private mutating func refusal(
        of source: SocketName,
        amplifies: Bool,
        at now: Int64
    ) -> AnswerPolicy.Refusal? {
        admission.admits(source) ? policy.refusal(of: source, amplifies: amplifies, at: now) : .denied
    }

    /// Lets answers go that faults held back.
    private mutating func depart() {
        guard path != nil, let departures = path?.take(at: Clock.monotonicNanoseconds()) else { return }
        for departure in departures {
            do throws(SystemFailure) {
                try socket.send(departure.bytes, to: departure.remote)
                tally.sent += 1
                tally.bytesSent += Int64(departure.bytes.count)
            } catch {
                tally.failed += 1
            }
        }
    }

    private func tell(
        of datagram: borrowing DatagramBatch.Datagram,
        _ outcome: Server.Event.DatagramOutcome,
        isNew: Bool = false
    ) {
        guard isVerbose || isNew else { return }
        observer(
            .datagram(local: socket.name, remote: datagram.source, bytes: datagram.bytes.count, outcome)
        )
    }
}
