package import Platform
internal import Synchronization
internal import SystemPackage
internal import Wire

/// Probes many targets at once, each on a schedule of its own.
///
/// Requests leave when they are due, whether or not earlier ones were answered.
package struct Prober: AttemptSource, ~Copyable {
    /// Descriptors that are for something else.
    private static let otherDescriptors = 32
    /// More than the largest datagram.
    private static let receiveSize = 1 << 16

    /// A target that has its turn.
    private struct Turn {
        let target: Int
        let admitted: Int64
        /// When its schedule began; a connection that many requests share comes before.
        var start: Int64?
        var started = 0
        var ended = 0
        var lastEnd: Int64 = 0
        /// The place of the line that its requests share.
        var line: Int?
        /// Where it is not to be tried again.
        var isDone = false
    }

    private let targets: [Target]
    private let probe: Probe
    private let plan: ProbePlan
    private let terms: Line.Terms
    private let recorder: (any IORecorder)?
    private var set: PollSet
    private var lines: [Line?] = []
    private var freePlaces: [Int] = []
    private var turns: [Turn] = []
    private var admitted = 0
    private let connections: ConnectionNumbers
    /// How many connections there may be at once; lowered where the system has no descriptor left.
    package private(set) var places: Int
    private var results: [Attempt] = []
    private var buffer = [UInt8](repeating: 0, count: receiveSize)

    /// `start` is when the run began, on the monotonic clock; those that have one record share its `connections`.
    package init(
        _ targets: [Target],
        _ probe: Probe,
        _ plan: ProbePlan,
        recorder: (any IORecorder)? = nil,
        connections: ConnectionNumbers = ConnectionNumbers(),
        start: Int64 = Clock.monotonicNanoseconds()
    ) throws(SystemFailure) {
        self.targets = targets
        self.probe = probe
        self.plan = plan
        self.recorder = recorder
        self.connections = connections
        terms = Line.Terms(
            start: start,
            end: plan.ending.map { start &+ $0.nanoseconds } ?? .max,
            timeout: plan.timeout.nanoseconds,
            maxBytes: plan.maxBytes
        )
        set = try PollSet()
        places = Self.mostConnections()
    }

    /// How many connections the limit of descriptors leaves room for, once it is raised.
    static func mostConnections() -> Int {
        max(1, DescriptorLimit.raise() - otherDescriptors)
    }

    package mutating func next(until stop: borrowing StopSignals?) throws -> [Attempt]? {
        while true {
            startWhatIsDue()
            if !results.isEmpty {
                defer { results = [] }
                return results
            }
            if turns.isEmpty && (admitted == targets.count || isOver(at: Clock.monotonicNanoseconds())) { return nil }
            try wait(until: stop)
        }
    }

    // MARK: The schedule

    private func isOver(at now: Int64) -> Bool {
        plan.lasting.map { now - terms.start >= $0.nanoseconds } ?? false
    }

    /// When `turn` is to start its next attempt; nil where it has no more, or where that is not known yet.
    private func due(_ turn: Turn) -> Int64? {
        guard !turn.isDone, turn.started < plan.count ?? .max else { return nil }
        guard let start = turn.start else { return turn.started == 0 ? turn.admitted : nil }
        var time = start &+ Int64(turn.started) &* plan.interval.nanoseconds
        if plan.interval == .zero {
            guard turn.ended == turn.started else { return nil }
            time = max(start, turn.lastEnd)
        }
        return plan.lasting.map { time - terms.start >= $0.nanoseconds } ?? false ? nil : time
    }

    private var isFull: Bool { lines.count - freePlaces.count >= places }

    private mutating func startWhatIsDue() {
        let now = Clock.monotonicNanoseconds()
        while turns.count < plan.concurrency, admitted < targets.count, !isFull, !isOver(at: now) {
            let begin = max(now, terms.start)
            turns.append(Turn(target: admitted, admitted: begin, start: probe.sharesConnection ? nil : begin))
            admitted += 1
        }
        for index in turns.indices {
            while turns[index].line != nil || !isFull, let due = due(turns[index]), due <= now {
                launch(index, due: due)
            }
        }
        let isDone = turns.map { $0.ended == $0.started && due($0) == nil }
        for (turn, isDone) in zip(turns, isDone) where isDone {
            if let place = turn.line { close(place, reason: "fin") }
        }
        turns = zip(turns, isDone).filter { !$0.1 }.map(\.0)
    }

    private mutating func launch(_ index: Int, due: Int64) {
        turns[index].started += 1
        let now = Clock.monotonicNanoseconds() - terms.start
        let attempt = Attempt(
            target: turns[index].target,
            number: turns[index].started,
            // What has no schedule is meant to leave when it does.
            intendedNanoseconds: plan.interval == .zero ? now : due - terms.start,
            startNanoseconds: now
        )
        if let place = turns[index].line {
            lines[place]?.add(attempt)
            collect(place)
        } else {
            open(index, attempt)
        }
    }

    // MARK: Connections

    private mutating func open(_ index: Int, _ attempt: Attempt) {
        let target = targets[attempt.target]
        do throws(SystemFailure) {
            let socket = try NonblockingSocket(
                target.transport,
                to: target.name,
                from: plan.source.map(SocketName.internet),
                options: SocketOption.errorMessages(to: target.name) + plan.options,
                stamps: probe.sharesConnection || !target.transport.isStream,
                watch: recorder.map { StreamSocket.Watch(connection: connections.next(), recorder: $0) }
            )
            let place = freePlaces.popLast() ?? lines.count
            let line = Line(socket, probe, target, terms, for: attempt)
            if place == lines.count { lines.append(line) } else { lines[place] = line }
            if probe.sharesConnection { turns[index].line = place }
            if socket.isConnected {
                lines[place]?.open(isFirst: turns[index].start == nil)
                begin(index, place)
            } else {
                lines[place]?.failAtOnce()
            }
            collect(place)
        } catch
            where (error.errno == .tooManyOpenFiles || error.errno == .tooManyOpenFilesInSystem)
            && lines.count > freePlaces.count
        {
            // There is room for as many as there are now, and this attempt is made again.
            places = lines.count - freePlaces.count
            turns[index].started -= 1
        } catch {
            var attempt = attempt
            let failure = SocketFailure(error, to: target, from: plan.source)
            attempt.failure = failure
            attempt.outcome = failure.outcome
            attempt.endNanoseconds = Clock.monotonicNanoseconds() - terms.start
            begin(index, nil)
            end(attempt, index)
        }
    }

    /// The first connection of a turn has come to something: its schedule begins.
    private mutating func begin(_ index: Int, _ place: Int?) {
        guard turns[index].start == nil else { return }
        let opened = place.flatMap { lines[$0]?.opened }
        turns[index].start = opened.map { terms.start + $0 } ?? Clock.monotonicNanoseconds()
    }

    private mutating func wait(until stop: borrowing StopSignals?) throws {
        var wake = Int64.max
        for turn in turns where turn.line != nil || !isFull { wake = min(wake, due(turn) ?? .max) }
        let nextDeadline = lines.reduce(Int64.max) { min($0, $1?.deadline ?? .max) }
        let rest = max(0, min(wake, nextDeadline) - Clock.monotonicNanoseconds())
        guard let ready = try set.wait(timeout: .nanoseconds(rest), or: stop) else { throw ProbeInterruption() }
        for event in ready {
            let place = event.token
            guard lines.indices.contains(place), let index = turn(of: place) else { continue }
            lines[place]?.advance(&buffer, isFirst: turns[index].start == nil, hasError: event.hasHungUp)
            if lines[place]?.isOpen == true { begin(index, place) }
            collect(place)
        }
        let now = Clock.monotonicNanoseconds()
        guard nextDeadline <= now else { return }
        for place in lines.indices where lines[place]?.deadline ?? .max <= now {
            lines[place]?.expire(at: now)
            collect(place)
        }
    }

    /// Takes what a line has come to, and leaves it where it is over.
    private mutating func collect(_ place: Int) {
        guard let ended = lines[place]?.takeEnded(), let index = turn(of: place), let line = lines[place] else {
            return
        }
        for attempt in ended { end(attempt, index) }
        if line.isOver {
            begin(index, place)
            turns[index].line = nil
            close(place, reason: ended.last.map { $0.outcome.isGood ? "fin" : $0.outcome.rawValue } ?? "fin")
        } else if line.watchedFor != line.interest {
            // It can fail only for want of memory, and then the attempt runs out of time.
            try? set.watch(line.socket, for: line.interest, token: place)
            lines[place]?.watchedFor = line.interest
        }
    }

    private func turn(of place: Int) -> Int? {
        guard let target = lines[place]?.index else { return nil }
        return turns.firstIndex { $0.target == target }
    }

    private mutating func close(_ place: Int, reason: String) {
        lines[place]?.socket.recordClose(reason: reason)
        lines[place] = nil
        freePlaces.append(place)
    }

    private mutating func end(_ attempt: Attempt, _ index: Int) {
        results.append(attempt)
        guard attempt.arrival == .first else { return }
        turns[index].ended += 1
        turns[index].lastEnd = terms.start + attempt.endNanoseconds
        if plan.endsWithSuccess && attempt.outcome.isGood { turns[index].isDone = true }
    }
}

/// Tells the connections of one record apart.
package final class ConnectionNumbers: Sendable {
    private let last = Atomic(0)

    package init() {}

    /// From 1.
    func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}

/// A signal asked for the end.
package struct ProbeInterruption: Error, Equatable {}
