/// The control bits of a TCP header (RFC 9293 section 3.1) with the one that RFC 9768 added.
package struct TCPFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let fin = TCPFlags(rawValue: 0x001)
    package static let syn = TCPFlags(rawValue: 0x002)
    package static let rst = TCPFlags(rawValue: 0x004)
    package static let psh = TCPFlags(rawValue: 0x008)
    package static let ack = TCPFlags(rawValue: 0x010)
    package static let urg = TCPFlags(rawValue: 0x020)
    package static let ece = TCPFlags(rawValue: 0x040)
    package static let cwr = TCPFlags(rawValue: 0x080)

    /// Accurate ECN; the same bit was NS in RFC 3540.
    package static let ae = TCPFlags(rawValue: 0x100)

    /// The names of the bits that are set, from FIN upwards.
    package var names: [String] {
        Self.texts.compactMap { contains($0.flag) ? $0.name : nil }
    }

    /// The letters that tcpdump prints: `S`, `S.`, `P.`, or `none`.
    package var tcpdump: String {
        let letters = Self.texts.compactMap { contains($0.flag) ? $0.letter : nil }
        return letters.isEmpty ? "none" : letters.joined()
    }

    private static let texts: [(flag: TCPFlags, name: String, letter: String)] = [
        (.fin, "FIN", "F"), (.syn, "SYN", "S"), (.rst, "RST", "R"), (.psh, "PSH", "P"), (.ack, "ACK", "."),
        (.urg, "URG", "U"), (.ece, "ECE", "E"), (.cwr, "CWR", "W"), (.ae, "AE", "e"),
    ]
}
