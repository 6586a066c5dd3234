extension LinkLayer {
    /// PPP over Ethernet without the Ethernet header (LINKTYPE_PPP_ETHER).
    package static let pppoe = LinkLayer(name: "PPP_ETHER", description: "PPP over Ethernet", numbers: [51]) {
        bytes throws(DecodeError) in try NetworkStart(.pppoe, at: 0, in: bytes)
    }
}

extension LinkHeaderWalk {
    /// Reads the header of a session (RFC 2516 section 4), whose length ends the packet; discovery carries no network layer.
    mutating func pppoe(in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        let headerLength = 6
        try require(headerLength, of: .pppoe, in: bytes)
        guard bytes[offset] == 0x11 else {
            throw .unsupported(layer: .pppoe, number: Int(bytes[offset]))
        }
        let isSession = bytes[offset + 1] == 0
        let length = Int(bytes.big16(at: offset + 4))
        offset += headerLength
        limit(to: length)
        return isSession ? .ppp : .network(.etherType(EtherType.pppoeDiscovery))
    }
}
