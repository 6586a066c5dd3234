internal import Platform
internal import SystemPackage
internal import Wire

extension Dialogue {
    /// Talks until either side ends it; false where another address is to be tried.
    mutating func talk(
        _ socket: NonblockingSocket,
        _ target: Target,
        _ exchange: inout Exchange,
        until stop: borrowing StopSignals?,
        _ observe: (DialogueEvent) throws -> Void
    ) throws -> Bool {
        try set.watch(inputs, for: .reading, token: Token.inputs)
        if let carried { owe(carried, &exchange) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let now = Clock.monotonicNanoseconds()
            if exchange.canAsk && exchange.mayAsk <= now {
                exchange.isAsking = true
                ask()
            }
            let interest: PollSet.Interest = exchange.outgoing.isEmpty ? .reading : .both
            if exchange.interest != interest { try set.watch(socket, for: interest, token: Token.socket) }
            exchange.interest = interest
            let wake = exchange.wake(canAsk: exchange.canAsk)
            guard let events = try set.wait(timeout: wake.map { .nanoseconds($0 - now) } ?? .seconds(3_600), or: stop)
            else {
                report.isInterrupted = true
                return try end(.done, &exchange, target, until: stop, observe)
            }
            let ready = events.map(\.token)
            do throws(DialogueStop) {
                if ready.contains(Token.inputs) { try takeInputs(socket, target, &exchange, observe) }
                if !exchange.outgoing.isEmpty { try flush(socket, target, &exchange) }
                if ready.contains(Token.socket) { try receive(socket, target, &exchange, &buffer, observe) }
                try expire(target, &exchange, observe)
            } catch {
                return try end(error, &exchange, target, until: stop, observe)
            }
        }
    }

    // MARK: What happens

    private mutating func takeInputs(
        _ socket: NonblockingSocket,
        _ target: Target,
        _ exchange: inout Exchange,
        _ observe: (DialogueEvent) throws -> Void
    ) throws(DialogueStop) {
        for input in inputs.take() {
            exchange.isAsking = false
            switch input {
            case .line(let line):
                let payload = line + (target.transport.isStream && manner.endsLines ? [UInt8(ascii: "\n")] : [])
                report.linesSent += 1
                try tell(.said(line), observe)
                owe(payload, &exchange)
            case .end, .leave:
                exchange.hasLeft = true
                guard target.transport.isStream else { throw .done }
                do { try socket.shutdownSending() } catch {
                    throw .failed(SocketFailure(error, on: socket, to: target))
                }
                let listens = input == .end && !manner.takesTurns
                exchange.goodbye =
                    Clock.monotonicNanoseconds() + (listens ? manner.timeout.nanoseconds : Exchange.farewell)
            }
        }
    }

    private mutating func owe(_ payload: [UInt8], _ exchange: inout Exchange) {
        exchange.outgoing += payload
        exchange.bytesHeard = 0
        carried = payload
        guard manner.takesTurns else { return }
        exchange.isOwed = true
        exchange.answerIsDue = manner.answerTimeout.map { Clock.monotonicNanoseconds() + $0.nanoseconds }
    }

    private mutating func flush(
        _ socket: NonblockingSocket,
        _ target: Target,
        _ exchange: inout Exchange
    ) throws(DialogueStop) {
        do {
            guard let count = try socket.send(exchange.outgoing) else { return }
            report.bytesSent += Int64(count)
            exchange.outgoing.removeFirst(target.transport.isStream ? count : exchange.outgoing.count)
        } catch {
            // A peer that has left says so to whoever reads.
            guard target.transport.isStream, error.errno == .brokenPipe || error.errno == .connectionReset else {
                throw .failed(SocketFailure(error, on: socket, to: target))
            }
            exchange.outgoing = []
        }
    }

