extension LinkLayer {
    /// PPP over Ethernet without the Ethernet header (LINKTYPE_PPP_ETHER).
    package static let pppoe = LinkLayer(name: "PPP_ETHER", description: "PPP over Ethernet", numbers: [51]) {
        bytes throws(DecodeError) in try NetworkStart(pppoe: bytes, at: 0)
    }
}

extension NetworkStart {
    /// Reads the header of a session (RFC 2516 section 4); discovery carries no network layer.
    init(pppoe bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        let headerLength = 6
        try bytes.require(headerLength, from: offset, of: .pppoe)
        guard bytes[offset] == 0x11 else {
            throw .unsupported(layer: .pppoe, number: Int(bytes[offset]))
        }
        let isSession = bytes[offset + 1] == 0
        guard isSession else {
            self.init(kind: .other(etherType: EtherType.pppoeDiscovery), offset: offset + headerLength)
            return
        }
        try self.init(ppp: bytes, at: offset + headerLength)
    }
}
