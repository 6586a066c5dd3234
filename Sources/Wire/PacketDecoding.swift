extension Packet {
    /// Decodes the captured bytes of a packet that had `originalLength` bytes.
    ///
    /// Allocates nothing. A packet that is not IP is no error. Throws when a header is cut short or contradicts itself.
    package static func decode(
        _ bytes: Span<UInt8>,
        originalLength: Int,
        link: LinkLayer
    ) throws(DecodeError) -> Packet {
        let start = try link.decode(bytes)
        switch start.kind {
        case .ipv4:
            let header = try IPv4Header(bytes, at: start.offset, originalLength: originalLength)
            return try Packet(bytes, network: .ipv4, header: header)
        case .ipv6:
            let header = try IPv6Header(bytes, at: start.offset, originalLength: originalLength)
            return try Packet(bytes, network: .ipv6, header: header)
        case .other:
            return Packet(bytes, originalLength: originalLength, notIP: start)
        }
    }

    // Once for each of the two headers, instead of once with calls through a table.
    @inline(__always)
    private init(
        _ bytes: Span<UInt8>,
        network: NetworkKind,
        header: some InternetHeader
    ) throws(DecodeError) {
        var payloadOffset = header.transportOffset
        var payloadLength = header.end - payloadOffset
        switch header.transportProtocol {
        case let number where header.fragmentOffset > 0:
            transport = .fragment(protocol: number)
        case TransportProtocol.tcp:
            let tcp = try TCPHeader(bytes, at: payloadOffset, end: header.end)
            transport = .tcp(tcp)
            payloadOffset += tcp.headerLength
            payloadLength -= tcp.headerLength
        case TransportProtocol.udp:
            let udp = try UDPHeader(
                bytes,
                at: payloadOffset,
                end: header.end,
                moreFragments: header.moreFragments
            )
            transport = .udp(udp)
            // An IP datagram may be longer than the UDP datagram in it, and the first of several fragments is shorter.
            let length = udp.length == 0 ? payloadLength : min(Int(udp.length), payloadLength)
            payloadOffset += UDPHeader.headerLength
            payloadLength = length - UDPHeader.headerLength
        case let number:
            transport = .other(protocol: number)
        }

        self.network = network
        source = header.source
        destination = header.destination
        identification = header.identification
        isPresumedOffload = header.isPresumedOffload
        self.payloadOffset = payloadOffset
        self.payloadLength = payloadLength
        capturedPayloadLength = max(0, min(payloadLength, bytes.count - payloadOffset))
    }

    private init(_ bytes: Span<UInt8>, originalLength: Int, notIP start: NetworkStart) {
        network = start.kind
        source = .any4
        destination = .any4
        transport = .none
        payloadOffset = start.offset
        capturedPayloadLength = bytes.count - start.offset
        payloadLength = max(capturedPayloadLength, originalLength - start.offset)
        isPresumedOffload = false
    }
}
