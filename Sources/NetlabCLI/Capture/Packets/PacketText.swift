internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// Packets as lines, in the manner of tcpdump's.
struct PacketText {
    private let showsLink: Bool
    private let showsPayload: Bool
    private let names: PacketNames
    private var time: TimeColumn

    init(options: PacketViewOptions) {
        showsLink = options.linkLayer
        showsPayload = options.payload
        names = PacketNames(areWanted: options.names)
        time = TimeColumn(style: options.time ?? .absolute)
    }

    /// The lines of the next packet that is shown.
    mutating func lines(_ captured: CaptureSession.Captured, _ frame: Span<UInt8>) -> [String] {
        var head = "\(captured.frame.number)  \(time.next(captured.frame.record.time))"
        if showsLink {
            let length = captured.frame.record.originalLength
            head += LinkText.describe(linkType: captured.frame.linkType, frame, length: length) + ": "
        }
        guard let datagram = captured.datagram else { return lines(head, captured, frame, note: "") }
        return lines(head, captured, datagram.bytes.span, note: " [whole from \(datagram.fragments) fragments]")
    }

    private func lines(
        _ head: String,
        _ captured: CaptureSession.Captured,
        _ bytes: Span<UInt8>,
        note: String
    ) -> [String] {
        switch captured.result {
        case .success(let packet):
            let text = describe(packet, captured, bytes)
            let range = packet.payloadOffset..<packet.payloadOffset + packet.capturedPayloadLength
            return [head + text + Self.notes(packet, bytes) + note] + payload(range, of: bytes)
        case .failure(.unknownLinkType(let number)):
            return [head + "link type \(number), \(Self.length(captured))"] + payload(0..<bytes.count, of: bytes)
        case .failure(.header(let error)):
            return [head + "[\(error)] \(Self.length(captured))" + note] + payload(0..<bytes.count, of: bytes)
        }
    }

    private func payload(_ range: Range<Int>, of bytes: Span<UInt8>) -> [String] {
        guard showsPayload, range.upperBound <= bytes.count else { return [] }
        return HexDump.lines(bytes.extracting(range)).map { "    " + $0 }
    }

    private func describe(
        _ packet: Packet,
        _ captured: CaptureSession.Captured,
        _ bytes: Span<UInt8>
    ) -> String {
        let message = DNSText.message(in: captured, bytes)
        switch packet.transport {
        case .tcp(let header):
            return ends(packet, header.sourcePort, header.destinationPort, isDatagram: false)
                + TCPText(packet: packet, item: captured.segment?.item, message: message).describe(header, in: bytes)
        case .udp(let header):
            return ends(packet, header.sourcePort, header.destinationPort, isDatagram: true)
                + (message ?? "UDP, length \(packet.payloadLength)")
        case .icmp(let header):
            return ends(packet) + ICMPText(packet: packet, names: names).version4(header, in: bytes)
        case .icmpv6(let header):
            return ends(packet) + ICMPText(packet: packet, names: names).version6(header, in: bytes)
        case .fragment(let number):
            return ends(packet) + "fragment of protocol \(number), length \(packet.payloadLength)"
        case .other:
            return ends(packet) + "\(packet.undecoded?.text ?? ""), length \(packet.payloadLength)"
        case .none where packet.isARP:
            return ARPText.describe(packet, in: bytes, names: names)
        case .none:
            return "\(packet.undecoded?.text ?? "not IP"), \(Self.length(captured))"
        }
    }

    private func ends(_ packet: Packet) -> String {
        "\(names.host(packet.source)) > \(names.host(packet.destination)): "
    }

    private func ends(_ packet: Packet, _ source: UInt16, _ destination: UInt16, isDatagram: Bool) -> String {
        let source = names.end(packet.source, source, isDatagram: isDatagram)
        let destination = names.end(packet.destination, destination, isDatagram: isDatagram)
        return "\(source) > \(destination): "
    }

    /// What else is to be known of a packet: its place in a datagram, its tunnel, what it is short of, its damage.
    private static func notes(_ packet: Packet, _ bytes: Span<UInt8>) -> String {
        var notes: [String] = []
        if let fragment = Fragment(packet, in: bytes) {
            let more = fragment.moreFragments ? ", more follow" : ", last"
            notes.append("fragment \(fragment.identification) at \(fragment.range.lowerBound)\(more)")
        }
        if let tunnel = packet.tunnel { notes.append("in \(tunnel.name)") }
        if case .udp = packet.transport, let undecoded = packet.undecoded { notes.append("with \(undecoded.text)") }
        if packet.missingLength > 0 { notes.append("\(Quantity.counted(packet.missingLength, "byte")) missing") }
        for fault in packet.checksumFaults(in: bytes) {
            notes.append(
                "bad \(fault.name) checksum \(hexadecimal(fault.found)), should be \(hexadecimal(fault.expected))"
            )
        }
        return notes.map { " [\($0)]" }.joined()
    }

    private static func length(_ captured: CaptureSession.Captured) -> String {
        "length \(captured.frame.record.originalLength)"
    }

    /// `0x00ff`.
    private static func hexadecimal(_ value: UInt16) -> String {
        "0x" + Rendering.hexadecimal(UInt8(value >> 8)) + Rendering.hexadecimal(UInt8(value & 0xff))
    }
}

extension Tunnel {
    fileprivate var name: String {
        switch self {
        case .ip: "IP"
        case .gre: "GRE"
        case .erspan: "ERSPAN"
        case .vxlan: "VXLAN"
        case .geneve: "Geneve"
        case .gtpu: "GTP-U"
        case .l2tp: "L2TP"
        case .mpls: "MPLS"
        case .etherip: "EtherIP"
        }
    }
}

extension ChecksumFault {
    fileprivate var name: String {
        switch layer {
        case .ipv4: "ip"
        case .tcp: "tcp"
        case .udp: "udp"
        case .icmp: "icmp"
        default: "\(layer)"
        }
    }
}
