extension LinkLayer {
    /// No header: the version in the first four bits tells IPv4 from IPv6 (LINKTYPE_RAW).
    ///
    /// Files use 101; 12 and 14 are values that `DLT_RAW` has on some systems.
    package static let raw = LinkLayer(name: "RAW", description: "raw IP", numbers: [101, 12, 14]) {
        bytes throws(DecodeError) in try NetworkStart(.ip, at: 0, in: bytes)
    }

    /// No header, IPv4 only (LINKTYPE_IPV4).
    package static let ipv4 = LinkLayer(name: "IPV4", description: "raw IPv4", numbers: [228]) {
        _ throws(DecodeError) in NetworkStart(kind: .ipv4, offset: 0)
    }

    /// No header, IPv6 only (LINKTYPE_IPV6).
    package static let ipv6 = LinkLayer(name: "IPV6", description: "raw IPv6", numbers: [229]) {
        _ throws(DecodeError) in NetworkStart(kind: .ipv6, offset: 0)
    }

    /// A serial line's packet behind its direction and header (LINKTYPE_SLIP).
    package static let slip = LinkLayer(name: "SLIP", description: "SLIP", numbers: [8]) {
        bytes throws(DecodeError) in
        let headerLength = 16
        try bytes.require(headerLength, from: 0, of: .rawIP)
        return try NetworkStart(.ip, at: headerLength, in: bytes)
    }
}

extension LinkHeaderWalk {
    func ip(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        try require(1, of: .rawIP, in: bytes)
        switch bytes[offset] >> 4 {
        case 4: return .network(.ipv4)
        case 6: return .network(.ipv6)
        case let version: throw .unsupported(layer: .rawIP, number: Int(version))
        }
    }
}
