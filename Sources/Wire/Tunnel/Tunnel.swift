/// What carries a whole packet as its payload.
package enum Tunnel: String, Hashable, Sendable {
    /// IPv4 or IPv6 without anything in between (RFC 2003, RFC 4213, RFC 2473).
    case ip
    case gre
    case vxlan
    case geneve
}

extension Packet {
    /// Garbage may nest as deep as it is long; a packet below so many tunnels is left undecoded.
    private static let maximumTunnels = 8

    /// The packet within all tunnels; this one where there is none, or nothing in it that is IP or ARP.
    ///
    /// Throws when the packet within contradicts itself, or is cut short.
    func innermost(in bytes: Span<UInt8>) throws(DecodeError) -> Packet {
        var packet = self
        for _ in 0..<Self.maximumTunnels {
            guard let (tunnel, start) = packet.content(in: bytes) else { break }
            let end = packet.payloadOffset + packet.payloadLength
            let captured = packet.payloadOffset + packet.capturedPayloadLength
            packet = try Packet(bytes.extracting(0..<captured), from: start, originalLength: end)
            packet.tunnel = tunnel
        }
        return packet
    }

    /// Where the network layer of the next packet within begins, and what this packet is to it.
    private func content(in bytes: Span<UInt8>) -> (Tunnel, NetworkStart)? {
        guard !isFragment else { return nil }
        let content: (tunnel: Tunnel, start: NetworkStart?)
        switch transport {
        case .other(TransportProtocol.ipv4):
            content = (.ip, NetworkStart(kind: .ipv4, offset: payloadOffset))
        case .other(TransportProtocol.ipv6):
            content = (.ip, NetworkStart(kind: .ipv6, offset: payloadOffset))
        case .other(TransportProtocol.gre):
            content = (.gre, try? NetworkStart(gre: bytes, at: payloadOffset))
        case .udp(let header) where VXLAN.isPort(header.destinationPort):
            content = (.vxlan, try? NetworkStart(vxlan: bytes, at: payloadOffset))
        case .udp(let header) where header.destinationPort == Geneve.port:
            content = (.geneve, try? NetworkStart(geneve: bytes, at: payloadOffset))
        default:
            return nil
        }
        switch content.start?.kind {
        case .ipv4, .ipv6, .other(EtherType.arp): return content.start.map { (content.tunnel, $0) }
        case .other, nil: return nil
        }
    }
}

extension NetworkStart {
    /// What a tunnel's protocol type says follows it: a network layer, an Ethernet frame or a PPP frame.
    init(
        tunnelled type: UInt16,
        at offset: Int,
        in bytes: Span<UInt8>,
        layer: DecodeError.Layer
    ) throws(DecodeError) {
        switch type {
        case EtherType.ethernet: try self.init(ethernet: bytes, at: offset)
        case EtherType.ppp: try self.init(ppp: bytes, at: offset)
        default: try self.init(etherType: type, at: offset, in: bytes, layer: layer)
        }
    }
}
