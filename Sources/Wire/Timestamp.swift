/// An instant of the wall clock, as captures and I/O records carry it.
///
/// The range is that of 64-bit nanoseconds, from 1677 to 2262; whatever lies beyond is clamped.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Adds the two parts, each of any size and sign.
    package init(seconds: Int64, nanoseconds: Int64) {
        let sum = Int128(seconds) * Int128(Self.nanosecondsPerSecond) + Int128(nanoseconds)
        self.nanoseconds = Int64(clamping: sum)
    }

    static let nanosecondsPerSecond: Int64 = 1_000_000_000

    package static func < (left: Self, right: Self) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The nanoseconds from `right` to `left`, clamped.
    package static func - (left: Self, right: Self) -> Int64 {
        let (difference, isBeyond) = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
        return isBeyond ? (left > right ? .max : .min) : difference
    }

    /// The instant `nanoseconds` after `left`, clamped.
    package static func + (left: Self, nanoseconds: Int64) -> Self {
        Self(nanoseconds: Int64(clamping: Int128(left.nanoseconds) + Int128(nanoseconds)))
    }
}
