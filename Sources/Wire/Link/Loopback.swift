extension LinkLayer {
    /// An address family in the byte order of the capturing machine (LINKTYPE_NULL), which the file does not name.
    package static let null = LinkLayer(name: "NULL", description: "BSD loopback", numbers: [0]) {
        bytes throws(DecodeError) in
        try bytes.require(familyLength, from: 0, of: .loopback)
        return NetworkStart(kind: .family(inEitherOrder: bytes, at: 0), offset: familyLength)
    }

    /// An address family in network byte order (LINKTYPE_LOOP).
    package static let loop = LinkLayer(name: "LOOP", description: "OpenBSD loopback", numbers: [108]) {
        bytes throws(DecodeError) in
        try bytes.require(familyLength, from: 0, of: .loopback)
        return NetworkStart(kind: .family(bytes.big32(at: 0)), offset: familyLength)
    }

    /// OpenBSD's packets before encryption or after (LINKTYPE_ENC): a family as in a loopback, flags and an index.
    package static let enc = LinkLayer(name: "ENC", description: "OpenBSD encapsulated", numbers: [109]) {
        bytes throws(DecodeError) in
        let headerLength = 12
        try bytes.require(headerLength, from: 0, of: .loopback)
        return NetworkStart(kind: .family(inEitherOrder: bytes, at: 0), offset: headerLength)
    }

    /// What the packet filters of the BSDs log (LINKTYPE_PFLOG): the header's length, then a family.
    package static let pflog = LinkLayer(name: "PFLOG", description: "BSD packet filter log", numbers: [117]) {
        bytes throws(DecodeError) in
        try bytes.require(2, from: 0, of: .pflog)
        // Up to the next word of four; its own length does not count that.
        let headerLength = (Int(bytes[0]) + 3) / 4 * 4
        guard headerLength >= familyLength else { throw .malformed(layer: .pflog, reason: .headerLengthTooSmall) }
        try bytes.require(headerLength, from: 0, of: .pflog)
        return NetworkStart(kind: .family(UInt32(bytes[1])), offset: headerLength)
    }

    private static let familyLength = 4
}

extension NetworkKind {
    /// An address family: `AF_INET` is 2 everywhere; `AF_INET6` is 10 on Linux, 23 on Windows, 24, 28 and 30 on the BSDs and
    /// macOS.
    static func family(_ number: UInt32) -> NetworkKind {
        switch number {
        case 2: .ipv4
        case 10, 23, 24, 28, 30: .ipv6
        default: .other(PayloadType(.family, number))
        }
    }

    /// Families are small numbers, so that only one of the two orders can make sense.
    fileprivate static func family(inEitherOrder bytes: Span<UInt8>, at offset: Int) -> NetworkKind {
        family(min(bytes.big32(at: offset), bytes.little32(at: offset)))
    }
}
