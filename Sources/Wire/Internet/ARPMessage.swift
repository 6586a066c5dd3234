/// A message of ARP (RFC 826) or RARP (RFC 903), which has the same form.
package struct ARPMessage: Hashable, Sendable {
    package var operation: UInt16
    package var sender: End
    package var target: End

    /// One of the two whom the message is about.
    package struct End: Hashable, Sendable {
        /// Where the hardware address lies among the captured bytes.
        package var hardware: Range<Int>

        /// Nil for addresses other than IPv4.
        package var address: IPAddress?

        package init(hardware: Range<Int>, address: IPAddress?) {
            self.hardware = hardware
            self.address = address
        }
    }

    package static let request: UInt16 = 1
    package static let reply: UInt16 = 2
    package static let reverseRequest: UInt16 = 3
    package static let reverseReply: UInt16 = 4

    /// The message at `offset`; nil where it was not captured whole.
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard offset >= 0, bytes.count - offset >= 8 else { return nil }
        let hardwareLength = Int(bytes[offset + 4])
        let protocolLength = Int(bytes[offset + 5])
        let endLength = hardwareLength + protocolLength
        guard bytes.count - offset - 8 >= 2 * endLength else { return nil }

        let isIPv4 = bytes.big16(at: offset + 2) == EtherType.ipv4 && protocolLength == 4
        let senderOffset = offset + 8
        let targetOffset = senderOffset + endLength
        operation = bytes.big16(at: offset + 6)
        sender = End(
            hardware: senderOffset..<senderOffset + hardwareLength,
            address: isIPv4 ? .v4(bytes.big32(at: senderOffset + hardwareLength)) : nil
        )
        target = End(
            hardware: targetOffset..<targetOffset + hardwareLength,
            address: isIPv4 ? .v4(bytes.big32(at: targetOffset + hardwareLength)) : nil
        )
    }
}

extension Packet {
    package var isARP: Bool {
        if case .other(let type) = network { type.isARP } else { false }
    }

    /// The ARP message that this packet is; nil for other packets, and where it was not captured whole.
    package func arpMessage(in bytes: Span<UInt8>) -> ARPMessage? {
        isARP ? ARPMessage(bytes, at: payloadOffset) : nil
    }
}
