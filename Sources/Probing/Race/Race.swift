package import Platform
internal import SystemPackage
package import Wire

/// Connects to a host as RFC 8305 (Happy Eyeballs) has it, and follows those that lost for a while, so that their times are known.
package struct Race: ~Copyable {
    package struct Plan: Sendable, Equatable {
        package var delays = RaceDelays()
        package var families = RaceFamily.allCases
        /// For the lookups, and for each attempt.
        package var timeout = Duration.seconds(5)
        /// How long those that lost are followed behind the winner.
        package var following = Duration.seconds(1)
        package var source: SocketAddress?
        package var options: [SocketOption] = []

        package init() {}
    }

    private typealias Answer = (family: RaceFamily, result: Result<[SocketAddress], LookupFailure>, time: Int64)

    private static let lookupToken = 0

    private let plan: Plan
    private let recorder: (any IORecorder)?
    private var schedule: RaceSchedule
    private var report: RaceReport
    private var sockets: [NonblockingSocket?] = []
    private var set: PollSet
    private let answers: Mailbox<Answer>
    private let start = Clock.monotonicNanoseconds()
    /// When the last of those that lost is let go.
    private var end: Int64?

    /// `order` puts addresses in the order of RFC 6724 §6.
    package init(
        _ plan: Plan,
        recorder: (any IORecorder)? = nil,
        order: @escaping @Sendable ([SocketAddress]) -> [SocketAddress]
    ) throws(SystemFailure) {
        let answers = try Mailbox<Answer>()
        try self.init(plan, recorder, order, PollSet(), answers)
    }

    private init(
        _ plan: Plan,
        _ recorder: (any IORecorder)?,
        _ order: @escaping @Sendable ([SocketAddress]) -> [SocketAddress],
        _ set: consuming PollSet,
        _ answers: Mailbox<Answer>
    ) {
        self.plan = plan
        self.recorder = recorder
        schedule = RaceSchedule(plan.families, delays: plan.delays, order: order)
        report = RaceReport(plan.families)
        self.set = set
        self.answers = answers
    }

    /// Looks `host` up for each family on a thread of its own, and tries what comes.
    package consuming func run(
        _ host: String,
        service: String,
        until stop: borrowing StopSignals?
    ) throws(SystemFailure) -> RaceReport {
        try set.watch(answers, for: .reading, token: Self.lookupToken)
        for family in plan.families {
            try detachThread { [answers] in
                let result = Result { () throws(LookupFailure) in
                    try NameService.addresses(of: host, service: service, family: family == .ipv6 ? .ipv6 : .ipv4)
                }
                answers.post((family, result, Clock.monotonicNanoseconds()))
            }
        }
        while true {
            let time = now
            while let due = schedule.takeDue(at: time) { open(due, at: time) }
            if isOver { break }
            guard let ready = try set.wait(timeout: .nanoseconds(wake - now), or: stop)?.map(\.token) else {
                report.isInterrupted = true
                break
            }
            if ready.contains(Self.lookupToken) { takeAnswers() }
            for token in ready where token != Self.lookupToken { settle(token - 1) }
            expire()
        }
        for index in sockets.indices where sockets[index] != nil {
            report.attempts[index].endNanoseconds = now
            close(index, reason: "abandoned")
        }
        report.untried = schedule.remaining
        return report
    }

    private var now: Int64 { Clock.monotonicNanoseconds() - start }

    private var isOver: Bool {
        guard report.winner != nil else { return schedule.isExhausted && !isConnecting }
        return !isConnecting && !isLookingUp || now >= end ?? 0
    }

    private var isLookingUp: Bool { report.lookups.contains { $0.endNanoseconds == nil } }

    private var isConnecting: Bool { sockets.contains { $0 != nil } }

    /// When there is something to do though nothing comes.
    private var wake: Int64 {
        var wake = [schedule.wake, end].compactMap(\.self)
        if isLookingUp {
            // Once it is past, nothing is waited for any more.
            if now < plan.timeout.nanoseconds { wake.append(plan.timeout.nanoseconds) }
        }
        for index in sockets.indices where sockets[index] != nil {
            wake.append(report.attempts[index].startNanoseconds + plan.timeout.nanoseconds)
        }
        return max(now, wake.min() ?? .max)
    }

    // MARK: What happens

    private mutating func takeAnswers() {
        for answer in answers.take() {
            guard let index = report.lookups.firstIndex(where: { $0.family == answer.family }) else { continue }
            report.lookups[index].endNanoseconds = answer.time - start
            switch answer.result {
            case .success(let addresses):
                report.lookups[index].addresses = addresses
                schedule.resolve(answer.family, addresses, at: now)
            case .failure(let failure):
                report.lookups[index].failure = failure
                schedule.resolve(answer.family, [], at: now)
            }
        }
    }

    private mutating func open(_ due: RaceSchedule.Start, at time: Int64) {
        let index = sockets.count
        report.attempts.append(
            RaceReport.Attempt(due.address, due.cause, startNanoseconds: time)
        )
        sockets.append(nil)
        do throws(SystemFailure) {
            let socket = try NonblockingSocket(
                .tcp,
                to: .internet(due.address),
                from: plan.source.map(SocketName.internet),
                options: SocketOption.errorMessages(to: .internet(due.address)) + plan.options,
                watch: recorder.map { StreamSocket.Watch(connection: index + 1, recorder: $0) }
            )
            sockets[index] = socket
            if socket.isConnected { succeed(index) } else { try set.watch(socket, for: .writing, token: index + 1) }
        } catch {
            fail(index, error)
        }
    }

    /// connect(2) has come to its end.
    private mutating func settle(_ index: Int) {
        guard sockets.indices.contains(index), let socket = sockets[index] else { return }
        do throws(SystemFailure) {
            try socket.connected()
            succeed(index)
        } catch {
            fail(index, error)
        }
    }

    private mutating func succeed(_ index: Int) {
        report.attempts[index].endNanoseconds = now
        report.attempts[index].outcome = .connected
        if report.winner == nil {
            report.winner = index
            end = now + min(plan.following, plan.timeout).nanoseconds
            schedule.win()
        }
        close(index, reason: "fin")
    }

    private mutating func fail(_ index: Int, _ failure: SystemFailure) {
        let message = sockets[index]?.icmpError()
        let target = Target(.internet(report.attempts[index].address), .tcp)
        let local = sockets[index]?.local?.internet ?? plan.source
        let failure = SocketFailure(failure, message, to: target, from: local)
        report.attempts[index].endNanoseconds = now
        report.attempts[index].outcome = failure.outcome
        report.attempts[index].failure = failure
        close(index, reason: failure.outcome.rawValue)
        schedule.fail(at: now)
    }

    private mutating func expire() {
        if now >= plan.timeout.nanoseconds { schedule.giveUpLookups(at: now) }
        for index in sockets.indices where sockets[index] != nil {
            guard now >= report.attempts[index].startNanoseconds + plan.timeout.nanoseconds else { continue }
            report.attempts[index].endNanoseconds = now
            report.attempts[index].outcome = .timedOut
            close(index, reason: "timedOut")
            schedule.fail(at: now)
        }
    }

    private mutating func close(_ index: Int, reason: String) {
        sockets[index]?.recordClose(reason: reason)
        sockets[index] = nil
    }
}
