package import Platform

/// A signal asked for the end.
package struct Interruption: Error, Equatable {
    package init() {}
}

/// Lookups that block, each on a thread of its own, handed on in the order in which they were asked for.
package struct LookupPool: Sendable, Equatable {
    /// How many run at once at most, those that were given up included: they cannot be ended.
    package let concurrency: Int
    /// How long each may take.
    package let timeout: Duration

    package init(concurrency: Int, timeout: Duration) {
        self.concurrency = concurrency
        self.timeout = timeout
    }

    /// What a lookup came to.
    package struct Outcome<Answer: Sendable>: Sendable {
        /// Nil where the time was up.
        package let answer: Answer?
        package let duration: Duration

        package init(answer: Answer?, duration: Duration) {
            self.answer = answer
            self.duration = duration
        }
    }

    /// Runs `lookUp` for each of `inputs`, and hands each outcome to `hand` as soon as those before it were; `idle` is
    /// called before each wait.
    ///
    /// - Throws: `Interruption`, and what the closures throw.
    package func run<Input: Sendable, Answer: Sendable>(
        _ inputs: [Input],
        until stop: borrowing StopSignals? = nil,
        _ lookUp: @escaping @Sendable (Input) -> Answer,
        _ hand: (Int, Outcome<Answer>) throws -> Void,
        idle: () throws -> Void = {}
    ) throws {
        let clock = ContinuousClock()
        let mailbox = try Mailbox<(index: Int, answer: Answer, duration: Duration)>()
        var outcomes: [Outcome<Answer>?] = Array(repeating: nil, count: inputs.count)
        var starts: [ContinuousClock.Instant] = []
        var busy = 0
        var expired = 0
        var handed = 0
        while handed < inputs.count {
            while busy < concurrency, starts.count < inputs.count {
                let index = starts.count
                let start = clock.now
                try detachThread {
                    let answer = lookUp(inputs[index])
                    mailbox.post((index, answer, clock.now - start))
                }
                starts.append(start)
                busy += 1
            }
            try idle()
            // All have the same time, so that the first to begin is the first to be given up.
            while expired < starts.count, outcomes[expired] != nil { expired += 1 }
            let rest = expired < starts.count ? timeout - (clock.now - starts[expired]) : nil
            guard let answers = try mailbox.take(or: stop, timeout: rest.map { max($0, .zero) }) else {
                throw Interruption()
            }
            for (index, answer, duration) in answers {
                busy -= 1
                if outcomes[index] == nil { outcomes[index] = Outcome(answer: answer, duration: duration) }
            }
            while expired < starts.count, outcomes[expired] != nil || clock.now - starts[expired] >= timeout {
                if outcomes[expired] == nil { outcomes[expired] = Outcome(answer: nil, duration: timeout) }
                expired += 1
            }
            while handed < inputs.count, let outcome = outcomes[handed] {
                try hand(handed, outcome)
                handed += 1
            }
        }
    }
}
