internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// A packet as one line of NDJSON.
extension CaptureOutput {
    static func packet(_ captured: CaptureSession.Captured, of table: StreamTable) -> [UInt8] {
        let packet = try? captured.result.get()
        return if let segment = captured.segment {
            self.packet(segment.item, of: table.streams[segment.stream], tunnel: packet?.tunnel)
        } else {
            other(packet, captured.frame)
        }
    }

    static func packet(_ item: PacketItem, of stream: TCPStream, tunnel: Tunnel? = nil) -> [UInt8] {
        let isFromClient = item.direction == .clientToServer
        return line("packet") {
            $0.member("number", item.number)
            $0.member("stream", stream.id)
            $0.member("time", (stream.start + item.elapsedNanoseconds).description)
            $0.member("source", (isFromClient ? stream.client : stream.server).description)
            $0.member("destination", (isFromClient ? stream.server : stream.client).description)
            $0.member("flags", strings: item.flags.names)
            // Relative as Wireshark counts: a SYN is 0, the first byte 1.
            $0.member("sequence", item.offset + 1)
            $0.member("acknowledgment", item.acknowledged.map { $0 + 1 } ?? 0)
            $0.member("window", item.window)
            $0.member("payloadBytes", item.bytes)
            $0.member("analysis", strings: item.analysis.names)
            $0.member("transport", "tcp")
            $0.member("tunnel", tunnel?.rawValue)
        }
    }

    /// A packet that belongs to no TCP stream.
    private static func other(_ packet: Packet?, _ frame: Frame) -> [UInt8] {
        line("packet") {
            $0.member("number", frame.number)
            $0.unknown("stream")
            $0.member("time", frame.record.time.description)
            $0.member("source", packet.flatMap { $0.isIP ? $0.source.description : nil })
            $0.member("destination", packet.flatMap { $0.isIP ? $0.destination.description : nil })
            $0.member("payloadBytes", packet.map(\.payloadLength))
            $0.member("transport", packet?.transportName)
            $0.member("tunnel", packet?.tunnel?.rawValue)
            if case .udp(let header)? = packet?.transport {
                $0.member("sourcePort", header.sourcePort)
                $0.member("destinationPort", header.destinationPort)
            }
        }
    }
}

extension Packet {
    var isIP: Bool {
        switch network {
        case .ipv4, .ipv6: true
        case .other: false
        }
    }

    /// What the packet carries, where that is decoded.
    fileprivate var transportName: String? {
        switch transport {
        case .tcp: "tcp"
        case .udp: "udp"
        case .icmp: "icmp"
        case .icmpv6: "icmpv6"
        case .fragment, .other, .none: nil
        }
    }
}
