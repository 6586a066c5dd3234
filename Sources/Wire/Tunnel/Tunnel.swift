/// What carries a whole packet as its payload.
package enum Tunnel: String, Hashable, Sendable {
    /// IPv4 or IPv6 without anything in between (RFC 2003, RFC 4213, RFC 2473).
    case ip
    case gre
    /// A switch's copies of frames, in GRE.
    case erspan
    case vxlan
    case geneve
    case gtpu
    case l2tp
    case mpls
    case etherip
}

extension Tunnel {
    /// Garbage may nest as deep as it is long; a packet below so many tunnels is left undecoded.
    static let most = 8

    /// Where the network layer of the packet in a payload begins, and what the packet around it is; nil where there is no
    /// tunnel, or none whose headers make sense.
    @inline(__always)
    static func content(
        _ transport: Packet.Transport,
        _ payload: Range<Int>,
        _ bytes: Span<UInt8>
    ) -> (tunnel: Tunnel, start: NetworkStart)? {
        switch transport {
        case .other(let number): content(protocol: number, payload, bytes)
        case .udp(let header): content(header, payload, bytes)
        default: nil
        }
    }

    @inline(never)
    private static func content(
        protocol number: UInt8,
        _ payload: Range<Int>,
        _ bytes: Span<UInt8>
    ) -> (Tunnel, NetworkStart)? {
        switch number {
        case TransportProtocol.ipv4: found(.ip, payload, bytes) { _, start in NetworkStart(kind: .ipv4, offset: start) }
        case TransportProtocol.ipv6: found(.ip, payload, bytes) { _, start in NetworkStart(kind: .ipv6, offset: start) }
        case TransportProtocol.gre:
            found(GRE.hasSwitchFrame(bytes, at: payload.lowerBound) ? .erspan : .gre, payload, bytes) {
                bytes,
                start throws(DecodeError) in try NetworkStart(gre: bytes, at: start)
            }
        case TransportProtocol.etherIP:
            found(.etherip, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(etherIP: bytes, at: start)
            }
        case TransportProtocol.l2tp:
            found(.l2tp, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(l2tpSession: bytes, at: start)
            }
        case TransportProtocol.mpls:
            found(.mpls, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(.mpls, at: start, in: bytes)
            }
        default: nil
        }
    }

    @inline(__always)
    private static func content(
        _ header: UDPHeader,
        _ payload: Range<Int>,
        _ bytes: Span<UInt8>
    ) -> (Tunnel, NetworkStart)? {
        switch header.destinationPort {
        case VXLAN.port, VXLAN.linuxPort, VXLAN.genericPort, Geneve.port, GTPU.port, MPLS.port, L2TP.port:
            content(port: header.destinationPort, payload, bytes)
        // An answer comes from the port that was asked.
        case _ where header.sourcePort == L2TP.port: content(port: L2TP.port, payload, bytes)
        default: nil
        }
    }

    @inline(never)
    private static func content(
        port: UInt16,
        _ payload: Range<Int>,
        _ bytes: Span<UInt8>
    ) -> (Tunnel, NetworkStart)? {
        switch port {
        case VXLAN.port, VXLAN.linuxPort:
            found(.vxlan, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(vxlan: bytes, at: start)
            }
        case VXLAN.genericPort:
            found(.vxlan, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(genericVXLAN: bytes, at: start)
            }
        case Geneve.port:
            found(.geneve, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(geneve: bytes, at: start)
            }
        case GTPU.port:
            found(.gtpu, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(gtpu: bytes, at: start)
            }
        case MPLS.port:
            found(.mpls, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(.mpls, at: start, in: bytes)
            }
        default:
            found(.l2tp, payload, bytes) { bytes, start throws(DecodeError) in
                try NetworkStart(l2tp: bytes, at: start)
            }
        }
    }

    /// Decodes a tunnel's headers within the payload, where the packet in it ends, too.
    private static func found(
        _ tunnel: Tunnel,
        _ payload: Range<Int>,
        _ bytes: Span<UInt8>,
        _ decode: (Span<UInt8>, Int) throws(DecodeError) -> NetworkStart
    ) -> (Tunnel, NetworkStart)? {
        let captured = bytes.extracting(0..<min(bytes.count, payload.upperBound))
        guard var start = try? decode(captured, payload.lowerBound), start.offset <= captured.count else { return nil }
        start.end = min(start.end, payload.upperBound)
        return (tunnel, start)
    }
}
