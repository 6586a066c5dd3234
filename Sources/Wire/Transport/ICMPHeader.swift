/// What all messages of ICMP (RFC 792) and ICMPv6 (RFC 4443) begin with.
package struct ICMPHeader: Hashable, Sendable {
    package var type: UInt8
    package var code: UInt8
    package var checksum: UInt16

    static let length = 4

    package init(type: UInt8, code: UInt8, checksum: UInt16 = 0) {
        self.type = type
        self.code = code
        self.checksum = checksum
    }

    init(_ bytes: Span<UInt8>, at offset: Int, end: Int) throws(DecodeError) {
        guard end - offset >= Self.length else { throw .malformed(layer: .icmp, reason: .headerBeyondDatagram) }
        try bytes.require(Self.length, from: offset, of: .icmp)
        type = bytes[offset]
        code = bytes[offset + 1]
        checksum = bytes.big16(at: offset + 2)
    }
}
