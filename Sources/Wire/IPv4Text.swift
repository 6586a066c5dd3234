extension UInt32 {
    /// Reads exactly four decimal parts without leading zeros.
    init?(ipv4 text: Substring.UTF8View) {
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
        "\(self >> 24).\(self >> 16 & 0xff).\(self >> 8 & 0xff).\(self & 0xff)"
    }
}
