/// What carries a whole packet as its payload.
package enum Tunnel: String, Hashable, Sendable {
    /// IPv4 or IPv6 without anything in between (RFC 2003, RFC 4213, RFC 2473).
    case ip
    case gre
    case vxlan
    case geneve
}

extension Tunnel {
    /// Garbage may nest as deep as it is long; a packet below so many tunnels is left undecoded.
    static let most = 8

    /// Where the network layer of the packet in a payload at `offset` begins, and what the packet around it is; nil where
    /// there is none, or nothing in it that is IP or ARP.
    @inline(__always)
    static func content(
        _ transport: Packet.Transport,
        _ offset: Int,
        _ bytes: Span<UInt8>
    ) -> (Tunnel, NetworkStart)? {
        let content: (tunnel: Tunnel, start: NetworkStart?)
        switch transport {
        case .other(TransportProtocol.ipv4):
            content = (.ip, NetworkStart(kind: .ipv4, offset: offset))
        case .other(TransportProtocol.ipv6):
            content = (.ip, NetworkStart(kind: .ipv6, offset: offset))
        case .other(TransportProtocol.gre):
            content = (.gre, try? NetworkStart(gre: bytes, at: offset))
        case .udp(let header) where VXLAN.isPort(header.destinationPort):
            content = (.vxlan, try? NetworkStart(vxlan: bytes, at: offset))
        case .udp(let header) where header.destinationPort == Geneve.port:
            content = (.geneve, try? NetworkStart(geneve: bytes, at: offset))
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
