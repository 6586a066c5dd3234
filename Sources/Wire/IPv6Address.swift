/// The 128 bits of an IPv6 address in host order.
///
/// Two halves, because Swift 6.3 loads a `UInt128` in an enum's payload as if it were aligned, and traps where it is not.
package struct IPv6Address: Hashable, Comparable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(_ bits: UInt128) {
        high = UInt64(truncatingIfNeeded: bits >> 64)
        low = UInt64(truncatingIfNeeded: bits)
    }

    package var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
