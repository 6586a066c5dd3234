/// An IPv6 header with its extension headers (RFC 8200 sections 3 and 4).
package struct IPv6Header: InternetHeader {
    package let source: IPAddress
    package let destination: IPAddress
    package let transportProtocol: UInt8
    package let transportOffset: Int
    package let end: Int
    package let isPresumedOffload: Bool
    package let identification: UInt32?
    package let fragmentOffset: Int
    package let moreFragments: Bool

    package static let isVersion4 = false

    static let length = 40

    /// Decodes the header at `offset` of a packet that had `originalLength` bytes from its link layer on.
    package init(_ bytes: Span<UInt8>, at offset: Int, originalLength: Int) throws(DecodeError) {
        try bytes.require(Self.length, from: offset, of: .ipv6)
        guard bytes[offset] >> 4 == 6 else { throw .malformed(layer: .ipv6, reason: .wrongVersion) }
        source = .v6(IPv6Address(bytes.big128(at: offset + 8)))
        destination = .v6(IPv6Address(bytes.big128(at: offset + 24)))

        let nextHeader = bytes[offset + 6]
        let extensions = try IPv6Extensions(bytes, first: nextHeader, at: offset + Self.length)
        transportProtocol = extensions.nextHeader
        transportOffset = extensions.end
        identification = extensions.fragment?.identification
        fragmentOffset = extensions.fragment?.offset ?? 0
        moreFragments = extensions.fragment?.moreFragments ?? false

        let payloadLength = Int(bytes.big16(at: offset + 4))
        if payloadLength > 0 {
            isPresumedOffload = false
            end = offset + Self.length + payloadLength
        } else if let jumboLength = extensions.jumboLength {
            isPresumedOffload = false
            end = offset + Self.length + jumboLength
        } else {
            isPresumedOffload = nextHeader != IPv6Extensions.noNextHeader
            end = isPresumedOffload ? max(originalLength, transportOffset) : transportOffset
        }
        guard transportOffset <= end else { throw .malformed(layer: .ipv6, reason: .headerBeyondDatagram) }
    }
}
