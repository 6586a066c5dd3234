internal import DequeModule
internal import Platform
internal import SystemPackage
internal import Wire

/// A connection of a probe, with the requests that wait for an answer on it.
struct Line {
    /// What a line is to know of the run that it belongs to.
    struct Terms {
        /// The monotonic clock at the run's start.
        let start: Int64
        /// When all is given up.
        let end: Int64
        let timeout: Int64
        /// Between two answers, where each has its own limit.
        let maxBytes: Int64
    }

    /// How many reads are made before others get their turn.
    static let readsInARow = 16
    /// How many requests are remembered as lost, to tell a late answer from a second one.
    static let mostLost = 4_096

    let socket: NonblockingSocket
    /// The target's place among the targets.
    let index: Int
    /// What it was last watched for.
    var watchedFor: PollSet.Interest?
    let probe: Probe
    let target: Target
    let terms: Terms
    var conversation: (any Conversation)?
    /// When the connection was there, in nanoseconds from the run's start.
    private(set) var opened: Int64?
    var isOpen: Bool { opened != nil }
    /// Nothing more will come of it.
    var isOver = false
    var local: SocketName?
    /// In the order in which they were made.
    var waiting: Deque<Attempt> = []
    /// What is to be sent, and for which request.
    var outgoing: Deque<(bytes: [UInt8], number: Int?)> = []
    /// How much of the first of `outgoing` the kernel has.
    var sent = 0
    /// Bytes of a stream that the kernel has, or datagrams.
    var handedOver: UInt32 = 0
    /// Requests that left without the kernel having said when, and what it will call them.
    var unstamped: Deque<(identifier: UInt32, number: Int)> = []
    /// When the kernel received what came last, where it says.
    var arrival: Timestamp?
    /// The network's message that has come, and the error that it is about has not yet been seen.
    var message: ICMPError?
    var hasMore = false
    var shutsDown = false
    var lost: Deque<Int> = []
    var highest = 0
    var pieces = PieceTally()
    /// When the conversation is to be told that nothing came, on the monotonic clock.
    var quietEnd: Int64?
    var ended: [Attempt] = []

    /// Begins with one attempt.
    init(_ socket: NonblockingSocket, _ probe: Probe, _ target: Target, _ terms: Terms, for attempt: Attempt) {
        self.socket = socket
        index = attempt.target
        self.probe = probe
        self.target = target
        self.terms = terms
        conversation = probe.converse?(target.transport)
        conversation?.meet(target)
        waiting.append(attempt)
    }

    /// What it waits for.
    var interest: PollSet.Interest {
        guard isOpen else { return .writing }
        return outgoing.isEmpty ? .reading : .both
    }

    /// When something is to be done though nothing happens, on the monotonic clock.
    var deadline: Int64? {
        guard let limit else { return quietEnd }
        return quietEnd.map { min(limit, $0) } ?? limit
    }

    /// When the oldest request has waited long enough.
    var limit: Int64? {
        waiting.first.map { min(terms.end, terms.start + $0.startNanoseconds + terms.timeout) }
    }

    /// The attempts that have come to something since the last time.
    mutating func takeEnded() -> [Attempt] {
        defer { ended = [] }
        return ended
    }

    // MARK: What happens

    /// The connection is there; `isFirst` has its requests timed from now, because a connection is nothing that they measure.
    mutating func open(isFirst: Bool) {
        let now = Clock.monotonicNanoseconds() - terms.start
        opened = now
        for index in waiting.indices {
            waiting[index].connectedNanoseconds = now
            if isFirst && probe.sharesConnection { waiting[index].intendedNanoseconds = now }
        }
        guard conversation != nil else {
            settle(Moves.Answer(number: waiting.first?.number ?? 1, outcome: .connected, facts: []), at: now)
            return
        }
        for number in waiting.map(\.number) { ask(number) }
        flush()
    }

    /// A host that is near may have refused the connection by now, and need not be waited for.
    mutating func failAtOnce() {
        do throws(SystemFailure) { try socket.connected() } catch { fail(error) }
    }

    /// Makes one more request.
    mutating func add(_ attempt: Attempt) {
        waiting.append(attempt)
        guard isOpen else { return }
        ask(attempt.number)
        flush()
    }

    /// Goes on where the socket is ready.
    mutating func advance(_ buffer: inout [UInt8], isFirst: Bool, hasError: Bool) {
        guard isOpen else {
            do throws(SystemFailure) {
                try socket.connected()
                open(isFirst: isFirst)
            } catch {
                fail(error)
            }
            return
        }
        drain(all: hasError)
        flush()
        for _ in 0..<Self.readsInARow where !isOver {
            guard receive(&buffer) else { return }
        }
    }

