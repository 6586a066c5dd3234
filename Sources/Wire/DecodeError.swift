/// Why a packet could not be decoded, and in which of its layers.
package enum DecodeError: Error, Hashable, Sendable {
    /// The capture holds `available` bytes from the start of the layer's header where `needed` are.
    case truncated(layer: Layer, needed: Int, available: Int)

    /// The header contradicts itself or its surroundings.
    case malformed(layer: Layer, reason: Reason)

    /// The header names a variant that nothing here decodes.
    case unsupported(layer: Layer, number: Int)

    package enum Layer: Hashable, Sendable {
        case ethernet, linuxCooked, linuxCooked2, loopback, rawIP, ppp, pppoe, ciscoHDLC
        case llc, mpls, frameRelay, fddi, tokenRing, arcnet, wireless, radiotap, prism, ppi, pktap, nflog, pflog
        case gre, erspan, vxlan, geneve, gtpu, l2tp, etherIP
        case ipv4, ipv6, tcp, udp, icmp
    }

    package enum Reason: Hashable, Sendable {
        case wrongVersion
        case headerLengthTooSmall
        case headerBeyondDatagram
        case lengthTooSmall
        case lengthBeyondDatagram
        case tooManyTags
        case tooManyHeaders
        case tooManyLabels
        case addressTooLong
        case tooManyExtensionHeaders
        case jumboLengthTooSmall
    }
}

extension DecodeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .truncated(let layer, let needed, let available):
            "\(layer) header cut short: \(needed) bytes needed, \(available) captured"
        case .malformed(let layer, let reason):
            "\(layer) header malformed: \(reason)"
        case .unsupported(let layer, let number):
            "\(layer) header not supported: type \(number)"
        }
    }
}

extension DecodeError.Layer: CustomStringConvertible {
    package var description: String {
        switch self {
        case .ethernet: "Ethernet"
        case .linuxCooked: "Linux cooked"
        case .linuxCooked2: "Linux cooked v2"
        case .loopback: "loopback"
        case .rawIP: "raw IP"
        case .ppp: "PPP"
        case .pppoe: "PPPoE"
        case .ciscoHDLC: "Cisco HDLC"
        case .llc: "LLC"
        case .mpls: "MPLS"
        case .frameRelay: "frame relay"
        case .fddi: "FDDI"
        case .tokenRing: "Token Ring"
        case .arcnet: "ARCNET"
        case .wireless: "802.11"
        case .radiotap: "radiotap"
        case .prism: "Prism"
        case .ppi: "PPI"
        case .pktap: "PKTAP"
        case .nflog: "NFLOG"
        case .pflog: "PFLOG"
        case .gre: "GRE"
        case .erspan: "ERSPAN"
        case .vxlan: "VXLAN"
        case .geneve: "Geneve"
        case .gtpu: "GTP-U"
        case .l2tp: "L2TP"
        case .etherIP: "EtherIP"
        case .ipv4: "IPv4"
        case .ipv6: "IPv6"
        case .tcp: "TCP"
        case .udp: "UDP"
        case .icmp: "ICMP"
        }
    }
}

extension DecodeError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongVersion: "its version field is another protocol's"
        case .headerLengthTooSmall: "its own length is too small for it"
        case .headerBeyondDatagram: "it runs past the end of the datagram"
        case .lengthTooSmall: "the length is too small for the header"
        case .lengthBeyondDatagram: "the length runs past the end of the datagram"
        case .tooManyTags: "too many VLAN tags"
        case .tooManyHeaders: "too many headers in one another"
        case .tooManyLabels: "too many labels"
        case .addressTooLong: "its address does not end"
        case .tooManyExtensionHeaders: "too many extension headers"
        case .jumboLengthTooSmall: "the jumbo payload length would fit the ordinary field"
        }
    }
}

extension Span<UInt8> {
    @inline(__always)
    /// Throws `.truncated` unless `needed` bytes follow `offset`, the start of the layer's header.
    func require(_ needed: Int, from offset: Int, of layer: DecodeError.Layer) throws(DecodeError) {
        guard offset <= count, count - offset >= needed else {
            throw .truncated(layer: layer, needed: needed, available: max(0, count - offset))
        }
    }
}
