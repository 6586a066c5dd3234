internal import Platform
package import Wire

/// One client's connection without its socket: what its session says, how much of it leaves when, and when it is over.
///
/// Every model drives it: it asks `next` what to do, does it, and tells what came of it. Times are those of `Clock.monotonicNanoseconds`.
package struct Exchange: ~Copyable, Sendable {
    /// What is to be done now; reading is asked for beside it, by `wantsInput`.
    package enum Step: Sendable, Equatable {
        /// Nothing but to wait for input, if that is wanted, or for a message.
        case rest
        /// Send at most so many bytes of `unsent`, in one call.
        case send(Int)
        /// Nothing before this time.
        case wait(until: Int64)
        /// Nothing more is sent: the client is to see the end of the stream.
        case shutdown
        /// It is over; `reset` discards what was not sent and lets the client know.
        case close(Served.End, reset: Bool)
    }

    package struct Limits: Sendable, Equatable {
        /// How long nothing may move in either direction; nil is for ever.
        package var idle: Duration?
        /// How many bytes a connection may carry, in either direction; nil is any number.
        package var bytes: Int64?

        package init(idle: Duration? = nil, bytes: Int64? = nil) {
            self.idle = idle
            self.bytes = bytes
        }
    }

    /// Input is read no further while so many bytes wait to be sent.
    package static let pendingLimit = 256 << 10
    /// How long a client may take to close after it has had everything.
    package static let closingTime = Duration.seconds(5)

    private enum Phase: Equatable {
        case talking
        /// The session is done; what is pending leaves.
        case ending(Served.End)
        /// All has left and the sending side is shut down: closing with unread data would reset the connection, and take
        /// the end of the answer from the client.
        case closing(Served.End, deadline: Int64)
        case over(Served.End, reset: Bool)
    }

    // What each message touches is together and first: of a thousand clients, little stays in the processor's cache.
    private var phase = Phase.talking
    private var inputEnded = false
    private var hasMore = false
    private var holdsInput = false
    private var sentOfPending = 0
    /// What is to be sent, from `sentOfPending` on.
    private var pending: [UInt8] = []
    private var lastMove: Int64
    private let idleNanoseconds: Int64?
    private var session: any Session
    package let limits: Limits
    package private(set) var served: Served
    private var pace: Pace
    private let noted: @Sendable (Fault) -> Void
    private let start: Int64

    /// `noted` is told of what is done on purpose.
    package init(
        _ session: any Session,
        _ client: Client.Ends,
        limits: Limits = Limits(),
        pace: Pace = Pace(),
        at now: Int64,
        noted: @escaping @Sendable (Fault) -> Void = { _ in }
    ) {
        self.session = session
        self.limits = limits
        idleNanoseconds = limits.idle?.nanoseconds
        self.pace = pace
        self.noted = noted
        served = Served(client)
        start = now
        lastMove = now
    }

    /// Whether input is to be read, besides the step.
    package var wantsInput: Bool {
        guard !inputEnded, pace.reads else { return false }
        return switch phase {
        case .talking: !holdsInput && pendingCount < (pace.answersOneByOne ? 1 : Self.pendingLimit)
        case .ending: false
        case .closing: true
        case .over: false
        }
    }

    /// When the connection is over, if nothing moves before.
    package var deadline: Int64? {
        let idle = idleNanoseconds.map { [lastMove] in lastMove &+ $0 }
        if case .closing(_, let deadline) = phase { return min(deadline, idle ?? deadline) }
        return idle
    }

    package var pendingCount: Int { pending.count - sentOfPending }

    /// What is to be sent.
    package var unsent: ArraySlice<UInt8> { pending[sentOfPending...] }

    // MARK: What happened

    package mutating func open(_ wall: Timestamp, at now: Int64) {
        for fault in pace.standing { noted(fault) }
        tell(wall, at: now) { $0.open(&$1) }
    }

    /// Bytes came; true where all of them are to be sent back as they are and now, which the caller does without asking
    /// `next`, tells to `returned`, and leaves the rest to `queue`.
    package mutating func receive(_ bytes: borrowing Span<UInt8>, _ wall: Timestamp, at now: Int64) -> Bool {
        guard phase == .talking else { return false }
        lastMove = now
        served.reads += 1
        served.bytesReceived += Int64(bytes.count)
        var reply = Reply(at: wall)
        session.receive(bytes, &reply)
        let returnsNow =
            reply.returnsInput && reply.bytes.isEmpty && pendingCount == 0 && pace.isFree
            && limits.bytes == nil
        let begins = pendingCount == 0
        if reply.returnsInput && !returnsNow { queue(bytes) }
        take(reply, begins: begins, at: now)
        return returnsNow
    }

    /// The session is done with what came, which may have taken it longer than a client may idle.
    package mutating func resumed(at now: Int64) { lastMove = max(lastMove, now) }

    /// The client sends no more.
    package mutating func endInput(_ wall: Timestamp, at now: Int64) {
        inputEnded = true
        switch phase {
        case .closing(let end, _): phase = .over(end, reset: false)
        case .talking where pace.closesHalfClosed && pendingCount > 0:
            noted(.halfClose(unsent: pendingCount))
            phase = .over(.fault, reset: false)
        case .talking: tell(wall, at: now) { $0.endOfInput(&$1) }
        case .ending, .over: break
        }
    }

    /// A client that does not keep up with what others say is let go, because they do not wait for it.
    package mutating func hear(_ message: SessionMessage, _ wall: Timestamp, at now: Int64) {
        guard pendingCount < Self.pendingLimit else { return abort(.limit) }
        tell(wall, at: now) { $0.hear(message, &$1) }
    }

    /// A call took `count` bytes of what is pending.
    package mutating func sent(_ count: Int, _ wall: Timestamp, at now: Int64) {
        sentOfPending += count
        if sentOfPending == pending.count {
            pending.removeAll(keepingCapacity: pending.capacity <= Self.pendingLimit)
            sentOfPending = 0
        } else if sentOfPending >= Self.pendingLimit {
            // A client that reads but never catches up would have it grow.
            pending.removeFirst(sentOfPending)
            sentOfPending = 0
        }
        returned(count, at: now)
        pace.sent(count, at: now)
        if pendingCount == 0 && hasMore && phase == .talking {
            hasMore = false
            tell(wall, begins: false, at: now) { $0.resume(&$1) }
        }
    }

    /// A call took `count` bytes of input that goes back as it came.
    package mutating func returned(_ count: Int, at now: Int64) {
        served.bytesSent += Int64(count)
        served.writes += 1
        lastMove = now
    }

    /// What the call that returned input left over.
    package mutating func queue(_ bytes: borrowing Span<UInt8>) {
        pending.reserveCapacity(pending.count + bytes.count)
        for index in bytes.indices { pending.append(bytes[index]) }
    }

    /// The sending side is shut down.
    package mutating func didShutdown(at now: Int64) {
        guard case .ending(let end) = phase else { return }
        phase =
            inputEnded
            ? .over(end, reset: false) : .closing(end, deadline: now &+ Self.closingTime.nanoseconds)
    }

    /// A call failed, or the server ends.
    package mutating func abort(_ end: Served.End) {
        if case .over = phase { return }
        phase = .over(end, reset: false)
    }

    // MARK: What to do

    package mutating func next(at now: Int64) -> Step {
        if case .over(let end, let reset) = phase { return close(end, reset, at: now) }
        if let deadline, now >= deadline {
            if case .closing(let end, _) = phase { return close(end, false, at: now) }
            return close(.idle, false, at: now)
        }
        if let step = endOnPurpose(at: now) { return step }
        if pendingCount > 0 {
            return switch pace.allowance(of: pendingCount, sent: served.bytesSent, at: now) {
            case .bytes(let count): .send(count)
            case .wait(let time): .wait(until: time)
            }
        }
        if case .ending = phase { return .shutdown }
        return .rest
    }

    /// Where enough was sent: a reset at once, or the end of the stream in place of what is pending.
    private mutating func endOnPurpose(at now: Int64) -> Step? {
        if case .closing = phase { return nil }
        guard !pace.isFree, phase != .ending(.fault), let fault = pace.ending(sent: served.bytesSent) else {
            return nil
        }
        noted(fault)
        if case .reset = fault { return close(.fault, true, at: now) }
        pending = []
        sentOfPending = 0
        phase = .ending(.fault)
        return nil
    }

    private mutating func close(_ end: Served.End, _ reset: Bool, at now: Int64) -> Step {
        phase = .over(end, reset: reset)
        // What the session holds, such as its place in a conversation, is not held until the last of the socket is gone.
        session = NoSession()
        served.end = end
        served.durationNanoseconds = now - start
        return .close(end, reset: reset)
    }

    private mutating func tell(
        _ wall: Timestamp,
        begins: Bool = true,
        at now: Int64,
        _ body: (inout any Session, inout Reply) -> Void
    ) {
        guard phase == .talking else { return }
        var reply = Reply(at: wall)
        body(&session, &reply)
        take(reply, begins: begins && pendingCount == 0, at: now)
    }

    /// `begins` where what is sent follows nothing that is still to be sent.
    private mutating func take(_ reply: Reply, begins: Bool, at now: Int64) {
        // Bytes that a session keeps are not copied.
        if pending.isEmpty { pending = reply.bytes } else { pending += reply.bytes }
        if begins && pendingCount > 0, let fault = pace.begins(at: now) { noted(fault) }
        hasMore = reply.hasMore
        holdsInput = reply.holdsInput
        if let end = reply.ending {
            phase = .ending(end)
        } else if let limit = limits.bytes, max(served.bytesReceived, served.bytesSent + Int64(pendingCount)) > limit {
            phase = .ending(.limit)
        }
    }
}

/// Of a connection that is over.
private struct NoSession: Session {
    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {}
}
