package import Streams
package import Wire

/// Decodes packets one after the other, follows their TCP streams, counts, and saves them where that is asked for.
package struct CaptureSession: ~Copyable {
    /// A packet and what it is.
    package struct Captured: Sendable {
        package let frame: Frame
        package let result: Result<Packet, DecodeFailure>
        /// Where a TCP packet belongs.
        package let segment: (stream: Int, item: PacketItem)?
        /// What this packet, the last fragment of it, has made whole: `result` is of its bytes.
        package let datagram: FragmentReassembler.Datagram?
    }

    /// Why a packet is shown undecoded.
    package enum DecodeFailure: Error, Sendable, Equatable {
        case unknownLinkType(Int)
        case header(DecodeError)
    }

    package private(set) var table: StreamTable
    package private(set) var packets = 0
    /// Packets of which not all bytes were captured.
    package private(set) var truncatedPackets = 0
    package private(set) var undecodedPackets = 0
    /// Link types by the names that pcap has for them, in the order of their first packets.
    package private(set) var linkTypes: [String] = []
    private var writer: CaptureWriter?
    private var link: (number: Int, layer: LinkLayer?)?
    private var fragments = FragmentReassembler()

    package init(keeping: StreamTable.Keeping, writer: consuming CaptureWriter? = nil) {
        table = StreamTable(keeping: keeping)
        self.writer = writer
    }

    /// Takes the next packet.
    package mutating func take(_ frame: Frame, _ bytes: borrowing Span<UInt8>) throws(CapturingError) -> Captured {
        packets += 1
        if frame.record.capturedLength < frame.record.originalLength { truncatedPackets += 1 }
        try writer?.write(frame, bytes)
        let result = decode(frame, bytes)
        if case .success(let packet) = result, packet.isFragment { return join(packet, of: frame, bytes) }
        return captured(frame, result)
    }

    /// Counts a packet and finds its stream; the last fragment of a datagram stands for the whole.
    private mutating func captured(
        _ frame: Frame,
        _ result: Result<Packet, DecodeFailure>,
        of datagram: FragmentReassembler.Datagram? = nil
    ) -> Captured {
        guard case .success(let packet) = result else {
            undecodedPackets += 1
            return Captured(frame: frame, result: result, segment: nil, datagram: datagram)
        }
        guard case .tcp(let header) = packet.transport, !packet.isFragment else {
            return Captured(frame: frame, result: result, segment: nil, datagram: datagram)
        }
        let segment = table.add(
            header,
            from: SocketAddress(address: packet.source, port: header.sourcePort),
            to: SocketAddress(address: packet.destination, port: header.destinationPort),
            payloadLength: packet.payloadLength,
            number: frame.number,
            time: frame.record.time
        )
        return Captured(frame: frame, result: result, segment: segment, datagram: datagram)
    }

    /// Takes a fragment: the datagram that it completes, else the fragment itself.
    private mutating func join(_ fragment: Packet, of frame: Frame, _ bytes: borrowing Span<UInt8>) -> Captured {
        guard let datagram = fragments.add(fragment, in: bytes, time: frame.record.time) else {
            return captured(frame, .success(fragment))
        }
        do {
            var packet = try Packet.decode(
                datagram.bytes.span,
                originalLength: datagram.originalLength,
                link: fragment.network == .ipv4 ? .ipv4 : .ipv6
            )
            packet.tunnel = packet.tunnel ?? fragment.tunnel
            return captured(frame, .success(packet), of: datagram)
        } catch {
            return captured(frame, .failure(.header(error)), of: datagram)
        }
    }

    /// Lets readers of the saved file see all packets so far.
    package mutating func flush() throws(CapturingError) {
        try writer?.flush()
    }

    /// Completes the saved file.
    package mutating func finish(linkType: Int) throws(CapturingError) {
        try writer?.finish(linkType: linkType)
    }

    private mutating func decode(_ frame: Frame, _ bytes: borrowing Span<UInt8>) -> Result<Packet, DecodeFailure> {
        guard let layer = layer(frame.linkType) else { return .failure(.unknownLinkType(frame.linkType)) }
        do {
            return .success(try Packet.decode(bytes, originalLength: frame.record.originalLength, link: layer))
        } catch {
            return .failure(.header(error))
        }
    }

    /// The decoder for a link type: nearly always that of the packet before.
    private mutating func layer(_ number: Int) -> LinkLayer? {
        if let link, link.number == number { return link.layer }
        let layer = LinkLayer.numbered(number)
        link = (number, layer)
        let name = layer?.name ?? "\(number)"
        if !linkTypes.contains(name) { linkTypes.append(name) }
        return layer
    }
}
