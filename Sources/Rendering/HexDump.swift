/// Bytes as tcpdump shows them: offset, hexadecimal in pairs, and ASCII with a dot for whatever is not printable.
package enum HexDump {
    package static let perLine = 16

    /// Offsets count from `first`, and have at least so many `digits`.
    package static func lines(_ bytes: Span<UInt8>, from first: Int64 = 0, digits: Int = 4) -> [String] {
        stride(from: 0, to: bytes.count, by: perLine).map { start in
            var hex = ""
            var text = ""
            for index in start..<min(start + perLine, bytes.count) {
                let byte = bytes[index]
                hex += hexadecimal(byte)
                if index % 2 == 1 { hex += " " }
                text.unicodeScalars.append((0x20..<0x7f).contains(byte) ? Unicode.Scalar(byte) : ".")
            }
            let offset = String(first + Int64(start), radix: 16)
            let zeros = String(repeating: "0", count: max(0, digits - offset.count))
            return "0x\(zeros)\(offset):  " + hex.padded(to: perLine / 2 * 5) + " " + text
        }
    }
}
