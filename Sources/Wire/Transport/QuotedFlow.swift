/// Whose packet an ICMP error is about, by the headers that it quotes.
package struct QuotedFlow: Hashable, Sendable {
    package var source: IPAddress
    package var destination: IPAddress

    /// IANA protocol number.
    package var transportProtocol: UInt8

    /// Nil where the protocol has none, or where they are not quoted.
    package var ports: Ports?

    /// Of a TCP segment; nil where it is not quoted.
    package var sequence: UInt32?

    package struct Ports: Hashable, Sendable {
        package var source: UInt16
        package var destination: UInt16

        package init(source: UInt16, destination: UInt16) {
            self.source = source
            self.destination = destination
        }
    }

    package init(
        source: IPAddress,
        destination: IPAddress,
        transportProtocol: UInt8,
        ports: Ports?,
        sequence: UInt32? = nil
    ) {
        self.source = source
        self.destination = destination
        self.transportProtocol = transportProtocol
        self.ports = ports
        self.sequence = sequence
    }
}

extension Packet {
    /// The flow that this packet, an ICMP error, quotes; nil for other packets, and where the quoted IP header is cut short.
    package func quotedFlow(in bytes: Span<UInt8>) -> QuotedFlow? {
        // RFC 792 and RFC 4443: the quoted packet follows eight bytes.
        let start = payloadOffset + 8
        let captured = payloadOffset + capturedPayloadLength
        guard start <= captured, captured <= bytes.count else { return nil }
        let message = bytes.extracting(0..<captured)
        switch transport {
        case .icmp(let header) where header.isError4:
            return (try? IPv4Header(message, at: start, originalLength: captured)).map { QuotedFlow($0, in: message) }
        case .icmpv6(let header) where header.isError6:
            return (try? IPv6Header(message, at: start, originalLength: captured)).map { QuotedFlow($0, in: message) }
        default:
            return nil
        }
    }
}

extension ICMPHeader {
    /// The type of a redirect in ICMP for IPv4.
    static let redirect4: UInt8 = 5

    /// Unreachable, source quench, redirect, time exceeded, parameter problem.
    fileprivate var isError4: Bool { [3, 4, 5, 11, 12].contains(type) }

    /// RFC 4443 section 2.1.
    fileprivate var isError6: Bool { type < 128 }
}

extension QuotedFlow {
    fileprivate init(_ header: some InternetHeader, in bytes: Span<UInt8>) {
        let start = header.transportOffset
        let quoted = header.fragmentOffset == 0 ? min(bytes.count, header.end) - start : 0
        self.init(
            source: header.source,
            destination: header.destination,
            transportProtocol: header.transportProtocol,
            ports: quoted >= 4 && TransportProtocol.hasPorts(header.transportProtocol)
                ? Ports(source: bytes.big16(at: start), destination: bytes.big16(at: start + 2)) : nil,
            sequence: quoted >= 8 && header.transportProtocol == TransportProtocol.tcp
                ? bytes.big32(at: start + 4) : nil
        )
    }
}
