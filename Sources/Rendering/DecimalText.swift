extension [UInt8] {
    /// Appends the digits of `value`, the last `fraction` of them behind a point.
    package mutating func append(decimal value: UInt64, fraction: Int = 0) {
        var power: UInt64 = 1
        var digits = 1
        while digits <= fraction || value / power >= 10 {
            power *= 10
            digits += 1
        }
        while power > 0 {
            if digits == fraction { append(UInt8(ascii: ".")) }
            append(UInt8(ascii: "0") + UInt8(value / power % 10))
            power /= 10
            digits -= 1
        }
    }
}
