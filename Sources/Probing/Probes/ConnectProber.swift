package import Platform
internal import SystemPackage
package import Wire

/// Connects to many targets at once, each on a schedule of its own, and closes what was connected.
package struct ConnectProber: ~Copyable {
    /// Descriptors that are for something else.
    private static let otherDescriptors = 32

    /// A connection under way.
    private struct Flight {
        let socket: NonblockingSocket
        var attempt: Attempt
        let deadline: Int64
    }

    /// A target that has its turn.
    private struct Turn {
        let target: Int
        /// When its schedule began.
        let start: Int64
        var started = 0
        var ended = 0
        /// Where it is not to be tried again.
        var isDone = false
    }

    private let targets: [SocketAddress]
    private let plan: ProbePlan
    private let start = Clock.monotonicNanoseconds()
    private var set: PollSet
    private var flights: [Flight?] = []
    private var freePlaces: [Int] = []
    private var turns: [Turn] = []
    private var admitted = 0
    /// How many connections there may be at once; lowered where the system has no descriptor left.
    package private(set) var places: Int
    private var results: [Attempt] = []

    package init(_ targets: [SocketAddress], _ plan: ProbePlan) throws(SystemFailure) {
        self.targets = targets
        self.plan = plan
        set = try PollSet()
        places = max(1, DescriptorLimit.raise() - Self.otherDescriptors)
    }

    /// Waits until some attempts, at least one, have come to something; nil when all have.
    ///
    /// - Throws: `ProbeInterruption` at a signal of `stop`.
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

    private func isOver(at now: Int64) -> Bool {
        plan.lasting.map { now - start >= $0.nanoseconds } ?? false
    }

    /// When `turn` is to start its next attempt; nil where it has no more.
    private func due(_ turn: Turn) -> Int64? {
        guard !turn.isDone, turn.started < plan.count ?? .max else { return nil }
        let time = turn.start &+ Int64(turn.started) &* plan.interval.nanoseconds
        return plan.lasting.map { time - start >= $0.nanoseconds } ?? false ? nil : time
    }

    private var isFull: Bool { flights.count - freePlaces.count >= places }

    private mutating func startWhatIsDue() {
        let now = Clock.monotonicNanoseconds()
        while turns.count < plan.concurrency, admitted < targets.count, !isFull, !isOver(at: now) {
            turns.append(Turn(target: admitted, start: max(now, start)))
            admitted += 1
        }
        for index in turns.indices {
            while !isFull, let due = due(turns[index]), due <= now {
                turns[index].started += 1
                launch(turns[index].target, number: turns[index].started, due: due)
            }
        }
        turns = turns.filter { $0.ended < $0.started || due($0) != nil }
    }

    private mutating func launch(_ target: Int, number: Int, due: Int64) {
        let remote = targets[target]
        let isIPv6 = if case .v6 = remote.address { true } else { false }
        let began = Clock.monotonicNanoseconds()
        var attempt = Attempt(
            target: target,
            number: number,
            intendedNanoseconds: due - start,
            startNanoseconds: began - start
        )
        do throws(SystemFailure) {
            let socket = try NonblockingSocket(
                .stream,
                to: remote,
                from: plan.source,
                options: [.errorMessages(isIPv6: isIPv6)] + plan.options
            )
            let place = freePlaces.popLast() ?? flights.count
            try set.watch(socket, for: .writing, token: place)
            let flight = Flight(socket: socket, attempt: attempt, deadline: began &+ plan.timeout.nanoseconds)
            if place == flights.count { flights.append(flight) } else { flights[place] = flight }
        } catch
            where (error.errno == .tooManyOpenFiles || error.errno == .tooManyOpenFilesInSystem)
            && flights.count > freePlaces.count
        {
            // There is room for as many as there are now, and this attempt is made again.
            places = flights.count - freePlaces.count
            if let index = turns.firstIndex(where: { $0.target == target }) { turns[index].started -= 1 }
        } catch {
            attempt.failure = error
            attempt.outcome = Outcome(error)
            end(attempt)
        }
    }

    private mutating func wait(until stop: borrowing StopSignals?) throws {
        let nextDue = isFull ? Int64.max : turns.compactMap { due($0) }.min() ?? .max
        let nextDeadline = flights.reduce(Int64.max) { min($0, $1?.deadline ?? .max) }
        let rest = max(0, min(nextDue, nextDeadline) - Clock.monotonicNanoseconds())
        guard let ready = try set.wait(timeout: .nanoseconds(rest), or: stop) else { throw ProbeInterruption() }
        for place in ready { take(place) }
        let now = Clock.monotonicNanoseconds()
        guard nextDeadline <= now else { return }
        for place in flights.indices {
            guard let flight = flights[place], flight.deadline <= now else { continue }
            land(place, flight.attempt)
        }
    }

    /// A connection has come to something.
    private mutating func take(_ place: Int) {
        guard flights.indices.contains(place), let flight = flights[place] else { return }
        var attempt = flight.attempt
        do throws(SystemFailure) {
            try flight.socket.connected()
            attempt.outcome = .connected
            attempt.endNanoseconds = Clock.monotonicNanoseconds() - start
            attempt.tcp = flight.socket.tcpInformation
            attempt.local = flight.socket.local
        } catch {
            attempt.outcome = Outcome(error)
            attempt.failure = error
            attempt.message = flight.socket.icmpError()
        }
        land(place, attempt)
    }

    private mutating func land(_ place: Int, _ attempt: Attempt) {
        flights[place] = nil
        freePlaces.append(place)
        end(attempt)
    }

    private mutating func end(_ attempt: Attempt) {
        var attempt = attempt
        if attempt.outcome != .connected { attempt.endNanoseconds = Clock.monotonicNanoseconds() - start }
        if let index = turns.firstIndex(where: { $0.target == attempt.target }) {
            turns[index].ended += 1
            if plan.endsWithSuccess && attempt.outcome.isGood { turns[index].isDone = true }
        }
        results.append(attempt)
    }
}

/// A signal asked for the end.
package struct ProbeInterruption: Error, Equatable {}
