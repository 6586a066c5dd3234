internal import Platform
internal import Probing
internal import Wire

/// What a probe came to, as the metrics of its scrape.
struct ScrapeResult: Sendable {
    struct Address: Sendable {
        let name: String
        var statistics = ProbeStatistics()
        var times = SecondsHistogram()
        private var connects: (count: Int, nanoseconds: Int64) = (0, 0)
        private var answers: (count: Int, nanoseconds: Int64) = (0, 0)
        private var tcp: TCPInformation?

        init(name: String) {
            self.name = name
        }

        mutating func add(_ attempt: Attempt) {
            statistics.add(attempt)
            guard attempt.arrival == .first else { return }
            if let time = attempt.connectNanoseconds {
                connects = (connects.count + 1, connects.nanoseconds + time)
            }
            guard attempt.outcome.isGood else { return }
            times.add(nanoseconds: attempt.latencyNanoseconds)
            tcp = attempt.tcp ?? tcp
            guard attempt.outcome == .replied else { return }
            let asked = max(attempt.connectedNanoseconds ?? 0, attempt.intendedNanoseconds)
            answers = (answers.count + 1, answers.nanoseconds + attempt.endNanoseconds - asked)
        }

        /// The mean time of each phase, in seconds.
        var phases: [(name: String, seconds: Double)] {
            [("connect", connects), ("answer", answers)].filter { $0.1.count > 0 }.map {
                ($0.0, Double($0.1.nanoseconds) / Double($0.1.count) / 1e9)
            }
        }

        var roundTripSeconds: Double? { tcp.map { Double($0.roundTripMicroseconds) / 1e6 } }
    }

    private let isContentWithAny: Bool
    private let attemptsEach: Int?
    var lookupNanoseconds: Int64 = 0
    var durationNanoseconds: Int64 = 0
    /// Where the name has no address to probe.
    var nameOutcome: Outcome?
    var addresses: [Address] = []

    init(_ module: ExporterModule) {
        isContentWithAny = module.isContentWithAny
        attemptsEach = module.plan.endsWithSuccess ? nil : module.plan.count
    }

    /// Whether all attempts that had to be made were, and were answered as they had to be.
    var isSuccess: Bool {
        func isGood(_ address: Address) -> Bool {
            let statistics = address.statistics
            return statistics.received > 0 && statistics.received == statistics.sent
                && statistics.outcomes.keys.allSatisfy(\.isGood) && statistics.sent >= attemptsEach ?? 1
        }
        guard !addresses.isEmpty else { return false }
        return isContentWithAny ? addresses.contains(where: isGood) : addresses.allSatisfy(isGood)
    }

    var families: [MetricFamily] {
        var success = MetricFamily("probe_success", .gauge, "Whether the target answered every attempt as it had to.")
        success.add(isSuccess ? 1 : 0)
        var duration = MetricFamily("probe_duration_seconds", .gauge, "How long the whole probe took.")
        duration.add(Double(durationNanoseconds) / 1e9)
        var times = MetricFamily(
            "netlab_probe_duration_seconds",
            .histogram,
            "Times of the answered attempts of this probe alone, each from when it was meant to start."
        )
        var attempts = MetricFamily("netlab_probe_attempts", .gauge, "Attempts of this probe by what they came to.")
        var loss = MetricFamily("netlab_probe_loss_ratio", .gauge, "Attempts without the answer that they had to have.")
        var phases = MetricFamily(
            "netlab_probe_phase_seconds",
            .gauge,
            "Mean time of the lookup, of connecting, and from there to the answer."
        )
        phases.add(Double(lookupNanoseconds) / 1e9, .init("phase", "resolve"))
        var roundTrip = MetricFamily(
            "netlab_probe_kernel_round_trip_seconds",
            .gauge,
            "Round trip that the kernel measured on the last connection."
        )
        if let nameOutcome { attempts.add(1, .init("outcome", nameOutcome.rawValue)) }
        for address in addresses {
            let label = MetricFamily.Label("address", address.name)
            times.add(address.times, label)
            for (outcome, count) in address.statistics.outcomes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                attempts.add(Double(count), label, .init("outcome", outcome.rawValue))
            }
            loss.add(address.statistics.sent == 0 ? 1 : address.statistics.lossPercent / 100, label)
            for phase in address.phases { phases.add(phase.seconds, label, .init("phase", phase.name)) }
            if let seconds = address.roundTripSeconds { roundTrip.add(seconds, label) }
        }
        return [success, duration, times, attempts, loss, phases, roundTrip].filter { !$0.isEmpty }
    }
}
