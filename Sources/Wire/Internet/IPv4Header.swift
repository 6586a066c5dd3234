/// An IPv4 header (RFC 791 section 3.1), whose options are stepped over, as is an authentication header behind it.
package struct IPv4Header: InternetHeader {
    package let source: IPAddress
    package let destination: IPAddress
    package let transportProtocol: UInt8
    package let transportOffset: Int
    package let end: Int
    package let isPresumedOffload: Bool
    package let identification: UInt32?
    package let fragmentOffset: Int
    package let moreFragments: Bool

    package static let isVersion4 = true

    static let minimumLength = 20

    @inline(__always)
    /// Decodes the header at `offset` of a packet that had `originalLength` bytes from its link layer on.
    package init(_ bytes: Span<UInt8>, at offset: Int, originalLength: Int) throws(DecodeError) {
        try bytes.require(Self.minimumLength, from: offset, of: .ipv4)
        // Of a length that is known here, so that its bytes are checked once.
        let fixed = bytes.extracting(offset..<offset + Self.minimumLength)
        guard fixed[0] >> 4 == 4 else { throw .malformed(layer: .ipv4, reason: .wrongVersion) }
        let headerLength = Int(fixed[0] & 0x0f) * 4
        guard headerLength >= Self.minimumLength else {
            throw .malformed(layer: .ipv4, reason: .headerLengthTooSmall)
        }
        try bytes.require(headerLength, from: offset, of: .ipv4)

        let totalLength = Int(fixed.big16(at: 2))
        isPresumedOffload = totalLength == 0
        guard isPresumedOffload || totalLength >= headerLength else {
            throw .malformed(layer: .ipv4, reason: .lengthTooSmall)
        }

        let fragment = fixed.big16(at: 6)
        identification = UInt32(fixed.big16(at: 4))
        fragmentOffset = Int(fragment & 0x1fff) * 8
        moreFragments = fragment & 0x2000 != 0

        var transport = (number: fixed[9], offset: offset + headerLength)
        if transport.number == AuthenticationHeader.number && fragmentOffset == 0 {
            let header = try AuthenticationHeader(bytes, at: transport.offset, of: .ipv4)
            transport = (header.nextHeader, header.end)
        }
        transportProtocol = transport.number
        transportOffset = transport.offset
        end = isPresumedOffload ? max(originalLength, transportOffset) : offset + totalLength
        guard transportOffset <= end else { throw .malformed(layer: .ipv4, reason: .headerBeyondDatagram) }

        source = .v4(fixed.big32(at: 12))
        destination = .v4(fixed.big32(at: 16))
    }
}
