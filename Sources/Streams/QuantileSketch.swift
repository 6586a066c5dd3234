/// Counts values in buckets that grow with them: quantiles of any number of values in a few hundred bytes.
///
/// A quantile is off by at most an eighth; the smallest and the largest value are exact.
package struct QuantileSketch: Sendable {
    /// As many as the largest value so far needs.
    private var counts: [UInt32] = []
    package private(set) var samples = 0
    package private(set) var minimum: Int64 = .max
    package private(set) var maximum: Int64 = 0

    package init() {}

    /// Adds a value; a negative one counts as 0.
    package mutating func add(_ value: Int64) {
        let value = max(0, value)
        let bucket = Self.bucket(of: value)
        while bucket >= counts.count { counts.append(0) }
        counts[bucket] &+= 1
        samples += 1
        minimum = min(minimum, value)
        maximum = max(maximum, value)
    }

    /// The value below which `part` of all values lie, from 0 to 1; nil without values.
    package func quantile(_ part: Double) -> Int64? {
        guard samples > 0 else { return nil }
        var rest = Int((Double(samples) * part).rounded(.up))
        for (bucket, count) in counts.enumerated() {
            rest -= Int(count)
            if rest <= 0 { return min(max(Self.middle(of: bucket), minimum), maximum) }
        }
        return maximum
    }

    /// Buckets to each doubling, as a power of two.
    private static let precision = 2

    /// Values up to 7 have a bucket each; from there on four share a doubling.
    private static func bucket(of value: Int64) -> Int {
        let exponent = 63 - (value | 1).leadingZeroBitCount
        guard exponent > precision else { return Int(value) }
        let shift = exponent - precision
        return (shift << precision) + Int(value >> Int64(shift))
    }

    private static func middle(of bucket: Int) -> Int64 {
        let shift = (bucket >> precision) - 1
        guard shift > 0 else { return Int64(bucket) }
        let low = Int64(bucket - shift << precision) << Int64(shift)
        return low + (1 << Int64(shift)) / 2
    }
}
