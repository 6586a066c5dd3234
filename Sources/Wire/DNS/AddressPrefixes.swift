/// The address prefixes of an APL record (RFC 3123 section 4).
enum AddressPrefixes {
    /// Reads prefixes up to the reader's end; nil where one is of another family than IPv4 and IPv6.
    static func bytes(_ reader: inout DNSReader) throws(DNSError) -> [UInt8]? {
        let all = reader
        var isKnown = true
        while !reader.isAtEnd {
            let start = reader.position
            let family = try reader.number16()
            let length = try reader.number8()
            let address = try reader.take(Int(try reader.number8() & 0x7f))
            guard address.last != 0 else { throw reader.misfit(at: reader.position - 1) }
            guard let bytes = width(family) else {
                isKnown = false
                continue
            }
            guard address.count <= bytes, Int(length) <= 8 * bytes else { throw reader.misfit(at: start) }
        }
        return isKnown ? all.remaining : nil
    }

    /// `1:192.0.2.0/24`, with `!` before one that is left out.
    static func texts(_ bytes: [UInt8]) -> [String] {
        var texts: [String] = []
        var rest = bytes[...]
        while rest.count >= 4 {
            let head = Array(rest.prefix(4))
            let address = rest.dropFirst(4).prefix(Int(head[3] & 0x7f))
            rest = rest[address.endIndex...]
            let family = head.span.big16(at: 0)
            guard let width = width(family) else { continue }
            let bits = address.prefix(width).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
            let whole = bits << UInt128(8 * max(0, width - address.count))
            let text: IPAddress = width == 4 ? .v4(UInt32(truncatingIfNeeded: whole)) : .v6(IPv6Address(whole))
            texts.append("\(head[3] & 0x80 == 0 ? "" : "!")\(family):\(text)/\(head[2])")
        }
        return texts
    }

    /// How many bytes an address of the family has.
    private static func width(_ family: UInt16) -> Int? {
        switch family {
        case 1: 4
        case 2: 16
        default: nil
        }
    }
}
