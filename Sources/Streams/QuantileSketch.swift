/// Counts values in buckets that grow with them: quantiles of any number of values in a few hundred bytes.
///
/// A quantile is off by at most an eighth; the smallest and the largest value are exact.
package struct QuantileSketch: Sendable {
    /// As many as the largest value so far needs; all are halved before one of them is full.
    private var counts: [UInt16] = []
    package var samples: Int { Int(count) }
    package var minimum: Int64 { Int64(smallest) }
    package var maximum: Int64 { Int64(largest) }
    private var count: UInt32 = 0
    private var smallest: UInt32 = .max
    private var largest: UInt32 = 0

    package init() {}

    /// Adds a value; it is taken for the nearest of 32 bits.
    package mutating func add(_ value: Int64) {
        let bounded = UInt32(clamping: value)
        let value = Int64(bounded)
        let bucket = Self.bucket(of: value)
        if bucket >= counts.count { grow(to: bucket + 1) }
        if counts[bucket] == .max { halve() }
        counts[bucket] += 1
        count &+= 1
        if bounded < smallest { smallest = bounded }
        if bounded > largest { largest = bounded }
    }

    /// The value below which `part` of all values lie, from 0 to 1; nil without values.
    package func quantile(_ part: Double) -> Int64? {
        guard samples > 0 else { return nil }
        let counted = counts.reduce(0) { $0 + Int($1) }
        var rest = Int((Double(counted) * part).rounded(.up))
        for (bucket, count) in counts.enumerated() {
            rest -= Int(count)
            if rest <= 0 { return min(max(Self.middle(of: bucket), minimum), maximum) }
        }
        return maximum
    }

    /// By as much as is needed, and not by half as much again: there are many sketches.
    private mutating func grow(to count: Int) {
        counts.reserveCapacity(count)
        for _ in counts.count..<count { counts.append(0) }
    }

    /// Leaves the quantiles where they are.
    private mutating func halve() {
        for bucket in counts.indices { counts[bucket] = counts[bucket] / 2 + counts[bucket] % 2 }
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
