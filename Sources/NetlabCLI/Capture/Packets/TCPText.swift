internal import Streams
internal import Wire

/// A TCP segment: flags, relative sequence numbers as tcpdump counts them, window, options, length.
struct TCPText {
    let packet: Packet
    /// Nil for a segment that is in no stream.
    let item: PacketItem?
    /// What the payload says, where that is known.
    let message: String?

    func describe(_ header: TCPHeader, in bytes: Span<UInt8>) -> String {
        var parts = ["[\(header.flags.tcpdump)]"]
        if let item, packet.payloadLength > 0 || !header.flags.isDisjoint(with: [.syn, .fin, .rst]) {
            parts.append(item.bytes > 0 ? "seq \(item.place):\(item.place + Int64(item.bytes))" : "seq \(item.place)")
        }
        if let acknowledged = item?.acknowledged { parts.append("ack \(acknowledged + 1)") }
        parts.append("win \(item?.window ?? Int(header.window))")
        let options = TCPOptionText(packet: packet, relative: relative(to: header)).describe(header, in: bytes)
        if !options.isEmpty { parts.append("options [\(options)]") }
        parts.append("length \(packet.payloadLength)" + (message.map { " " + $0 } ?? ""))
        let classes = item?.analysis.names.joined(separator: ", ") ?? ""
        return parts.joined(separator: ", ") + (classes.isEmpty ? "" : " [\(classes)]")
    }

    /// The other direction's sequence numbers, counted as the acknowledgment is; nil without one.
    private func relative(to header: TCPHeader) -> (UInt32) -> Int64? {
        let acknowledged = item?.acknowledged
        return { number in
            acknowledged.map { $0 + 1 + Int64(Int32(bitPattern: number &- header.acknowledgment)) }
        }
    }
}
