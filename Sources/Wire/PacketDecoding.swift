extension Packet {
    /// Decodes the captured bytes of a packet that had `originalLength` bytes.
    ///
    /// Allocates nothing. A packet that is not IP is no error. Throws when a header is cut short or contradicts itself.
    package static func decode(
        _ bytes: Span<UInt8>,
        originalLength: Int,
        link: LinkLayer
    ) throws(DecodeError) -> Packet {
        try decode(bytes, from: link.decode(bytes), originalLength: originalLength)
    }

    /// The same for the most frequent link layer, with no reference to it that is counted for every packet.
    package static func decode(ethernet bytes: Span<UInt8>, originalLength: Int) throws(DecodeError) -> Packet {
        try decode(bytes, from: NetworkStart(ethernet: bytes), originalLength: originalLength)
    }

    @inline(__always)
    private static func decode(
        _ bytes: Span<UInt8>,
        from start: NetworkStart,
        originalLength: Int
    ) throws(DecodeError) -> Packet {
        try Packet(bytes, from: start, originalLength: originalLength, within: 0)
    }

    @inline(__always)
    /// Decodes from the network layer on what had `originalLength` bytes from the start of the frame, and what is in as many
    /// `tunnels` already.
    init(
        _ bytes: Span<UInt8>,
        from start: NetworkStart,
        originalLength: Int,
        within tunnels: Int
    ) throws(DecodeError) {
        switch start.kind {
        case .ipv4:
            let header = try IPv4Header(bytes, at: start.offset, originalLength: min(originalLength, start.end))
            try self.init(bytes, from: start, header: header, originalLength: originalLength, within: tunnels)
        case .ipv6:
            let header = try IPv6Header(bytes, at: start.offset, originalLength: min(originalLength, start.end))
            try self.init(bytes, from: start, header: header, originalLength: originalLength, within: tunnels)
        case .other:
            self.init(bytes, originalLength: originalLength, notIP: start)
        }
    }

    // Once for each of the two headers, instead of once with calls through a table.
    @inline(__always)
    private init(
        _ bytes: Span<UInt8>,
        from start: NetworkStart,
        header: some InternetHeader,
        originalLength: Int,
        within tunnels: Int
    ) throws(DecodeError) {
        // What an outer header's length leaves out was never sent with this packet; what a frame is short of was.
        let end = min(header.end, start.end)
        guard header.transportOffset <= end else {
            throw .malformed(layer: start.kind == .ipv4 ? .ipv4 : .ipv6, reason: .headerBeyondDatagram)
        }
        var payload = header.transportOffset..<end
        let transport: Transport
        do {
            transport = try Transport(header, &payload, in: bytes)
        } catch {
            // The rest of the header comes with the next fragment.
            guard case .malformed = error, header.moreFragments else { throw error }
            transport = .fragment(protocol: header.transportProtocol)
        }
        let isFragment = header.moreFragments || header.fragmentOffset > 0
        let captured = max(0, min(payload.count, bytes.count - payload.lowerBound))
        var undecoded: PayloadType?
        // Before anything is made of this packet, which is large to copy.
        if !isFragment, let (tunnel, inner) = Tunnel.content(transport, payload, bytes) {
            if case .other(let type) = inner.kind, !type.isARP {
                undecoded = type
            } else if tunnels < Tunnel.most {
                let end = min(bytes.count, payload.upperBound)
                self = try Self.packet(
                    in: tunnel,
                    bytes.extracting(0..<end),
                    from: inner,
                    originalLength: max(originalLength, end),
                    within: tunnels
                )
                return
            }
        }
        if case .other(let number) = transport { undecoded = undecoded ?? PayloadType(.ipProtocol, number) }
        self.init(
            network: start.kind,
            source: header.source,
            destination: header.destination,
            transport: transport,
            identification: header.identification,
            networkOffset: start.offset,
            payloadOffset: payload.lowerBound,
            payloadLength: payload.count,
            capturedPayloadLength: captured,
            isPresumedOffload: header.isPresumedOffload,
            isFragment: isFragment,
            undecoded: undecoded,
            missingLength: max(0, header.end - min(max(originalLength, bytes.count), start.end))
        )
    }

    /// The innermost packet of what begins in a tunnel.
    @inline(never)
    private static func packet(
        in tunnel: Tunnel,
        _ bytes: Span<UInt8>,
        from start: NetworkStart,
        originalLength: Int,
        within tunnels: Int
    ) throws(DecodeError) -> Packet {
        var packet = try Packet(bytes, from: start, originalLength: originalLength, within: tunnels + 1)
        packet.tunnel = packet.tunnel ?? tunnel
        return packet
    }

    private init(_ bytes: Span<UInt8>, originalLength: Int, notIP start: NetworkStart) {
        let captured = max(0, min(bytes.count, start.end) - start.offset)
        let undecoded: PayloadType? = if case .other(let type) = start.kind, !type.isARP { type } else { nil }
        self.init(
            network: start.kind,
            source: .any4,
            destination: .any4,
            transport: .none,
            networkOffset: start.offset,
            payloadOffset: start.offset,
            payloadLength: max(captured, min(originalLength, start.end) - start.offset),
            capturedPayloadLength: captured,
            undecoded: undecoded
        )
    }
}

extension Packet.Transport {
    @inline(__always)
    /// Decodes the transport header at the front of `payload`, and takes it off.
    fileprivate init(
        _ header: some InternetHeader,
        _ payload: inout Range<Int>,
        in bytes: Span<UInt8>
    ) throws(DecodeError) {
        let start = payload.lowerBound
        switch header.transportProtocol {
        case let number where header.fragmentOffset > 0:
            self = .fragment(protocol: number)
        case TransportProtocol.tcp:
            let tcp = try TCPHeader(bytes, at: start, end: payload.upperBound)
            self = .tcp(tcp)
            payload = start + tcp.headerLength..<payload.upperBound
        case TransportProtocol.udp:
            guard payload.count >= UDPHeader.headerLength else {
                throw .malformed(layer: .udp, reason: .headerBeyondDatagram)
            }
            // Its length is held against IP's own, of which an outer header may have left out the end.
            let udp = try UDPHeader(bytes, at: start, end: header.end, moreFragments: header.moreFragments)
            self = .udp(udp)
            // An IP datagram may be longer than the UDP datagram in it, and the first of several fragments is shorter.
            let length = udp.length == 0 ? payload.count : min(Int(udp.length), payload.count)
            payload = start + UDPHeader.headerLength..<start + length
        case TransportProtocol.icmp where type(of: header).isVersion4:
            self = .icmp(try ICMPHeader(bytes, at: start, end: payload.upperBound))
        case TransportProtocol.icmpv6 where !type(of: header).isVersion4:
            self = .icmpv6(try ICMPHeader(bytes, at: start, end: payload.upperBound))
        case let number:
            self = .other(protocol: number)
        }
    }
}
