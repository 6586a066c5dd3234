/// How long a tick of a pcapng interface is: a negative power of ten or of two, in seconds.
package struct TimestampResolution: Hashable, Sendable {
    private let tick: Tick

    private enum Tick: Hashable {
        /// This many nanoseconds.
        case nanoseconds(UInt64)

        /// This part of a nanosecond: 1,000 for picoseconds.
        case part(UInt64)

        /// 2 to the power of minus this, in seconds.
        case binary(Int)
    }

    package static let microseconds = TimestampResolution(tick: .nanoseconds(1_000))
    package static let nanoseconds = TimestampResolution(tick: .nanoseconds(1))

    private init(tick: Tick) {
        self.tick = tick
    }

    /// Reads the value of the option `if_tsresol`: an exponent, and a base in the uppermost bit.
    ///
    /// `nil` where a tick is so short that 64 bits of them are no second.
    init?(option: UInt8) {
        let exponent = Int(option & 0x7f)
        let isBinary = option & 0x80 != 0
        switch exponent {
        case ..<64 where isBinary: tick = .binary(exponent)
        case ...9 where !isBinary: tick = .nanoseconds(Self.powerOfTen(9 - exponent))
        case ..<20 where !isBinary: tick = .part(Self.powerOfTen(exponent - 9))
        default: return nil
        }
    }

    /// The length of a count of ticks, cut to whole nanoseconds and clamped, and whether nothing was cut off or clamped.
    func nanoseconds(ticks: UInt64) -> (nanoseconds: Int64, isExact: Bool) {
        let (whole, rest): (UInt128, UInt128) =
            switch tick {
            case .nanoseconds(let length): (UInt128(ticks) * UInt128(length), 0)
            case .part(let count): (UInt128(ticks / count), UInt128(ticks % count))
            case .binary(let exponent):
                (UInt128(ticks) * 1_000_000_000).quotientAndRemainder(dividingBy: 1 << UInt128(exponent))
            }
        return (Int64(clamping: whole), rest == 0 && whole <= UInt128(Int64.max))
    }

    private static func powerOfTen(_ exponent: Int) -> UInt64 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