    private mutating func receive(
        _ socket: NonblockingSocket,
        _ target: Target,
        _ exchange: inout Exchange,
        _ buffer: inout [UInt8],
        _ observe: (DialogueEvent) throws -> Void
    ) throws(DialogueStop) {
        let count: Int?
        do { count = try socket.receive(into: &buffer) } catch {
            throw .failed(SocketFailure(error, on: socket, to: target))
        }
        guard let count else { return }
        guard count > 0 || !target.transport.isStream else { throw .peerLeft }
        report.bytesReceived += Int64(count)
        exchange.bytesHeard += Int64(count)
        if exchange.bytesHeard > manner.maxBytes { throw .tooMuch }
        guard target.transport.isStream else {
            try hear(Array(buffer.prefix(count)), observe)
            settle(&exchange)
            return
        }
        for line in exchange.incoming.take(buffer.span.extracting(..<count)) { try hear(line, observe) }
        if exchange.incoming.rest.isEmpty {
            exchange.pauseEnds = nil
            settle(&exchange)
        } else {
            exchange.pauseEnds = Clock.monotonicNanoseconds() + Exchange.pause
        }
    }

    private mutating func expire(
        _ target: Target,
        _ exchange: inout Exchange,
        _ observe: (DialogueEvent) throws -> Void
    ) throws(DialogueStop) {
        let now = Clock.monotonicNanoseconds()
        if let pauseEnds = exchange.pauseEnds, pauseEnds <= now {
            exchange.pauseEnds = nil
            if let rest = exchange.incoming.takeRest() { try hear(rest, observe) }
            settle(&exchange)
        }
        if let due = exchange.answerIsDue, due <= now {
            guard !target.transport.isStream else { throw .unanswered }
            try tell(.unanswered, observe)
            report.outcome = .lost
            settle(&exchange)
        }
        if let goodbye = exchange.goodbye, goodbye <= now { throw .done }
    }

    private func settle(_ exchange: inout Exchange) {
        exchange.isOwed = false
        exchange.answerIsDue = nil
    }

    private mutating func hear(_ line: [UInt8], _ observe: (DialogueEvent) throws -> Void) throws(DialogueStop) {
        report.linesReceived += 1
        carried = nil
        try tell(.heard(line), observe)
    }

    private func tell(_ event: DialogueEvent, _ observe: (DialogueEvent) throws -> Void) throws(DialogueStop) {
        do { try observe(event) } catch { throw .observer(error) }
    }

    // MARK: The end

    /// Has the report say how it ended; false where another address is to be tried.
    private mutating func end(
        _ reason: DialogueStop,
        _ exchange: inout Exchange,
        _ target: Target,
        until stop: borrowing StopSignals?,
        _ observe: (DialogueEvent) throws -> Void
    ) throws -> Bool {
        if let rest = exchange.incoming.takeRest() {
            try hear(rest, observe)
            settle(&exchange)
        }
        if report.linesReceived > 0 && report.outcome == .connected { report.outcome = .replied }
        switch reason {
        case .observer(let error): throw error
        case .done: break
        case .unanswered: report.outcome = .timedOut
        case .tooMuch: report.outcome = .unexpected
        case .peerLeft:
            report.peerHasLeft = !exchange.hasLeft
            if exchange.isAsking && manner.linesAreAtHand {
                let more = try inputs.take(or: stop, timeout: Exchange.atHand) ?? []
                report.hasUnsentLines = more.contains { if case .line = $0 { true } else { false } }
            }
            let isEarly = exchange.isOwed || report.hasUnsentLines || report.linesReceived == 0 && !exchange.hasLeft
            if isEarly { report.outcome = .closedEarly }
        case .failed(let failure):
            report.outcome = failure.outcome
            report.failure = failure
            // A datagram tells only now whether anybody is there.
            guard !target.transport.isStream && report.linesReceived == 0 else { return true }
            try observe(.unreached(target, report.outcome, failure))
            return exchange.isLast
        }
        return true
    }
}
