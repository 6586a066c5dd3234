package import Platform
internal import Synchronization

/// Where attempts come from as they end.
package protocol AttemptSource: ~Copyable {
    /// How many connections there may be at once.
    var places: Int { get }

    /// Waits until some attempts, at least one, have come to something; nil when all have.
    ///
    /// - Throws: `ProbeInterruption` at a signal of `stop`.
    mutating func next(until stop: borrowing StopSignals?) throws -> [Attempt]?
}

/// Probes very many targets from as many threads as there are processors: nearly all that a connection costs is the kernel's work.
package final class ProberTeam: AttemptSource {
    /// Fewer targets a thread are not worth one.
    private static let share = 512

    private enum Report: Sendable {
        case attempts([Attempt])
        /// Nothing comes any more, for want of something where there is an error.
        case ended((any Error)?)
    }

    package let places: Int
    private let reports: Mailbox<Report>
    private let isOver = Stop()
    private var working = 0

    private final class Stop: Sendable {
        let isAsked = Atomic(false)
    }

    /// Begins; nil where the work is not for several.
    package init?(_ targets: [Target], _ probe: Probe, _ plan: ProbePlan) throws(SystemFailure) {
        let size = min(Process.processors, plan.concurrency, targets.count / Self.share)
        places = Prober.mostConnections()
        // Where descriptors are few, one has them all.
        guard size > 1, places >= min(plan.concurrency, targets.count) else { return nil }
        reports = try Mailbox()
        let start = Clock.monotonicNanoseconds()
        for member in 0..<size {
            var own = plan
            own.concurrency = (plan.concurrency + member) / size
            let mine = stride(from: member, to: targets.count, by: size).map { targets[$0] }
            try detachThread { [plan = own, reports, isOver] in
                do {
                    var prober = try Prober(mine, probe, plan, start: start)
                    let neverStops: StopSignals? = nil
                    while !isOver.isAsked.load(ordering: .relaxed), var attempts = try prober.next(until: neverStops) {
                        for index in attempts.indices {
                            attempts[index].target = attempts[index].target * size + member
                        }
                        reports.post(.attempts(attempts))
                    }
                    reports.post(.ended(nil))
                } catch {
                    reports.post(.ended(error))
                }
            }
            working += 1
        }
    }

    deinit {
        isOver.isAsked.store(true, ordering: .relaxed)
    }

    package func next(until stop: borrowing StopSignals?) throws -> [Attempt]? {
        while working > 0 {
            guard let reports = try reports.take(or: stop, timeout: nil) else { throw ProbeInterruption() }
            var all: [Attempt] = []
            for report in reports {
                switch report {
                case .attempts(let attempts): all += attempts
                case .ended(let error):
                    working -= 1
                    if let error { throw error }
                }
            }
            if !all.isEmpty { return all }
        }
        return nil
    }
}
