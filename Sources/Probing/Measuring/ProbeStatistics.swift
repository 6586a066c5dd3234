internal import Histogram

/// What the attempts on one target amount to, in bounded memory.
package struct ProbeStatistics: Sendable {
    /// An hour in nanoseconds; what takes longer counts as that in the percentiles.
    private static let longest: Int64 = 3_600_000_000_000

    package private(set) var sent = 0
    /// Answers that were as they had to be.
    package private(set) var received = 0
    /// Answers that came after they had been given up as lost.
    package private(set) var late = 0
    /// Answers that came behind one to a later request.
    package private(set) var reordered = 0
    /// How often each outcome came.
    package private(set) var outcomes: [Outcome: Int] = [:]
    /// The longest time from the start of an attempt that failed to the end of the next that did not, or to the last failure.
    package private(set) var longestOutageNanoseconds: Int64 = 0
    /// Made with the second answer, for it is large: those who probe ten thousand targets ask most of them once.
    private var histogram: Histogram<UInt64>?
    private let digits: SignificantDigits
    private var sum: Int128 = 0
    private var minimum = Int64.max
    private var maximum: Int64 = 0
    private var jitter = 0.0
    private var last: Int64?
    private var outageStart: Int64?
    private var stampedSum: Int128 = 0
    private var stampedCount = 0

    /// Percentiles are within a thousandth, or a hundredth of each of many targets.
    package init(isOneOfMany: Bool = false) {
        digits = isOneOfMany ? .two : .three
    }

    /// Attempts are to be added in the order in which they ended.
    package mutating func add(_ attempt: Attempt) {
        guard attempt.arrival == .first else {
            if attempt.arrival == .late { late += 1 } else { outcomes[.duplicated, default: 0] += 1 }
            return
        }
        sent += 1
        if attempt.isReordered { reordered += 1 }
        outcomes[attempt.outcome, default: 0] += 1
        let isGood = attempt.outcome.isGood
        if let start = outageStart {
            longestOutageNanoseconds = max(longestOutageNanoseconds, attempt.endNanoseconds - start)
        } else if !isGood {
            outageStart = attempt.intendedNanoseconds
            longestOutageNanoseconds = max(longestOutageNanoseconds, attempt.latencyNanoseconds)
        }
        guard isGood else { return }
        outageStart = nil
        received += 1
        let latency = max(0, attempt.latencyNanoseconds)
        if received == 2 {
            histogram = Histogram(numberOfSignificantValueDigits: digits)
            record(last ?? latency)
        }
        if received > 1 { record(latency) }
        sum += Int128(latency)
        minimum = min(minimum, latency)
        maximum = max(maximum, latency)
        if let stamped = attempt.kernelNanoseconds {
            stampedSum += Int128(stamped)
            stampedCount += 1
        }
        // RFC 3550 §6.4.1: a sixteenth of each difference between neighbours.
        if let last { jitter += (Double(abs(latency - last)) - jitter) / 16 }
        last = latency
    }

    /// The mean time between the kernel's stamps of a request and its answer; nil where there were none.
    package var stampedMeanNanoseconds: Int64? {
        stampedCount == 0 ? nil : Int64(stampedSum / Int128(stampedCount))
    }

    package var lossPercent: Double { sent == 0 ? 0 : Double(sent - received) * 100 / Double(sent) }

    /// Nil where there was no answer to measure; times are in nanoseconds, percentiles within a thousandth.
    package var times: Times? {
        guard received > 0 else { return nil }
        return Times(
            minimum: minimum,
            mean: Int64(sum / Int128(received)),
            p50: percentile(50),
            p90: percentile(90),
            p99: percentile(99),
            p999: percentile(99.9),
            maximum: maximum,
            jitter: received > 1 ? Int64(jitter.rounded()) : nil
        )
    }

    package struct Times: Sendable, Equatable {
        package let minimum: Int64
        package let mean: Int64
        package let p50: Int64
        package let p90: Int64
        package let p99: Int64
        package let p999: Int64
        package let maximum: Int64
        /// RFC 3550's; nil for a single answer.
        package let jitter: Int64?
    }

    private mutating func record(_ latency: Int64) {
        _ = histogram?.record(UInt64(min(latency, Self.longest)))
    }

    private func percentile(_ value: Double) -> Int64 {
        histogram.map { min(maximum, Int64(clamping: $0.valueAtPercentile(value))) } ?? maximum
    }
}
