extension LinkLayer {
    /// PPP with or without its address and control bytes (LINKTYPE_PPP).
    package static let ppp = LinkLayer(name: "PPP", description: "PPP", numbers: [9]) {
        bytes throws(DecodeError) in try NetworkStart(ppp: bytes, at: 0)
    }
}

extension NetworkStart {
    /// Reads a PPP frame, whose address, control and first protocol byte may be compressed away (RFC 1661 section 6).
    init(ppp bytes: Span<UInt8>, at start: Int) throws(DecodeError) {
        var offset = start
        try bytes.require(1, from: offset, of: .ppp)
        // All stations, unnumbered information (RFC 1662 section 3.1).
        if bytes[offset] == 0xff {
            try bytes.require(3, from: offset, of: .ppp)
            if bytes[offset + 1] == 0x03 { offset += 2 }
        }
        // The last byte of a protocol number is odd, the one before it even.
        let isCompressed = bytes[offset] & 1 != 0
        try bytes.require(offset - start + (isCompressed ? 1 : 2), from: start, of: .ppp)
        let number = isCompressed ? UInt16(bytes[offset]) : bytes.big16(at: offset)
        let kind: NetworkKind =
            switch number {
            case 0x0021: .ipv4
            case 0x0057: .ipv6
            default: .other(etherType: 0)
            }
        self.init(kind: kind, offset: offset + (isCompressed ? 1 : 2))
    }
}
