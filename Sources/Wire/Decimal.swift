extension FixedWidthInteger {
    /// Reads ASCII digits and nothing else, leading zeros included; `nil` when empty or too large.
    init?(digits: some Sequence<UInt8>) {
        var value: Self = 0
        var isEmpty = true
        for byte in digits {
            guard let digit = Self(digit: byte) else { return nil }
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(digit)
            guard !overflow, !carry else { return nil }
            value = sum
            isEmpty = false
        }
        guard !isEmpty else { return nil }
        self = value
    }

    /// Reads a number in the one form it is printed in: no sign, no leading zero.
    init?(decimal: some Collection<UInt8>) {
        guard decimal.count == 1 || decimal.first != UInt8(ascii: "0") else { return nil }
        self.init(digits: decimal)
    }

    private init?(digit byte: UInt8) {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        self.init(byte - UInt8(ascii: "0"))
    }
}

extension String {
    /// Appends a number in decimal, filled with zeros on the left up to `width` digits.
    mutating func append(_ value: some BinaryInteger, width: Int) {
        let digits = String(value)
        append(String(repeating: "0", count: max(0, width - digits.utf8.count)))
        append(digits)
    }
}
