/// What stands between an IP header and the transport that it authenticates (RFC 4302 section 2).
struct AuthenticationHeader {
    let nextHeader: UInt8

    /// Where what it authenticates begins.
    let end: Int

    /// Its IANA protocol number.
    static let number: UInt8 = 51

    init(_ bytes: Span<UInt8>, at offset: Int, of layer: DecodeError.Layer) throws(DecodeError) {
        try bytes.require(2, from: offset, of: layer)
        let length = Self.length(field: bytes[offset + 1])
        try bytes.require(length, from: offset, of: layer)
        nextHeader = bytes[offset]
        end = offset + length
    }

    /// In bytes, of a field that counts words of four and leaves out two.
    static func length(field: UInt8) -> Int {
        (Int(field) + 2) * 4
    }
}
