/// A number of 8 to 128 bits: what its bits mean, and which bytes it is in either order.
package struct Word: Hashable, Sendable {
    /// How many bits.
    package enum Width: Int, CaseIterable, Sendable {
        case bits8 = 8
        case bits16 = 16
        case bits32 = 32
        case bits64 = 64
        case bits128 = 128

        package var bytes: Int { rawValue / 8 }

        /// The largest number without a sign.
        package var largest: UInt128 { .max >> (128 - rawValue) }

        /// From the smallest to the largest number with a sign.
        package var signedRange: ClosedRange<Int128> { Int128.min >> (128 - rawValue)...Int128.max >> (128 - rawValue) }
    }

    package let width: Width
    // Halves, for the reason that an IPv6 address has them.
    private let high: UInt64
    private let low: UInt64

    /// The low bits of `bits`, as many as `width` has.
    package init(_ bits: UInt128, _ width: Width) {
        let bits = bits & width.largest
        self.width = width
        high = UInt64(truncatingIfNeeded: bits >> 64)
        low = UInt64(truncatingIfNeeded: bits)
    }

    /// The number whose bytes are all of `bytes`, nil where no width has so many.
    package init?(_ bytes: Span<UInt8>, _ order: ByteOrder) {
        guard let width = Width(rawValue: bytes.count * 8) else { return nil }
        var bits: UInt128 = 0
        for index in bytes.indices {
            bits = bits << 8 | UInt128(bytes[order == .bigEndian ? index : bytes.count - 1 - index])
        }
        self.init(bits, width)
    }

    package var unsigned: UInt128 { UInt128(high) << 64 | UInt128(low) }

    /// As two's complement.
    package var signed: Int128 {
        let unused = 128 - width.rawValue
        return Int128(truncatingIfNeeded: unsigned << unused) >> unused
    }

    /// The number whose bytes are these in the other order.
    package var swapped: Word { Word(unsigned.byteSwapped >> (128 - width.rawValue), width) }

    package func bytes(_ order: ByteOrder) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(unsigned << (128 - width.rawValue), as: .bigEndian)
        bytes.removeLast(bytes.count - width.bytes)
        return order == .bigEndian ? bytes : bytes.reversed()
    }
}
