internal import DequeModule
internal import Platform
internal import Wire

/// What requests come to.
extension Line {
    mutating func apply(_ moves: Moves, at now: Int64) {
        if !moves.bytes.isEmpty { outgoing.append((moves.bytes, nil)) }
        if moves.hasMore { hasMore = true }
        if moves.shutsDown { shutsDown = true }
        if let quiet = moves.quiet { quietEnd = Clock.monotonicNanoseconds() + quiet.nanoseconds }
        for answer in moves.answers { settle(answer, at: now) }
    }

    mutating func settle(_ answer: Moves.Answer, at now: Int64) {
        let isMeant: (Attempt) -> Bool = { $0.number == answer.number || !probe.sharesConnection }
        guard let index = waiting.firstIndex(where: isMeant) else {
            settleAgain(answer, at: now)
            return
        }
        var attempt = waiting.remove(at: index)
        attempt.outcome = answer.outcome
        attempt.facts = answer.facts
        if let sent = attempt.kernelSent, let arrival { attempt.kernelNanoseconds = arrival - sent }
        attempt.isReordered = attempt.number < highest
        highest = max(highest, attempt.number)
        end(attempt, at: now)
        if !probe.sharesConnection { isOver = true }
    }

    /// An answer to what had one already, or had been given up.
    mutating func settleAgain(_ answer: Moves.Answer, at now: Int64) {
        let isKnown = 1 <= answer.number && answer.number <= highest || lost.contains(answer.number)
        guard probe.sharesConnection, isKnown else { return }
        var attempt = Attempt(target: index, number: answer.number, intendedNanoseconds: now, startNanoseconds: now)
        if let place = lost.firstIndex(of: answer.number) {
            lost.remove(at: place)
            attempt.arrival = .late
            attempt.outcome = answer.outcome
        } else {
            attempt.arrival = .again
            attempt.outcome = .duplicated
        }
        ended.append(attempt)
    }

    mutating func fail(_ failure: SystemFailure) {
        let now = Clock.monotonicNanoseconds() - terms.start
        let message = self.message ?? socket.icmpError()
        self.message = nil
        // This host's own name matters only where somebody else has spoken.
        let local = message == nil ? nil : socket.local?.internet
        let failure = SocketFailure(failure, message, to: target, from: local)
        // What is wrong with one datagram says nothing of the others.
        let isAlone = !target.transport.isStream && isOpen && probe.sharesConnection
        for _ in 0..<(isAlone ? min(1, waiting.count) : waiting.count) {
            var attempt = waiting.removeFirst()
            attempt.failure = failure
            attempt.outcome = failure.outcome
            attempt.facts = conversation?.progress ?? []
            end(attempt, at: now)
        }
        if isAlone {
            outgoing = []
            sent = 0
        } else {
            isOver = true
        }
    }

    mutating func endAll(_ outcome: Outcome, _ facts: [Fact] = [], at now: Int64) {
        while var attempt = waiting.popFirst() {
            attempt.outcome = outcome
            attempt.facts = (conversation?.progress ?? []) + facts
            end(attempt, at: now)
        }
        isOver = true
    }

    mutating func end(_ attempt: Attempt, at now: Int64) {
        var attempt = attempt
        attempt.endNanoseconds = now
        if isOpen {
            local = local ?? socket.local
            attempt.local = local
            attempt.tcp = socket.tcpInformation
        }
        if target.transport.isStream && pieces.count > 0 { attempt.pieces = pieces }
        pieces = PieceTally()
        ended.append(attempt)
    }
}
