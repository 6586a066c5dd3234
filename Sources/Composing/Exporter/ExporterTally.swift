internal import Platform
internal import Synchronization
internal import Wire

/// What an exporter has done since its start.
package final class ExporterTally: Sendable {
    package struct Counts: Sendable, Equatable {
        package var succeeded = 0
        package var failed = 0
        /// Scrapes that were not probed for.
        package var refused = 0
    }

    private struct Module {
        var succeeded = 0
        var failed = 0
        var times = SecondsHistogram()
    }

    private struct State {
        var modules: [String: Module] = [:]
        var statuses: [Int: Int] = [:]
        var running = 0
    }

    private let state = Mutex(State())
    private let start = Double(Clock.now().nanoseconds) / 1e9

    func begin() { state.withLock { $0.running += 1 } }

    /// `result` is nil where the target was not probed.
    func end(module: String, _ result: ScrapeResult?) {
        state.withLock { state in
            state.running -= 1
            guard let result else { return }
            if result.isSuccess {
                state.modules[module, default: Module()].succeeded += 1
            } else {
                state.modules[module, default: Module()].failed += 1
            }
            state.modules[module, default: Module()].times.add(nanoseconds: result.durationNanoseconds)
        }
    }

    func count(status: Int) { state.withLock { $0.statuses[status, default: 0] += 1 } }

    package var counts: Counts {
        state.withLock { state in
            Counts(
                succeeded: state.modules.values.reduce(0) { $0 + $1.succeeded },
                failed: state.modules.values.reduce(0) { $0 + $1.failed },
                refused: state.statuses.reduce(0) { $0 + ($1.key == 200 ? 0 : $1.value) }
            )
        }
    }

    var families: [MetricFamily] {
        let state = state.withLock { $0 }
        var probes = MetricFamily("netlab_exporter_probes", .counter, "Probes by module and by what they came to.")
        var times = MetricFamily("netlab_exporter_probe_duration_seconds", .histogram, "How long probes took.")
        for (name, module) in state.modules.sorted(by: { $0.key < $1.key }) {
            let label = MetricFamily.Label("module", name)
            probes.add(Double(module.succeeded), label, .init("result", "success"))
            probes.add(Double(module.failed), label, .init("result", "failure"))
            times.add(module.times, label)
        }
        var requests = MetricFamily("netlab_exporter_requests", .counter, "Requests by the status of their answer.")
        for (status, count) in state.statuses.sorted(by: { $0.key < $1.key }) {
            requests.add(Double(count), .init("code", "\(status)"))
        }
        var running = MetricFamily("netlab_exporter_probes_running", .gauge, "Probes that are under way.")
        running.add(Double(state.running))
        var began = MetricFamily(
            "process_start_time_seconds",
            .gauge,
            "When the exporter started, in seconds since 1970."
        )
        began.add(start)
        return [probes, times, requests, running, began].filter { !$0.isEmpty }
    }
}
