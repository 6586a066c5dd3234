internal import ArgumentParser
internal import Platform
internal import Probing
internal import Resolving

extension Probe {
    /// Probes what the options name, and with `redirects` where the answers lead, shows what comes of it, and throws the status
    /// where that is not 0.
    func run(_ options: ProbeOptions, redirects: Redirects? = nil) throws {
        let measuring = options.measuring
        let texts = try options.targets.texts(for: self)
        try options.socket.check(Set(texts.map(\.transport)))
        let recorder = try measuring.record.map { try IORecordWriter($0, program: "netlab probe \(name)") }
        let stop: StopSignals? = try StopSignals()
        var printer = ProbePrinter(
            kind: name,
            output: options.output,
            isRepeated: measuring.plan.count != 1,
            warmup: measuring.warmup ?? 0
        )
        printer.isContentWithAny = options.targets.need == .any
        if measuring.wait {
            try printer.begin([])
            var waiting = try WaitRun(texts.flatMap(\.single), self, options, recorder)
            try waiting.run(&printer, until: stop)
        } else {
            try measure(texts, options, redirects, recorder, &printer, until: stop)
        }
        try printer.finish()
        try recorder?.finish()
        let status = printer.status(any: options.targets.need == .any, waits: measuring.wait)
        if status != .success { throw status }
    }

    /// Makes the attempts that the options ask for, on addresses that are looked up once.
    private func measure(
        _ texts: [TargetText],
        _ options: ProbeOptions,
        _ redirects: Redirects?,
        _ recorder: (any IORecorder)?,
        _ printer: inout ProbePrinter,
        until stop: borrowing StopSignals?
    ) throws {
        let measuring = options.measuring
        do {
            try printer.begin(
                try ResolvedTarget.resolve(
                    texts,
                    family: options.family.family,
                    concurrency: measuring.concurrency,
                    timeout: measuring.timeout,
                    until: stop
                )
            )
        } catch is Interruption {
            throw ExitStatus.interrupted
        }
        let connections = ConnectionNumbers()
        do {
            // Calls are recorded in the order of one thread.
            if recorder == nil, var team = try ProberTeam(printer.targets, self, options.plan) {
                try printer.show(&team, atOnce: measuring.concurrency, until: stop)
            } else {
                var prober = try Prober(
                    printer.targets,
                    self,
                    options.plan,
                    recorder: recorder,
                    connections: connections
                )
                try printer.show(&prober, atOnce: measuring.concurrency, until: stop)
            }
        } catch is ProbeInterruption {
            printer.isInterrupted = true
        }
        guard !printer.isInterrupted else { return }
        try redirects?.follow(options, &printer, until: stop, recorder, connections)
    }
}

extension ProbePrinter {
    /// Shows the attempts on its targets as they end, of which `concurrency` are wanted at once.
    fileprivate mutating func show(
        _ source: inout some AttemptSource & ~Copyable,
        atOnce concurrency: Int,
        until stop: borrowing StopSignals?
    ) throws {
        let wanted = min(concurrency, targets.count)
        try note(places: source.places, of: wanted)
        while let attempts = try source.next(until: stop) {
            try note(places: source.places, of: wanted)
            try add(attempts)
        }
    }
}
