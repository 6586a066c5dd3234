/// What an ICMP or ICMPv6 error says.
package struct ICMPErrorMessage: Hashable, Sendable {
    package var isIPv6: Bool
    package var type: UInt8
    package var code: UInt8

    /// In bytes, where a packet was too large for the next hop (RFC 1191, RFC 4443 section 3.2); nil where the router does not say.
    package var mtu: Int?

    package init(isIPv6: Bool, type: UInt8, code: UInt8, mtu: Int? = nil) {
        self.isIPv6 = isIPv6
        self.type = type
        self.code = code
        self.mtu = mtu
    }

    /// Whether it says that a destination cannot be reached, and not only that one packet was too large for the path.
    package var isUnreachable: Bool { isIPv6 ? type == 1 : type == 3 && code != 4 }
}

/// An ICMP error about a TCP segment: who says what of whose segment.
package struct SegmentError: Hashable, Sendable {
    package var message: ICMPErrorMessage

    /// Of the ICMP message.
    package var checksum: UInt16

    /// Who sent the error.
    package var sender: IPAddress

    /// The ends of the segment that it quotes.
    package var source: SocketAddress
    package var destination: SocketAddress

    /// The segment's sequence number.
    package var sequence: UInt32

    package init(
        message: ICMPErrorMessage,
        checksum: UInt16 = 0,
        sender: IPAddress,
        source: SocketAddress,
        destination: SocketAddress,
        sequence: UInt32
    ) {
        self.message = message
        self.checksum = checksum
        self.sender = sender
        self.source = source
        self.destination = destination
        self.sequence = sequence
    }
}

extension Packet {
    /// The error that this packet, of ICMP, brings about a TCP segment.
    ///
    /// Nil for other packets, for redirects, which refuse nothing, and where less than 8 bytes of the segment are quoted.
    package func segmentError(in bytes: Span<UInt8>) -> SegmentError? {
        let header: ICMPHeader
        let isIPv6: Bool
        switch transport {
        case .icmp(let found) where found.type != ICMPHeader.redirect4: (header, isIPv6) = (found, false)
        case .icmpv6(let found): (header, isIPv6) = (found, true)
        default: return nil
        }
        guard let flow = quotedFlow(in: bytes), flow.transportProtocol == TransportProtocol.tcp,
            let ports = flow.ports, let sequence = flow.sequence
        else { return nil }
        return SegmentError(
            message: ICMPErrorMessage(
                isIPv6: isIPv6,
                type: header.type,
                code: header.code,
                mtu: nextHopMTU(in: bytes)
            ),
            checksum: header.checksum,
            sender: source,
            source: SocketAddress(address: flow.source, port: ports.source),
            destination: SocketAddress(address: flow.destination, port: ports.destination),
            sequence: sequence
        )
    }

    /// The MTU in a message that says that a packet was too large; nil in any other, and where a router says none.
    package func nextHopMTU(in bytes: Span<UInt8>) -> Int? {
        let start = payloadOffset + 4
        guard capturedPayloadLength >= 8, start + 4 <= bytes.count else { return nil }
        let mtu: Int
        switch transport {
        // The older half of the field is unused (RFC 1191 section 4).
        case .icmp(let header) where header.type == 3 && header.code == 4: mtu = Int(bytes.big16(at: start + 2))
        case .icmpv6(let header) where header.type == 2: mtu = Int(bytes.big32(at: start))
        default: return nil
        }
        return mtu > 0 ? mtu : nil
    }
}
