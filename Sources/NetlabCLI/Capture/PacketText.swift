internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// A packet in one line, in the manner of tcpdump's.
enum PacketText {
    /// `message` is what the payload says, where that is known.
    static func line(_ captured: CaptureSession.Captured, message: String? = nil) -> String {
        let head = "\(captured.frame.number)  \(captured.frame.record.time.timeOfDay)  "
        switch captured.result {
        case .success(let packet): return head + describe(packet, captured, message)
        case .failure(.unknownLinkType(let number)): return head + "link type \(number), \(lengths(captured))"
        case .failure(.header(let error)): return head + "[\(error)] \(lengths(captured))"
        }
    }

    private static func describe(
        _ packet: Packet,
        _ captured: CaptureSession.Captured,
        _ message: String?
    ) -> String {
        switch packet.transport {
        case .tcp(let header):
            let source = SocketAddress(address: packet.source, port: header.sourcePort)
            let destination = SocketAddress(address: packet.destination, port: header.destinationPort)
            return "\(source) > \(destination): " + describe(header, packet, captured.segment?.item, message)
        case .udp(let header):
            let source = SocketAddress(address: packet.source, port: header.sourcePort)
            let destination = SocketAddress(address: packet.destination, port: header.destinationPort)
            return "\(source) > \(destination): \(message ?? "UDP, length \(packet.payloadLength)")"
        case .icmp(let header), .icmpv6(let header):
            return
                "\(packet.source) > \(packet.destination): ICMP type \(header.type) code \(header.code), length \(packet.payloadLength)"
        case .fragment(let number):
            return
                "\(packet.source) > \(packet.destination): fragment of protocol \(number), length \(packet.payloadLength)"
        case .other(let number):
            return "\(packet.source) > \(packet.destination): protocol \(number), length \(packet.payloadLength)"
        case .none:
            guard case .other(let etherType) = packet.network, etherType != 0 else {
                return "not IP, \(lengths(captured))"
            }
            return "EtherType 0x\(hexadecimal(etherType)), \(lengths(captured))"
        }
    }

    /// Flags, relative sequence numbers as tcpdump counts them, window, options, length.
    private static func describe(
        _ header: TCPHeader,
        _ packet: Packet,
        _ item: PacketItem?,
        _ message: String?
    ) -> String {
        var parts = ["[\(header.flags.tcpdump)]"]
        if let item, packet.payloadLength > 0 || !header.flags.isDisjoint(with: [.syn, .fin, .rst]) {
            let first = item.offset + 1
            parts.append(item.bytes > 0 ? "seq \(first):\(first + Int64(item.bytes))" : "seq \(first)")
        }
        if let acknowledged = item?.acknowledged { parts.append("ack \(acknowledged + 1)") }
        parts.append("win \(item?.window ?? Int(header.window))")
        let options = describe(header.options)
        if !options.isEmpty { parts.append("options [\(options)]") }
        parts.append("length \(packet.payloadLength)" + (message.map { " " + $0 } ?? ""))
        let classes = item?.analysis.names.joined(separator: ", ") ?? ""
        return parts.joined(separator: ", ") + (classes.isEmpty ? "" : " [\(classes)]")
    }

    private static func describe(_ options: TCPOptions) -> String {
        var parts: [String] = []
        if let mss = options.mss { parts.append("mss \(mss)") }
        if options.sackPermitted { parts.append("sackOK") }
        if let timestamps = options.timestamps { parts.append("TS val \(timestamps.value) ecr \(timestamps.echo)") }
        if let scale = options.windowScale { parts.append("wscale \(scale)") }
        for block in options.sackBlocks { parts.append("sack {\(block.left):\(block.right)}") }
        if options.isMalformed { parts.append("malformed") }
        return parts.joined(separator: ", ")
    }

    private static func lengths(_ captured: CaptureSession.Captured) -> String {
        "length \(captured.frame.record.originalLength)"
    }

    private static func hexadecimal(_ value: UInt16) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
