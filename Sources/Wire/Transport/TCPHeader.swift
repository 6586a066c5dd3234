/// A TCP header (RFC 9293 section 3.1).
package struct TCPHeader: Hashable, Sendable {
    package var sourcePort: UInt16
    package var destinationPort: UInt16
    package var sequence: UInt32
    package var acknowledgment: UInt32

    /// In bytes, options included: 20 to 60.
    package var headerLength: Int { Self.minimumLength + options.byteCount }
    package var flags: TCPFlags

    /// As it stands in the header, not scaled.
    package var window: UInt16
    package var checksum: UInt16
    package var urgentPointer: UInt16
    package var options: TCPOptions

    static let minimumLength = 20

    package init(
        sourcePort: UInt16,
        destinationPort: UInt16,
        sequence: UInt32,
        acknowledgment: UInt32,
        flags: TCPFlags,
        window: UInt16,
        checksum: UInt16 = 0,
        urgentPointer: UInt16 = 0,
        options: TCPOptions = TCPOptions()
    ) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.sequence = sequence
        self.acknowledgment = acknowledgment
        self.flags = flags
        self.window = window
        self.checksum = checksum
        self.urgentPointer = urgentPointer
        self.options = options
    }

    @inline(__always)
    /// Decodes the header at `offset` of a datagram that ends at `end`, be that captured or not.
    ///
    /// Where the capture ends within the options, those before are kept. Throws when it ends within the first 20
    /// bytes, or when the header does not fit the datagram.
    package init(_ bytes: Span<UInt8>, at offset: Int, end: Int) throws(DecodeError) {
        guard end - offset >= Self.minimumLength else {
            throw .malformed(layer: .tcp, reason: .headerBeyondDatagram)
        }
        try bytes.require(Self.minimumLength, from: offset, of: .tcp)
        // Of a length that is known here, so that its bytes are checked once.
        let fixed = bytes.extracting(offset..<offset + Self.minimumLength)
        let headerLength = Int(fixed[12] >> 4) * 4
        guard headerLength >= Self.minimumLength else {
            throw .malformed(layer: .tcp, reason: .headerLengthTooSmall)
        }
        guard headerLength <= end - offset else { throw .malformed(layer: .tcp, reason: .headerBeyondDatagram) }

        sourcePort = fixed.big16(at: 0)
        destinationPort = fixed.big16(at: 2)
        sequence = fixed.big32(at: 4)
        acknowledgment = fixed.big32(at: 8)
        flags = TCPFlags(rawValue: fixed.big16(at: 12) & 0x1ff)
        window = fixed.big16(at: 14)
        checksum = fixed.big16(at: 16)
        urgentPointer = fixed.big16(at: 18)
        options = TCPOptions(bytes, from: offset + Self.minimumLength, to: offset + headerLength)
    }
}
