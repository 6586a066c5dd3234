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
        guard case .success(let packet) = result else {
            undecodedPackets += 1
            return Captured(frame: frame, result: result, segment: nil)
        }
        guard case .tcp(let header) = packet.transport else {
            return Captured(frame: frame, result: result, segment: nil)
        }
        let segment = table.add(
            header,
            from: SocketAddress(address: packet.source, port: header.sourcePort),
            to: SocketAddress(address: packet.destination, port: header.destinationPort),
            payloadLength: packet.payloadLength,
            number: frame.number,
            time: frame.record.time
        )
        return Captured(frame: frame, result: result, segment: segment)
    }

    /// Lets readers of the saved file see all packets so far.
    package mutating func flush() throws(CapturingError) {
        try writer?.flush()
    }

    /// Completes the saved file, with what the system counted on each interface.
    package mutating func finish(_ statistics: [CaptureStatistics] = []) throws(CapturingError) {
        try writer?.finish(statistics)
    }

    /// Whether the last file that was to be saved is complete.
    package var isSaved: Bool {
        switch writer {
        case .some(let writer): writer.isComplete
        case .none: false
        }
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