    /// Gives up what has waited too long.
    mutating func expire(at now: Int64) {
        if let end = quietEnd, end <= now, !isOver { pause() }
        while let limit, limit <= now, !isOver, var attempt = waiting.popFirst() {
            attempt.outcome = isOpen ? probe.silence(target.transport) : .timedOut
            attempt.facts = conversation?.progress ?? []
            lost.append(attempt.number)
            if lost.count > Self.mostLost { lost.removeFirst() }
            end(attempt, at: now - terms.start)
            if !isOpen || !probe.sharesConnection { isOver = true }
        }
    }

    /// Nothing came for a while.
    mutating func pause() {
        quietEnd = nil
        var moves = Moves(at: Clock.now())
        conversation?.pause(&moves)
        apply(moves, at: pieces.lastNanoseconds ?? Clock.monotonicNanoseconds() - terms.start)
        flush()
    }

    // MARK: Calls

    mutating func ask(_ number: Int) {
        var moves = Moves(at: Clock.now())
        // A connection of its own has one request, whichever of the target's it is.
        let asked = probe.sharesConnection ? number : 1
        conversation?.ask(asked, &moves)
        // A datagram may be empty.
        if !target.transport.isStream || !moves.bytes.isEmpty { outgoing.append((moves.bytes, number)) }
        moves.bytes = []
        apply(moves, at: Clock.monotonicNanoseconds() - terms.start)
    }

    mutating func flush() {
        do throws(SystemFailure) {
            while true {
                while let first = outgoing.first {
                    guard let count = try socket.send(first.bytes, from: sent) else { return }
                    sent += count
                    guard !target.transport.isStream || sent == first.bytes.count else { continue }
                    outgoing.removeFirst()
                    handedOver &+= target.transport.isStream ? UInt32(truncatingIfNeeded: sent) : 1
                    sent = 0
                    guard socket.stamps, let number = first.number else { continue }
                    unstamped.append((handedOver &- 1, number))
                    drain()
                }
                guard hasMore else { break }
                hasMore = false
                var moves = Moves(at: Clock.now())
                conversation?.resume(&moves)
                apply(moves, at: Clock.monotonicNanoseconds() - terms.start)
            }
            guard shutsDown else { return }
            shutsDown = false
            try socket.shutdownSending()
        } catch {
            fail(error)
        }
    }

    /// Takes what the kernel has kept: when requests left, and what the network said.
    ///
    /// There may be more than is waited for, which epoll(7) tells of until it is taken.
    mutating func drain(all: Bool = false) {
        guard socket.stamps else { return }
        while all || !unstamped.isEmpty, let queued = socket.queued() {
            switch queued {
            case .icmp(let error, let failure):
                message = error
                // A connection goes on in spite of what the network says.
                if !target.transport.isStream { fail(failure) }
            case .sent(let identifier, let time):
                guard let place = unstamped.firstIndex(where: { $0.identifier == identifier }) else { continue }
                let number = unstamped[place].number
                unstamped.removeSubrange(...place)
                guard let index = waiting.firstIndex(where: { $0.number == number }) else { continue }
                waiting[index].kernelSent = time
            case .other: break
            }
        }
    }

    /// One receive call; whether another may bring more.
    mutating func receive(_ buffer: inout [UInt8]) -> Bool {
        do throws(SystemFailure) {
            guard let count = try socket.receive(into: &buffer, stamp: &arrival) else { return false }
            let now = Clock.monotonicNanoseconds() - terms.start
            var moves = Moves(at: Clock.now())
            guard count > 0 || !target.transport.isStream else {
                conversation?.endOfInput(&moves)
                apply(moves, at: now)
                endAll(.closedEarly, at: now)
                return false
            }
            quietEnd = nil
            pieces.add(count, at: now)
            let total = pieces.bytes
            conversation?.receive(buffer.span.extracting(..<count), &moves)
            apply(moves, at: now)
            if total > terms.maxBytes, !isOver {
                endAll(.unexpected, [.breach("more than --max-bytes came")], at: now)
            } else {
                flush()
            }
            // Of a stream, what fills the buffer goes on; of datagrams, as many as are waited for may be there.
            return target.transport.isStream ? count == buffer.count : !waiting.isEmpty
        } catch {
            fail(error)
            return false
        }
    }
}
