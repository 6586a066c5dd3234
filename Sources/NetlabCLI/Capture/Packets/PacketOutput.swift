internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// A packet as one line of NDJSON.
extension CaptureOutput {
    static func packet(
        _ captured: CaptureSession.Captured,
        _ frame: Span<UInt8>,
        of table: StreamTable
    ) -> [UInt8] {
        let packet = try? captured.result.get()
        return if let segment = captured.segment {
            self.packet(
                segment.item,
                at: captured.frame.record.time,
                of: table.streams[segment.stream],
                tunnel: packet?.tunnel,
                missingLength: packet?.missingLength ?? 0
            )
        } else {
            if let datagram = captured.datagram {
                other(captured, datagram.bytes.span)
            } else {
                other(captured, frame)
            }
        }
    }

    static func packet(
        _ item: PacketItem,
        at time: Timestamp?,
        of stream: TCPStream,
        tunnel: Tunnel? = nil,
        missingLength: Int = 0
    ) -> [UInt8] {
        let isFromClient = item.direction == .clientToServer
        return JSONWriter.line("packet") {
            $0.member("number", item.number)
            $0.member("stream", stream.id)
            $0.member("time", time?.description)
            $0.member("source", (isFromClient ? stream.client : stream.server).description)
            $0.member("destination", (isFromClient ? stream.server : stream.client).description)
            $0.member("flags", strings: item.flags.names)
            $0.member("sequence", item.sequence)
            $0.member("acknowledgment", item.acknowledgment ?? 0)
            $0.member("window", item.window)
            $0.member("payloadBytes", item.bytes)
            $0.member("analysis", strings: item.analysis.names)
            $0.member("transport", "tcp")
            $0.member("tunnel", tunnel?.rawValue)
            if missingLength > 0 { $0.member("missingBytes", missingLength) }
        }
    }

    /// A packet that belongs to no TCP stream.
    private static func other(_ captured: CaptureSession.Captured, _ bytes: Span<UInt8>) -> [UInt8] {
        let frame = captured.frame
        let packet = try? captured.result.get()
        let details = packet.map { PacketDetails($0, in: bytes) }
        return JSONWriter.line("packet") {
            $0.member("number", frame.number)
            $0.unknown("stream")
            $0.member("time", frame.record.time?.description)
            $0.member("source", packet.flatMap { $0.isIP ? $0.source.description : nil })
            $0.member("destination", packet.flatMap { $0.isIP ? $0.destination.description : nil })
            $0.member("payloadBytes", packet.map(\.payloadLength))
            $0.member("transport", packet?.transportName)
            $0.member("tunnel", packet?.tunnel?.rawValue)
            if let packet, packet.missingLength > 0 { $0.member("missingBytes", packet.missingLength) }
            if let kind = captured.undecoded { $0.member("undecoded", kind.text) }
            details?.write(&$0)
        }
    }
}

/// What a packet's line has beside what all lines have.
private struct PacketDetails {
    let transport: Packet.Transport
    let fragment: Fragment?
    let quoted: QuotedFlow?
    let arp: ARPMessage?

    init(_ packet: Packet, in bytes: Span<UInt8>) {
        transport = packet.transport
        fragment = Fragment(packet, in: bytes)
        quoted = packet.quotedFlow(in: bytes)
        arp = packet.arpMessage(in: bytes)
    }

    func write(_ json: inout JSONWriter) {
        switch transport {
        case .tcp(let header): ports(&json, header.sourcePort, header.destinationPort)
        case .udp(let header): ports(&json, header.sourcePort, header.destinationPort)
        case .icmp(let header), .icmpv6(let header):
            json.member("type", header.type)
            json.member("code", header.code)
            if let quoted { json.member("quoted") { write(&$0, quoted) } }
        case .fragment(let number), .other(let number):
            json.member("protocol", number)
        case .none:
            break
        }
        if let fragment {
            json.member("fragment") {
                $0.object {
                    $0.member("identification", fragment.identification)
                    $0.member("offset", fragment.range.lowerBound)
                    $0.member("bytes", fragment.range.count)
                    $0.member("moreFollow", fragment.moreFragments)
                }
            }
        }
        if let arp {
            json.member("arp") {
                $0.object {
                    $0.member("operation", arp.operation)
                    $0.member("sender", arp.sender.address?.description)
                    $0.member("target", arp.target.address?.description)
                }
            }
        }
    }

    private func ports(_ json: inout JSONWriter, _ source: UInt16, _ destination: UInt16) {
        json.member("sourcePort", source)
        json.member("destinationPort", destination)
    }

    private func write(_ json: inout JSONWriter, _ flow: QuotedFlow) {
        json.object {
            $0.member("source", flow.source.description)
            $0.member("destination", flow.destination.description)
            $0.member("protocol", flow.transportProtocol)
            $0.member("sourcePort", flow.ports?.source)
            $0.member("destinationPort", flow.ports?.destination)
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
        case .none where isARP: "arp"
        case .fragment, .other, .none: nil
        }
    }
}
