extension UInt32 {
    /// Reads exactly four decimal parts without leading zeros.
    init?(ipv4 text: Substring.UTF8View) {
        // Most texts that are none are names.
        guard let first = text.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= first else { return nil }
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        self = 0
        for part in parts {
            guard let byte = UInt8(decimal: part) else { return nil }
            self = self << 8 | UInt32(byte)
        }
    }

    /// Dotted decimal: `192.0.2.1`.
    var ipv4Text: String {
        var text: [UInt8] = []
        text.reserveCapacity(15)
        appendIPv4Text(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends dotted decimal.
    func appendIPv4Text(to text: inout [UInt8]) {
        for shift: UInt32 in [24, 16, 8, 0] {
            let byte = UInt8(truncatingIfNeeded: self >> shift)
            if byte >= 100 { text.append(UInt8(ascii: "0") + byte / 100) }
            if byte >= 10 { text.append(UInt8(ascii: "0") + byte / 10 % 10) }
            text.append(UInt8(ascii: "0") + byte % 10)
            if shift > 0 { text.append(UInt8(ascii: ".")) }
        }
    }
}
