/// How servers have answered so far: how many queries they can be given at once, and when one of them is probably lost.
///
/// A socket of Linux holds some 280 small datagrams; what is sent beyond that to a server as near as it is fast gets lost.
struct DNSPace {
    private static let fewest = 64.0
    private static let enoughSamples = 16
    /// In nanoseconds: not to take for lost what waits behind others for a moment.
    private static let shortest = 50_000_000.0

    /// One more for each answer up to the threshold, beyond it one more for each round of answers, half for a loss: as TCP has it
    /// (RFC 5681 section 3.1).
    private var congestionWindow = fewest
    private var threshold = 256.0
    /// Until then, in nanoseconds, losses belong to the one that has been counted.
    private var recoveryEnd = Int64.min

    /// In nanoseconds, as TCP has them (RFC 6298).
    private var mean = 0.0
    private var deviation = 0.0
    private var samples = 0

    /// Queries that may be under way.
    var window: Int { Int(congestionWindow) }

    /// Takes the time between a query and its answer.
    mutating func note(_ roundTrip: Int64) {
        congestionWindow += congestionWindow < threshold ? 1 : 1 / congestionWindow
        let sample = Double(roundTrip)
        if samples == 0 {
            mean = sample
            deviation = sample / 2
        } else {
            deviation += (abs(sample - mean) - deviation) / 4
            mean += (sample - mean) / 8
        }
        samples += 1
    }

    /// Takes that an answer is late.
    mutating func noteLoss(at now: Int64) {
        guard now > recoveryEnd else { return }
        recoveryEnd = now + Int64(max(Self.shortest, mean))
        threshold = max(Self.fewest, congestionWindow / 2)
        congestionWindow = threshold
    }

    /// After so many nanoseconds an answer is late; nil while too few have come to know.
    var lateAfter: Int64? {
        samples < Self.enoughSamples ? nil : Int64(max(Self.shortest, mean + 4 * deviation))
    }
}
