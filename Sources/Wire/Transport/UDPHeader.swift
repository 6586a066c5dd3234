/// A UDP header (RFC 768).
package struct UDPHeader: Hashable, Sendable {
    package var sourcePort: UInt16
    package var destinationPort: UInt16

    /// Header and payload in bytes; 0 in a jumbogram (RFC 2675 section 4).
    package var length: UInt16
    package var checksum: UInt16

    static let headerLength = 8

    /// Decodes the header at `offset` of a datagram that ends at `end`, be that captured or not.
    ///
    /// Throws when the capture ends within the header, or when the length field contradicts the datagram; the first
    /// of several fragments rightly has a length beyond its own end.
    package init(_ bytes: Span<UInt8>, at offset: Int, end: Int, moreFragments: Bool) throws(DecodeError) {
        guard end - offset >= Self.headerLength else {
            throw .malformed(layer: .udp, reason: .headerBeyondDatagram)
        }
        try bytes.require(Self.headerLength, from: offset, of: .udp)
        sourcePort = bytes.big16(at: offset)
        destinationPort = bytes.big16(at: offset + 2)
        length = bytes.big16(at: offset + 4)
        checksum = bytes.big16(at: offset + 6)

        guard length == 0 || length >= Self.headerLength else {
            throw .malformed(layer: .udp, reason: .lengthTooSmall)
        }
        guard moreFragments || Int(length) <= end - offset else {
            throw .malformed(layer: .udp, reason: .lengthBeyondDatagram)
        }
    }
}
