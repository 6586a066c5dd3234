/// Bytes as tcpdump shows them: offset, hexadecimal in pairs, and ASCII with a dot for whatever is not printable.
package enum HexDump {
    private static let perLine = 16

    package static func lines(_ bytes: Span<UInt8>) -> [String] {
        stride(from: 0, to: bytes.count, by: perLine).map { start in
            var hex = ""
            var text = ""
            for index in start..<min(start + perLine, bytes.count) {
                let byte = bytes[index]
                hex += hexadecimal(byte)
                if index % 2 == 1 { hex += " " }
                text.unicodeScalars.append((0x20..<0x7f).contains(byte) ? Unicode.Scalar(byte) : ".")
            }
            let offset = String(start, radix: 16)
            let zeros = String(repeating: "0", count: max(0, 4 - offset.count))
            return "0x\(zeros)\(offset):  " + hex.padded(to: perLine / 2 * 5) + " " + text
        }
    }
}
