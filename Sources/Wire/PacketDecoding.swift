extension Packet {
    /// Decodes the captured bytes of a packet that had `originalLength` bytes.
    ///
    /// Allocates nothing. A packet that is not IP is no error. Throws when a header is cut short or contradicts itself.
    package static func decode(
        _ bytes: Span<UInt8>,
        originalLength: Int,
        link: LinkLayer
    ) throws(DecodeError) -> Packet {
        let packet = try Packet(bytes, from: link.decode(bytes), originalLength: originalLength)
        switch packet.transport {
        case .tcp, .icmp, .icmpv6, .fragment, .none: return packet
        case .udp, .other: return try packet.innermost(in: bytes)
        }
    }

    /// Decodes from the network layer on what had `originalLength` bytes from the start of the frame.
    init(_ bytes: Span<UInt8>, from start: NetworkStart, originalLength: Int) throws(DecodeError) {
        switch start.kind {
        case .ipv4:
            let header = try IPv4Header(bytes, at: start.offset, originalLength: originalLength)
            try self.init(bytes, from: start, header: header)
        case .ipv6:
            let header = try IPv6Header(bytes, at: start.offset, originalLength: originalLength)
            try self.init(bytes, from: start, header: header)
        case .other:
            self.init(bytes, originalLength: originalLength, notIP: start)
        }
    }

    private init(
        _ bytes: Span<UInt8>,
        from start: NetworkStart,
        header: some InternetHeader
    ) throws(DecodeError) {
        var payloadOffset = header.transportOffset
        var payloadLength = header.end - payloadOffset
        let transport: Transport
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
        case TransportProtocol.icmp where start.kind == .ipv4:
            transport = .icmp(try ICMPHeader(bytes, at: payloadOffset, end: header.end))
        case TransportProtocol.icmpv6 where start.kind == .ipv6:
            transport = .icmpv6(try ICMPHeader(bytes, at: payloadOffset, end: header.end))
        case let number:
            transport = .other(protocol: number)
        }

        self.init(
            network: start.kind,
            source: header.source,
            destination: header.destination,
            transport: transport,
            identification: header.identification,
            networkOffset: start.offset,
            payloadOffset: payloadOffset,
            payloadLength: payloadLength,
            capturedPayloadLength: max(0, min(payloadLength, bytes.count - payloadOffset)),
            isPresumedOffload: header.isPresumedOffload,
            isFragment: header.moreFragments || header.fragmentOffset > 0
        )
    }

    private init(_ bytes: Span<UInt8>, originalLength: Int, notIP start: NetworkStart) {
        let captured = bytes.count - start.offset
        self.init(
            network: start.kind,
            source: .any4,
            destination: .any4,
            transport: .none,
            networkOffset: start.offset,
            payloadOffset: start.offset,
            payloadLength: max(captured, originalLength - start.offset),
            capturedPayloadLength: captured
        )
    }
}
