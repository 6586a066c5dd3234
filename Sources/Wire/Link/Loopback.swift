extension LinkLayer {
    /// An address family in the byte order of the capturing machine (LINKTYPE_NULL), which the file does not name.
    package static let null = LinkLayer(name: "NULL", description: "BSD loopback", numbers: [0]) {
        bytes throws(DecodeError) in
        try bytes.require(familyLength, from: 0, of: .loopback)
        // Families are small numbers, so that only one of the two orders can make sense.
        let kind = networkKind(family: bytes.big32(at: 0)) ?? networkKind(family: bytes.little32(at: 0))
        return NetworkStart(kind: kind ?? .other(etherType: 0), offset: familyLength)
    }

    /// An address family in network byte order (LINKTYPE_LOOP).
    package static let loop = LinkLayer(name: "LOOP", description: "OpenBSD loopback", numbers: [108]) {
        bytes throws(DecodeError) in
        try bytes.require(familyLength, from: 0, of: .loopback)
        return NetworkStart(kind: networkKind(family: bytes.big32(at: 0)) ?? .other(etherType: 0), offset: familyLength)
    }

    private static let familyLength = 4

    /// `AF_INET` is 2 everywhere; `AF_INET6` is 10 on Linux, 23 on Windows, 24, 28 and 30 on the BSDs and macOS.
    private static func networkKind(family: UInt32) -> NetworkKind? {
        switch family {
        case 2: .ipv4
        case 10, 23, 24, 28, 30: .ipv6
        default: nil
        }
    }
}
