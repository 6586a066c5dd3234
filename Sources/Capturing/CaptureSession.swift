package import Streams
package import Wire

/// Decodes packets one after the other, follows their TCP streams, counts, and saves them where that is asked for.
package struct CaptureSession: ~Copyable {
    /// Where a TCP packet belongs: the stream's place in the table, and what the packet is there.
    package typealias Segment = (stream: Int, item: PacketItem)

    /// A packet and what it is.
    package struct Captured: Sendable {
        package let frame: Frame
        package let result: Result<Packet, DecodeFailure>
        package let segment: Segment?
        /// What this packet, the last fragment of it, has made whole: `result` is of its bytes.
        package let datagram: FragmentReassembler.Datagram?

        /// What of it is not decoded; nil where all is.
        package var undecoded: UndecodedPackets.Kind? {
            switch result {
            case .success(let packet): packet.undecoded.map(UndecodedPackets.Kind.payload)
            case .failure(.unknownLinkType(let number)): .linkType(number)
            case .failure(.header(let error)): .header(error)
            }
        }
    }

    /// Why a packet is shown undecoded.
    package enum DecodeFailure: Error, Sendable, Equatable {
        case unknownLinkType(Int)
        case header(DecodeError)
    }

    package private(set) var table: StreamTable
    package private(set) var packets = 0
    /// Packets of which not all bytes were captured, or which are shorter than their IP header says.
    package private(set) var truncatedPackets = 0
    package private(set) var undecoded = UndecodedPackets()
    /// Packets of which the file does not say when they were captured.
    package private(set) var untimedPackets = 0
    /// Packets that were saved with another time than they had, or with one where they had none.
    package private(set) var changedTimes = 0
    /// Link types by the names that pcap has for them, in the order of their first packets.
    package private(set) var linkTypes: [String] = []
    /// Whether the last file that was to be saved is complete.
    package private(set) var isSaved = false
    private var knownLinkTypes: Set<String> = []
    private let savesPackets: Bool
    private var writer: CaptureWriter?
    /// Of the packet taken last.
    private var linkType: Int?
    private var layer: LinkLayer?
    private var isEthernet = false
    /// The datagram that the packet taken last completed.
    private var joined: (datagram: FragmentReassembler.Datagram, result: Result<Packet, DecodeFailure>)?
    private var fragments = FragmentReassembler()

    package init(keeping: StreamTable.Keeping, capacity: Int = .max, writer: consuming CaptureWriter? = nil) {
        table = StreamTable(keeping: keeping, capacity: capacity)
        savesPackets =
            switch writer {
            case .some: true
            case .none: false
            }
        self.writer = writer
    }

    /// Takes the next packet; returns the place of its stream in the table if it is of TCP.
    @discardableResult
    package mutating func take(_ frame: Frame, _ bytes: borrowing Span<UInt8>) throws(CapturingError) -> Int? {
        packets += 1
        if frame.record.capturedLength < frame.record.originalLength { truncatedPackets += 1 }
        if frame.record.time == nil { untimedPackets += 1 }
        if savesPackets { try save(frame, bytes) }
        if frame.linkType != linkType { take(linkType: frame.linkType) }
        if joined != nil { joined = nil }
        let packet: Packet
        do {
            if isEthernet {
                packet = try Packet.decode(ethernet: bytes, originalLength: frame.record.originalLength)
            } else if let layer {
                packet = try Packet.decode(bytes, originalLength: frame.record.originalLength, link: layer)
            } else {
                undecoded.add(.linkType(frame.linkType))
                return nil
            }
        } catch {
            undecoded.add(.header(error))
            return nil
        }
        if packet.missingLength > 0 && frame.record.capturedLength >= frame.record.originalLength {
            truncatedPackets += 1
        }
        if packet.isFragment { return join(packet, of: frame, bytes) }
        return follow(packet, in: bytes, of: frame, at: interface(of: frame, bytes))
    }

    private mutating func save(_ frame: Frame, _ bytes: borrowing Span<UInt8>) throws(CapturingError) {
        try writer?.write(frame, bytes)
        noteSaved()
    }

    private mutating func noteSaved() {
        switch writer {
        case .some(let writer): (isSaved, changedTimes) = (writer.isComplete, writer.changedTimes)
        case .none: break
        }
    }

    /// Finds the stream of a whole packet; the last fragment of a datagram stands for the whole.
    @inline(__always)
    private mutating func follow(
        _ packet: Packet,
        in bytes: borrowing Span<UInt8>,
        of frame: Frame,
        at interface: UInt32
    ) -> Int? {
        guard case .tcp(let header) = packet.transport else {
            if let type = packet.undecoded { undecoded.add(.payload(type)) }
            if let error = packet.segmentError(in: bytes) {
                table.add(error, number: frame.number, time: frame.record.time)
            }
            return nil
        }
        return table.add(
            header,
            from: SocketAddress(address: packet.source, port: header.sourcePort),
            to: SocketAddress(address: packet.destination, port: header.destinationPort),
            payloadLength: packet.payloadLength,
            number: frame.number,
            time: frame.record.time,
            identification: packet.identification ?? 0,
            interface: interface
        )
    }

    /// Tells the places apart where a packet may pass twice: interfaces of the capture, or those that `any` names.
    private func interface(of frame: Frame, _ bytes: borrowing Span<UInt8>) -> UInt32 {
        let own = UInt32(truncatingIfNeeded: frame.record.interface)
        return isEthernet ? own : own &+ (layer?.interface?(bytes) ?? 0)
    }

    /// The packet that `take` was given last, in full: few ask for it, and at speed nothing is to be done for them.
    package func describe(_ frame: Frame, _ bytes: borrowing Span<UInt8>, _ stream: Int?) -> Captured {
        Captured(
            frame: frame,
            result: joined?.result ?? decode(frame, bytes),
            segment: stream.map { ($0, table.item) },
            datagram: joined?.datagram
        )
    }

    /// Takes a fragment, and the datagram that it completes.
    private mutating func join(_ fragment: Packet, of frame: Frame, _ bytes: borrowing Span<UInt8>) -> Int? {
        guard let datagram = fragments.add(fragment, in: bytes, time: frame.record.time) else { return nil }
        do {
            var packet = try Packet.decode(
                datagram.bytes.span,
                originalLength: datagram.originalLength,
                link: fragment.network == .ipv4 ? .ipv4 : .ipv6
            )
            packet.tunnel = packet.tunnel ?? fragment.tunnel
            joined = (datagram, .success(packet))
            return follow(packet, in: datagram.bytes.span, of: frame, at: interface(of: frame, bytes))
        } catch {
            joined = (datagram, .failure(.header(error)))
            undecoded.add(.header(error))
            return nil
        }
    }

    /// Lets readers of the saved file see all packets so far.
    package mutating func flush() throws(CapturingError) {
        try writer?.flush()
        noteSaved()
    }

    /// Completes the saved file, with what the system counted on each interface.
    package mutating func finish(_ statistics: [CaptureStatistics] = []) throws(CapturingError) {
        try writer?.finish(statistics)
    }

    private func decode(_ frame: Frame, _ bytes: borrowing Span<UInt8>) -> Result<Packet, DecodeFailure> {
        guard let layer else { return .failure(.unknownLinkType(frame.linkType)) }
        do {
            return .success(try Packet.decode(bytes, originalLength: frame.record.originalLength, link: layer))
        } catch {
            return .failure(.header(error))
        }
    }

    /// Finds the decoder for a link type: nearly always that of the packet before stays.
    private mutating func take(linkType number: Int) {
        layer = LinkLayer.numbered(number)
        linkType = number
        isEthernet = layer === LinkLayer.ethernet
        let name = layer?.name ?? "\(number)"
        if knownLinkTypes.insert(name).inserted { linkTypes.append(name) }
    }
}
