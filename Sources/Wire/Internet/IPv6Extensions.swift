/// The extension headers between an IPv6 header and what it carries (RFC 8200 section 4).
struct IPv6Extensions {
    /// What follows the last header walked: a transport, or a header that cannot be stepped over (ESP).
    private(set) var nextHeader: UInt8

    /// Where that begins.
    private(set) var end: Int

    /// Where the header before it names it.
    private var nextHeaderOffset: Int
    private(set) var fragment: Fragment?

    /// The payload length of a jumbogram, extension headers included (RFC 2675).
    private(set) var jumboLength: Int?

    /// A routing header names further destinations (RFC 8200 section 4.4).
    private(set) var hasRoutesLeft = false

    struct Fragment {
        /// In bytes.
        let offset: Int
        let moreFragments: Bool
        let identification: UInt32

        /// Where its header begins.
        let start: Int

        /// Where the header before it names it.
        let nextHeaderOffset: Int
    }

    static let fragmentHeaderLength = 8

    /// A next-header value that says there is nothing.
    static let noNextHeader: UInt8 = 59

    /// Walks from the header of type `first` at `offset` to the first that is no extension, or into a later fragment.
    init(_ bytes: Span<UInt8>, first: UInt8, at offset: Int) throws(DecodeError) {
        nextHeader = first
        nextHeaderOffset = offset - IPv6Header.length + 6
        end = offset
        var headers = 0
        while let kind = Kind(rawValue: nextHeader) {
            guard headers < Self.maximumHeaders else {
                throw .malformed(layer: .ipv6, reason: .tooManyExtensionHeaders)
            }
            headers += 1
            try step(over: kind, in: bytes)
            // Behind the header of a later fragment lie bytes from the middle of something.
            if let fragment, fragment.offset > 0 { return }
        }
    }

    /// RFC 8200 wants each kind once, destination options twice; garbage must not be walked to its end.
    private static let maximumHeaders = 16

    private enum Kind: UInt8 {
        case hopByHop = 0
        case routing = 43
        case fragment = 44
        case authentication = 51
        case destination = 60
        case mobility = 135
    }

    private mutating func step(over kind: Kind, in bytes: Span<UInt8>) throws(DecodeError) {
        try bytes.require(8, from: end, of: .ipv6)
        let lengthField = Int(bytes[end + 1])
        let length =
            switch kind {
            case .hopByHop, .routing, .destination, .mobility: (lengthField + 1) * 8
            case .fragment: Self.fragmentHeaderLength
            case .authentication: AuthenticationHeader.length(field: bytes[end + 1])
            }
        try bytes.require(length, from: end, of: .ipv6)

        switch kind {
        case .hopByHop:
            jumboLength = try Self.jumboLength(in: bytes, from: end + 2, to: end + length)
        case .fragment:
            let field = bytes.big16(at: end + 2)
            fragment = Fragment(
                offset: Int(field & 0xfff8),
                moreFragments: field & 1 != 0,
                identification: bytes.big32(at: end + 4),
                start: end,
                nextHeaderOffset: nextHeaderOffset
            )
        case .routing:
            if bytes[end + 3] > 0 { hasRoutesLeft = true }
        case .authentication, .destination, .mobility:
            break
        }
        nextHeader = bytes[end]
        nextHeaderOffset = end
        end += length
    }

    /// The value of the jumbo payload option, if the options hold one; options that do not fit end the search.
    private static func jumboLength(
        in bytes: Span<UInt8>,
        from start: Int,
        to end: Int
    ) throws(DecodeError) -> Int? {
        let pad1: UInt8 = 0
        let jumbo: UInt8 = 0xc2
        var position = start
        while position + 1 < end {
            if bytes[position] == pad1 {
                position += 1
                continue
            }
            let length = Int(bytes[position + 1])
            if bytes[position] == jumbo, length == 4, position + 6 <= end {
                let value = Int(bytes.big32(at: position + 2))
                guard value > UInt16.max else { throw .malformed(layer: .ipv6, reason: .jumboLengthTooSmall) }
                return value
            }
            position += 2 + length
        }
        return nil
    }
}
