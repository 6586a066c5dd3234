internal import Wire

/// An ARP message in the manner of tcpdump's.
enum ARPText {
    static func describe(
        _ packet: Packet,
        in bytes: Span<UInt8>,
        names: PacketNames
    ) -> String {
        let length = ", length \(packet.payloadLength)"
        guard let message = packet.arpMessage(in: bytes) else { return "ARP cut short" + length }
        let address = { (end: ARPMessage.End) in end.address.map(names.host) ?? "?" }
        let text =
            switch message.operation {
            case ARPMessage.request where message.sender.address == message.target.address:
                "Announcement \(address(message.sender))"
            case ARPMessage.request:
                "Request who-has \(address(message.target)) tell \(address(message.sender))"
            case ARPMessage.reply:
                "Reply \(address(message.sender)) is-at \(LinkText.hardware(message.sender.hardware, in: bytes))"
            case ARPMessage.reverseRequest:
                "Reverse Request who-is \(LinkText.hardware(message.target.hardware, in: bytes)) tell "
                    + LinkText.hardware(message.sender.hardware, in: bytes)
            case ARPMessage.reverseReply:
                "Reverse Reply \(LinkText.hardware(message.target.hardware, in: bytes)) at \(address(message.target))"
            case let operation:
                "operation \(operation)"
            }
        return "ARP, " + text + length
    }
}
