/// Sets of record types, a bit each, from the highest bit of the first byte on.
enum DNSTypeBitmap {
    /// A window has the 256 types whose numbers begin with the same byte.
    private static let mostBytesOfWindow = 32

    /// Reads windows up to the reader's end (RFC 4034 section 4.1.2): their numbers rise, and no bytes are there for nothing.
    static func windows(_ reader: inout DNSReader) throws(DNSError) -> [UInt8] {
        let all = reader
        var last = -1
        while !reader.isAtEnd {
            let start = reader.position
            let window = Int(try reader.number8())
            let count = Int(try reader.number8())
            guard window > last, 1...mostBytesOfWindow ~= count else { throw reader.misfit(at: start) }
            guard try reader.take(count).last != 0 else { throw reader.misfit(at: reader.position - 1) }
            last = window
        }
        return all.remaining
    }

    /// Reads a bitmap of the types below 128 up to the reader's end (RFC 2535 section 5.2); nil where its first bit says that it is none.
    static func firstTypes(_ reader: inout DNSReader) throws(DNSError) -> [UInt8]? {
        let start = reader.position
        let bytes = reader.rest()
        if let first = bytes.first, first & 0x80 != 0 { return nil }
        guard bytes.count <= 16, bytes.last != 0 else { throw reader.misfit(at: start) }
        return bytes
    }

    /// The types in windows.
    static func types(windows bytes: [UInt8]) -> [DNSType] {
        var types: [DNSType] = []
        var rest = bytes[...]
        while rest.count >= 2 {
            let window = UInt16(rest.removeFirst()) << 8
            let bits = rest.dropFirst().prefix(Int(rest[rest.startIndex]))
            rest = rest[bits.endIndex...]
            types += numbers(bits.prefix(mostBytesOfWindow)).map { DNSType(rawValue: window | UInt16($0)) }
        }
        return types
    }

    /// The places of the bits that are set.
    static func numbers(_ bytes: some Sequence<UInt8>) -> [Int] {
        bytes.enumerated().flatMap { index, byte in
            (0..<8).filter { byte & 0x80 >> UInt8($0) != 0 }.map { 8 * index + $0 }
        }
    }
}
