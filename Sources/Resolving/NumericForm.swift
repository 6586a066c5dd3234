/// An IPv4 address in a form that inet_aton(3) takes but RFC 6943 section 3.1.1 warns of: `127.1`, `0x7f.1`, `010.0.0.1`.
package struct NumericForm: Sendable, Equatable {
    /// In host order.
    package let bits: UInt32
    package let hasOctal: Bool
    package let hasHexadecimal: Bool

    /// Nil for a name, and for an address in the usual form of four decimal parts.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var bits: UInt32 = 0
        var hasOctal = false
        var hasHexadecimal = false
        for (index, part) in parts.enumerated() {
            let value: UInt32?
            if part.hasPrefix("0x") || part.hasPrefix("0X") {
                hasHexadecimal = true
                value = Self.number(part.dropFirst(2), radix: 16)
            } else if part.count > 1, part.hasPrefix("0") {
                hasOctal = true
                value = Self.number(part, radix: 8)
            } else {
                value = Self.number(part, radix: 10)
            }
            // The last part fills all bytes that the others leave.
            let isLast = index == parts.count - 1
            let width = isLast ? 8 * (5 - parts.count) : 8
            guard let value, UInt64(value) < 1 << UInt64(width) else { return nil }
            bits = isLast && index == 0 ? value : bits << UInt32(width) | value
        }
        guard parts.count < 4 || hasOctal || hasHexadecimal else { return nil }
        self.bits = bits
        self.hasOctal = hasOctal
        self.hasHexadecimal = hasHexadecimal
    }

    private static func number(_ digits: Substring, radix: Int) -> UInt32? {
        digits.first == "+" || digits.first == "-" ? nil : UInt32(digits, radix: radix)
    }
}
