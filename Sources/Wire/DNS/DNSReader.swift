/// Reads a message from front to back, a name also where its compression pointers lead.
struct DNSReader {
    private let bytes: [UInt8]
    var position: Int
    /// Nothing but what a pointer leads to is read outside the bytes before.
    var end: Int
    /// What is being read, for errors; the type while it is a record's data.
    var place = DNSError.Place.header
    var type: DNSType?

    /// A header's length: no name is in it (RFC 1035 section 4.1.1).
    static let headerLength = 12

    /// No name has more labels, so none needs more pointers.
    private static let maximumPointers = 127

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
        end = bytes.count
    }

    var isAtEnd: Bool { position >= end }

    mutating func number8() throws(DNSError) -> UInt8 {
        let start = try advance(1)
        return bytes[start]
    }

    mutating func number16() throws(DNSError) -> UInt16 {
        let start = try advance(2)
        return bytes.span.big16(at: start)
    }

    mutating func number32() throws(DNSError) -> UInt32 {
        let start = try advance(4)
        return bytes.span.big32(at: start)
    }

    mutating func number128() throws(DNSError) -> UInt128 {
        let start = try advance(16)
        return bytes.span.big128(at: start)
    }

    mutating func take(_ count: Int) throws(DNSError) -> [UInt8] {
        let start = try advance(count)
        return Array(bytes[start..<start + count])
    }

    /// Everything up to the end.
    mutating func rest() -> [UInt8] {
        defer { position = end }
        return Array(bytes[position..<end])
    }

    /// A character string: a length and as many bytes (RFC 1035 section 3.3).
    mutating func string() throws(DNSError) -> [UInt8] {
        try take(Int(try number8()))
    }

    /// A name, and the position behind it, which is behind its first pointer if it has one.
    mutating func name() throws(DNSError) -> DNSName {
        var wire: [UInt8] = []
        // Most names fit, and grow no array.
        wire.reserveCapacity(64)
        var run = self
        /// Where the labels being read begin: a pointer must go back from there, so that no name is read forever.
        var start = position
        var pointers = 0
        while true {
            let at = run.position
            let length = try run.number8()
            switch length >> 6 {
            case 0b00:
                guard wire.count + 1 + Int(length) <= DNSName.maximumBytes else { throw .nameTooLong(place, at: at) }
                wire.append(length)
                let label = try run.advance(Int(length))
                wire += bytes[label..<label + Int(length)]
                guard length == 0 else { continue }
                if pointers == 0 { position = run.position }
                return DNSName(wire: wire)
            case 0b11:
                let target = Int(length & 0x3f) << 8 | Int(try run.number8())
                guard target >= Self.headerLength, target < start, pointers < Self.maximumPointers else {
                    throw .badPointer(place, at: at)
                }
                if pointers == 0 { position = run.position }
                pointers += 1
                start = target
                run.position = target
                run.end = bytes.count
            default:
                throw .reservedLabel(place, at: at)
            }
        }
    }

    /// Steps over `count` bytes and says where they start.
    private mutating func advance(_ count: Int) throws(DNSError) -> Int {
        guard end - position >= count else { throw misfit(at: position) }
        defer { position += count }
        return position
    }

    /// A reader of the next `count` bytes and nothing else, over which this one steps.
    mutating func part(_ count: Int) throws(DNSError) -> DNSReader {
        var part = self
        part.position = try advance(count)
        part.end = position
        return part
    }

    /// What there is at `position` does not fit into the bytes left for it, or does not fill them.
    func misfit(at position: Int) -> DNSError {
        type.map { .malformedData($0, place, at: position) } ?? .cutShort(place, at: position)
    }
}
