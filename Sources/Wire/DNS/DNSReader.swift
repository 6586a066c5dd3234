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

    /// The name behind the header: what is asked for, to which most pointers lead.
    private var firstName: DNSName?

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

    @inline(__always)
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
        return remaining
    }

    /// What `rest` would read.
    var remaining: [UInt8] { Array(bytes[position..<end]) }

    /// A character string: a length and as many bytes (RFC 1035 section 3.3).
    mutating func string() throws(DNSError) -> [UInt8] {
        try take(Int(try number8()))
    }

    /// A name, and the position behind it, which is behind its first pointer if it has one.
    mutating func name() throws(DNSError) -> DNSName {
        var wire: [UInt8] = []
        /// Where the labels being read begin: a pointer must go back from there, so that no name is read forever.
        var start = position
        var at = position
        var end = end
        var pointers = 0
        while true {
            guard at < end else { throw misfit(at: at) }
            let length = bytes[at]
            switch length >> 6 {
            case 0b00:
                guard wire.count + 1 + Int(length) <= DNSName.maximumBytes else { throw .nameTooLong(place, at: at) }
                let next = at + 1 + Int(length)
                guard next <= end else { throw misfit(at: at + 1) }
                // Most names fit, and grow no array.
                if wire.isEmpty { wire.reserveCapacity(64) }
                wire += bytes[at..<next]
                at = next
                guard length == 0 else { continue }
                let name = DNSName(wire: wire)
                if position == Self.headerLength { firstName = name }
                if pointers == 0 { position = at }
                return name
            case 0b11:
                guard at + 1 < end else { throw misfit(at: at + 1) }
                let target = Int(length & 0x3f) << 8 | Int(bytes[at + 1])
                guard target >= Self.headerLength, target < start, pointers < Self.maximumPointers else {
                    throw .badPointer(place, at: at)
                }
                if pointers == 0 { position = at + 2 }
                if target == Self.headerLength, wire.isEmpty, let firstName { return firstName }
                pointers += 1
                start = target
                at = target
                end = bytes.count
            default:
                throw .reservedLabel(place, at: at)
            }
        }
    }

    /// Steps over `count` bytes and says where they start.
    @inline(__always)
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
