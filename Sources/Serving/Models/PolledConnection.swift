internal import Platform
internal import SystemPackage
internal import Wire

/// A client served with calls that do not wait: whoever drives it waits for `interest`, no longer than `deadline`, and has it
/// `advance`.
final class PolledConnection {
    /// How many send calls one client may have before others have their turn.
    private static let callsInTurn = 4
    /// And how long, in nanoseconds.
    private static let turn: Int64 = 1_000_000

    private var socket: StreamSocket
    private var exchange: Exchange
    private let cutter: SocketCutter?
    private let observe: (Server.Event.Progress) -> Void
    private(set) var interest = PollSet.Interest.nothing
    private(set) var deadline: Int64?

    /// nil where the service serves no streams; the connection is closed then.
    init?(
        _ accepted: Listener.Accepted,
        _ conditions: Conditions,
        _ cutter: SocketCutter? = nil,
        deliver: @escaping @Sendable (SessionMessage) -> Void
    ) {
        let exchange = conditions.exchange(with: accepted, deliver: deliver)
        socket = accepted.open(recorder: conditions.recorder)
        self.cutter = cutter
        observe = conditions.progress(of: accepted.connection)
        guard let exchange else { return nil }
        self.exchange = exchange
        do throws(SystemFailure) {
            for option in conditions.options(for: accepted) { try socket.setOption(option) }
        } catch {
            self.exchange.abort(.failed(error))
        }
        self.exchange.open(Clock.now(), at: Clock.monotonicNanoseconds())
    }

    /// Serves to the end on this thread, for a session that is told things beside its input.
    static func serve(_ accepted: Listener.Accepted, _ conditions: Conditions, _ cutter: SocketCutter) -> Served {
        var unserved = Served(Client.Ends(local: accepted.local, remote: accepted.remote))
        do throws(SystemFailure) {
            let inbox = try Mailbox<SessionMessage>()
            guard let connection = PolledConnection(accepted, conditions, cutter, deliver: { inbox.post($0) }) else {
                return unserved
            }
            var buffer = StreamSocket.room(for: conditions.service.receiveSize)
            var hasHungUp = false
            while true {
                if cutter.isCut { connection.abort(.drain) }
                if let served = connection.advance(hasHungUp: hasHungUp, &buffer) { return served }
                let timeout = connection.deadline.map {
                    Duration.nanoseconds(max(0, $0 - Clock.monotonicNanoseconds()))
                }
                do throws(SystemFailure) {
                    let ready = try Readiness.wait(
                        for: connection.handle,
                        connection.interest,
                        or: inbox,
                        timeout: timeout
                    )
                    hasHungUp = ready.hasHungUp
                    if ready.hasMessage { for message in inbox.take() { connection.hear(message) } }
                } catch {
                    connection.abort(.failed(error))
                }
            }
        } catch {
            accepted.discard()
            unserved.end = .failed(error)
            return unserved
        }
    }

    var handle: StreamSocket.Handle { socket.handle }

    func abort(_ end: Served.End) { exchange.abort(end) }

    func hear(_ message: SessionMessage) {
        exchange.hear(message, Clock.now(), at: Clock.monotonicNanoseconds())
    }

    /// Does what can be done now; what came of the connection once it is over.
    func advance(hasHungUp: Bool, _ buffer: inout [UInt8]) -> Served? {
        // Where input is awaited, the next call tells more.
        if hasHungUp && interest == .nothing { exchange.abort(cutter?.isCut == true ? .drain : .reset) }
        var mayReceive = true
        var calls = 0
        let end = Clock.monotonicNanoseconds() &+ Self.turn
        while true {
            let now = Clock.monotonicNanoseconds()
            let step = exchange.next(at: now)
            var hasMoved = false
            do throws(SystemFailure) {
                switch step {
                case .close(let end, let reset):
                    if reset { try? socket.setOption(.resetOnClose) }
                    cutter?.retire()
                    socket.close(reason: end.name)
                    return exchange.served
                case .shutdown:
                    try socket.shutdownSending()
                    exchange.didShutdown(at: Clock.monotonicNanoseconds())
                    hasMoved = true
                case .send(let limit) where calls < Self.callsInTurn && (calls == 0 || now < end):
                    calls += 1
                    hasMoved = try send(limit)
                case .send, .wait, .rest: break
                }
                if !hasMoved && mayReceive && exchange.wantsInput {
                    mayReceive = false
                    hasMoved = try receive(into: &buffer)
                }
            } catch {
                exchange.abort(cutter?.isCut == true ? .drain : Served.End(error))
                continue
            }
            if !hasMoved { return rest(after: step) }
        }
    }

    private func rest(after step: Exchange.Step) -> Served? {
        deadline = exchange.deadline
        var writes = false
        switch step {
        case .send: writes = true
        case .wait(let time): deadline = min(time, deadline ?? time)
        case .rest, .shutdown, .close: break
        }
        interest =
            switch (exchange.wantsInput, writes) {
            case (true, true): .both
            case (true, false): .reading
            case (false, true): .writing
            case (false, false): .nothing
            }
        return nil
    }

    /// Whether the kernel took anything.
    private func send(_ limit: Int) throws(SystemFailure) -> Bool {
        let unsent = exchange.unsent.prefix(limit)
        do throws(SystemFailure) {
            let count = try socket.send(unsent.span, waits: false)
            observe(.write(bytes: count))
            exchange.sent(count, Clock.now(), at: Clock.monotonicNanoseconds())
            return true
        } catch  where error.isTemporary {
            return false
        }
    }

    /// Whether anything came, the end included.
    private func receive(into buffer: inout [UInt8]) throws(SystemFailure) -> Bool {
        let count: Int
        do throws(SystemFailure) {
            count = try socket.receive(into: &buffer, waits: false)
        } catch  where error.isTemporary {
            return false
        }
        let now = Clock.monotonicNanoseconds()
        guard count > 0 else {
            exchange.endInput(Clock.now(), at: now)
            return true
        }
        observe(.read(bytes: count))
        guard exchange.receive(buffer.span.extracting(0..<count), Clock.now(), at: now) else { return true }
        var sent = 0
        do throws(SystemFailure) {
            while sent < count {
                let bytes = try socket.send(buffer.span.extracting(sent..<count), waits: false)
                observe(.write(bytes: bytes))
                exchange.returned(bytes, at: Clock.monotonicNanoseconds())
                sent += bytes
            }
        } catch {
            exchange.queue(buffer.span.extracting(sent..<count))
            guard error.isTemporary else { throw error }
        }
        return true
    }
}
