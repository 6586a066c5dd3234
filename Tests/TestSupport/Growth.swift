internal import Glibc

/// How many times as long `work` takes for twice `count`: of each the best of several runs, in processor time of this thread, so
/// that a busy machine changes little.
///
/// Runs of less than a few milliseconds say nothing.
package func growth(from count: Int, _ work: (Int) throws -> Void) rethrows -> Double {
    var best = [Double.infinity, .infinity]
    for _ in 0..<8 {
        for (index, count) in [count, 2 * count].enumerated() {
            let start = processorTime()
            try work(count)
            best[index] = min(best[index], processorTime() - start)
        }
        if best[1] / best[0] < 2.2 { break }
    }
    return best[1] / best[0]
}

/// Seconds that this thread has run.
private func processorTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
}
