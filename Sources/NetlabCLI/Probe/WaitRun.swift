internal import Platform
internal import Probing
internal import Resolving
internal import Wire

/// Tries targets again and again until each is connected, and looks their names up anew for each try.
///
/// A name may come to be, and may come to have other addresses. Each try has a thread of its own, because lookups block; it leaves on
/// its schedule, whether or not the one before has ended.
struct WaitRun {
    /// How many tries of one target may be under way.
    private static let mostTries = 32

    private enum Report: Sendable {
        /// What a try found the target to be.
        case found(ResolvedTarget)
        /// Of those, some attempts.
        case attempts(ResolvedTarget, [Attempt])
        case ended((any Error)?)
    }

    /// A target that has its turn.
    private struct Turn {
        let text: TargetText
        /// When its next try is due, on the monotonic clock.
        var due: Int64
        var started = 0
        var lookingUp = 0
        var probing = 0
        /// The latest try that has found something.
        var latest = 0
        /// The printer's rows of it.
        var rows: [Int] = []
        /// The addresses that were connected.
        var good: Set<Target> = []
        var isDone = false
    }

    private let probe: Probe
    private let plan: ProbePlan
    private let family: NameService.Family
    /// One address of a target is enough.
    private let isContentWithAny: Bool
    private let recorder: (any IORecorder)?
    private let connections = ConnectionNumbers()
    private let start = Clock.monotonicNanoseconds()
    private let mailbox: Mailbox<(turn: Int, number: Int, report: Report)>
    private var turns: [Turn]

    /// Each of `texts` names one port.
    init(
        _ texts: [TargetText],
        _ probe: Probe,
        _ options: ProbeOptions,
        _ recorder: (any IORecorder)?
    ) throws(SystemFailure) {
        self.probe = probe
        self.recorder = recorder
        plan = options.plan
        family = options.family.family
        isContentWithAny = options.targets.need == .any
        mailbox = try Mailbox()
        turns = texts.map { [start] in Turn(text: $0, due: start) }
    }

    /// Shows every attempt, and ends when all targets are connected or no try is left.
    mutating func run(_ printer: inout ProbePrinter, until stop: borrowing StopSignals?) throws {
        while true {
            let wake = try startWhatIsDue()
            guard wake != nil || turns.contains(where: { isAwaited($0) }) else { return }
            let rest = wake.map { Duration.nanoseconds(max(0, $0 - Clock.monotonicNanoseconds())) }
            guard let reports = try mailbox.take(or: stop, timeout: rest) else {
                printer.isInterrupted = true
                return
            }
            for (turn, number, report) in reports where !turns[turn].isDone {
                try take(report, of: number, turn, &printer)
            }
        }
    }

    /// When no try starts any more, on the monotonic clock.
    private var end: Int64 { plan.lasting.map { start &+ $0.nanoseconds } ?? .max }

    /// Whether tries that are under way are to be waited for: with the time up, a lookup only where there has been no try yet.
    private func isAwaited(_ turn: Turn) -> Bool {
        !turn.isDone
            && (turn.probing > 0 || turn.lookingUp > 0 && (Clock.monotonicNanoseconds() < end || turn.latest == 0))
    }

    // MARK: The schedule

    /// Starts the tries that are due; returns when there is something to do though nothing is reported, nil where there is not.
    private mutating func startWhatIsDue() throws -> Int64? {
        let now = Clock.monotonicNanoseconds()
        var wake: Int64?
        var active = 0
        for index in turns.indices where !turns[index].isDone && active < plan.concurrency {
            active += 1
            let busy = turns[index].lookingUp + turns[index].probing
            // What is looked up is given up then.
            if turns[index].lookingUp > 0, now < end, end < .max { wake = min(wake ?? .max, end) }
            guard max(now, turns[index].due) < end || turns[index].started == 0 else { continue }
            guard busy < (plan.interval == .zero ? 1 : Self.mostTries) else { continue }
            if turns[index].due <= now {
                turns[index].started += 1
                turns[index].lookingUp += 1
                turns[index].due = max(now, turns[index].due &+ plan.interval.nanoseconds)
                try begin(index)
            }
            if plan.interval != .zero { wake = min(wake ?? .max, min(turns[index].due, end)) }
        }
        return wake
    }

    /// Looks a target up on a thread of its own, and makes an attempt on each address that was not connected yet.
    private func begin(_ turn: Int) throws {
        let (text, good, number) = (turns[turn].text, turns[turn].good, turns[turn].started)
        var once = plan
        (once.count, once.lasting, once.endsWithSuccess) = (1, nil, false)
        try detachThread { [mailbox, family, probe, once, recorder, connections, start] in
            let none: StopSignals? = nil
            let post: (Report) -> Void = { mailbox.post((turn, number, $0)) }
            do {
                let resolved = try ResolvedTarget.resolve(
                    [text],
                    family: family,
                    concurrency: 1,
                    timeout: once.timeout,
                    until: none
                )
                for found in resolved {
                    post(.found(found))
                    var rest = found
                    rest.targets.removeAll(where: good.contains)
                    var prober = try Prober(
                        rest.targets,
                        probe,
                        once,
                        recorder: recorder,
                        connections: connections,
                        start: start
                    )
                    while let attempts = try prober.next(until: none) { post(.attempts(rest, attempts)) }
                }
                post(.ended(nil))
            } catch {
                post(.ended(error))
            }
        }
    }

    // MARK: What happens

    private mutating func take(
        _ report: Report,
        of number: Int,
        _ turn: Int,
        _ printer: inout ProbePrinter
    ) throws {
        switch report {
        case .found(let resolved):
            turns[turn].lookingUp -= 1
            turns[turn].probing += 1
            // One that was overtaken says what was before.
            guard number > turns[turn].latest else { return }
            turns[turn].latest = number
            printer.find(resolved, among: &turns[turn].rows)
            guard resolved.targets.isEmpty else {
                turns[turn].isDone = resolved.targets.allSatisfy(turns[turn].good.contains)
                return
            }
            guard let row = turns[turn].rows.first(where: { printer.rows[$0].target == nil }) else { return }
            try printer.add([(row, lost(number, printer.rows[row]))])
        case .attempts(let resolved, let attempts):
            for attempt in attempts {
                let target = resolved.targets[attempt.target]
                guard let row = turns[turn].rows.first(where: { printer.rows[$0].target == target }) else { continue }
                var attempt = attempt
                attempt.number = number
                try printer.add([(row, attempt)])
                if attempt.outcome.isGood { turns[turn].good.insert(target) }
            }
            let current = turns[turn].rows.map { printer.rows[$0] }.filter(\.isCurrent).compactMap(\.target)
            let isGood: (Target) -> Bool = turns[turn].good.contains
            turns[turn].isDone =
                isContentWithAny ? current.contains(where: isGood) : !current.isEmpty && current.allSatisfy(isGood)
        case .ended(let error):
            if let error { throw error }
            turns[turn].probing -= 1
        }
    }

    /// The try of a name that has no address.
    private func lost(_ number: Int, _ row: ProbePrinter.Row) -> Attempt {
        let now = Clock.monotonicNanoseconds() - start
        let began = now - (row.lookupNanoseconds ?? 0)
        var attempt = Attempt(target: 0, number: number, intendedNanoseconds: began, startNanoseconds: began)
        attempt.endNanoseconds = now
        attempt.outcome = row.outcome
        return attempt
    }
}
