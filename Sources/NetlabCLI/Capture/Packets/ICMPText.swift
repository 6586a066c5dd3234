internal import Wire

/// An ICMP or ICMPv6 message in the manner of tcpdump's.
struct ICMPText {
    let packet: Packet
    let names: PacketNames

    func version4(_ header: ICMPHeader, in bytes: Span<UInt8>) -> String {
        let flow = packet.quotedFlow(in: bytes)
        let message: String
        switch header.type {
        case 0: message = "echo reply" + echo(in: bytes)
        case 3: message = unreachable4(header.code, flow, in: bytes)
        case 4: message = "source quench"
        case 5:
            let gateway = word(4, in: bytes).map { " to " + names.host(.v4($0)) } ?? ""
            message = "redirect \(target(flow))\(gateway)"
        case 8: message = "echo request" + echo(in: bytes)
        case 9: message = "router advertisement"
        case 10: message = "router solicitation"
        case 11: message = header.code == 0 ? "time exceeded in-transit" : "ip reassembly time exceeded"
        case 12: message = "parameter problem"
        case 13: message = "time stamp query" + echo(in: bytes)
        case 14: message = "time stamp reply" + echo(in: bytes)
        case let type: message = "type \(type) code \(header.code)"
        }
        return "ICMP \(message)\(quoted(flow)), length \(packet.payloadLength)"
    }

    func version6(_ header: ICMPHeader, in bytes: Span<UInt8>) -> String {
        let flow = packet.quotedFlow(in: bytes)
        let message: String
        switch header.type {
        case 1: message = "destination unreachable, " + unreachable6(header.code, flow)
        case 2: message = "packet too big" + (packet.nextHopMTU(in: bytes).map { ", mtu \($0)" } ?? "")
        case 3: message = header.code == 0 ? "time exceeded in-transit" : "reassembly time exceeded"
        case 4: message = "parameter problem"
        case 128: message = "echo request" + echo(in: bytes)
        case 129: message = "echo reply" + echo(in: bytes)
        case 130: message = "multicast listener query"
        case 131: message = "multicast listener report"
        case 132: message = "multicast listener done"
        case 133: message = "router solicitation"
        case 134: message = "router advertisement"
        case 135: message = "neighbor solicitation" + neighbor(", who has ", in: bytes)
        case 136: message = "neighbor advertisement" + neighbor(", tgt is ", in: bytes)
        case 137: message = "redirect" + neighbor(" to ", in: bytes)
        case 143: message = "multicast listener report v2"
        case let type: message = "type \(type) code \(header.code)"
        }
        return "ICMP6, \(message)\(quoted(flow)), length \(packet.payloadLength)"
    }

    // MARK: Unreachable

    private func unreachable4(_ code: UInt8, _ flow: QuotedFlow?, in bytes: Span<UInt8>) -> String {
        let host = target(flow)
        return switch code {
        case 0: "net \(host) unreachable"
        case 1: "host \(host) unreachable"
        case 2: "\(host) protocol \(flow.map { "\($0.transportProtocol)" } ?? "?") unreachable"
        case 3: "\(host) \(port(flow)) unreachable"
        case 4: "\(host) unreachable - need to frag" + (packet.nextHopMTU(in: bytes).map { " (mtu \($0))" } ?? "")
        case 5: "\(host) unreachable - source route failed"
        case 6: "net \(host) unreachable - unknown"
        case 7: "host \(host) unreachable - unknown"
        case 9: "net \(host) unreachable - admin prohibited"
        case 10: "host \(host) unreachable - admin prohibited"
        case 13: "host \(host) unreachable - admin prohibited filter"
        default: "\(host) unreachable, code \(code)"
        }
    }

    /// RFC 4443 section 3.1.
    private func unreachable6(_ code: UInt8, _ flow: QuotedFlow?) -> String {
        let host = target(flow)
        return switch code {
        case 0: "unreachable route \(host)"
        case 1: "unreachable prohibited \(host)"
        case 2: "beyond scope \(host)"
        case 3: "unreachable address \(host)"
        case 4: "unreachable port, \(host) \(port(flow))"
        default: "\(host), code \(code)"
        }
    }

    private func target(_ flow: QuotedFlow?) -> String {
        flow.map { names.host($0.destination) } ?? "?"
    }

    /// `udp port 53`.
    private func port(_ flow: QuotedFlow?) -> String {
        guard let flow else { return "port ?" }
        let number = flow.ports.map { names.port($0.destination, isDatagram: flow.isDatagram) } ?? "?"
        return "\(flow.protocolName) port \(number)"
    }

    /// Whose packet it was, with what the message itself does not say.
    private func quoted(_ flow: QuotedFlow?) -> String {
        guard let flow else { return "" }
        guard let ports = flow.ports else {
            return " (\(names.host(flow.source)) > \(names.host(flow.destination)): \(flow.protocolName))"
        }
        let source = names.end(flow.source, ports.source, isDatagram: flow.isDatagram)
        let destination = names.end(flow.destination, ports.destination, isDatagram: flow.isDatagram)
        return " (\(source) > \(destination): \(flow.protocolName))"
    }

    // MARK: Fields of the message

    private func echo(in bytes: Span<UInt8>) -> String {
        word(4, in: bytes).map { ", id \($0 >> 16), seq \($0 & 0xffff)" } ?? ""
    }

    private func neighbor(_ words: String, in bytes: Span<UInt8>) -> String {
        let start = packet.payloadOffset + 8
        guard packet.capturedPayloadLength >= 24, start + 16 <= bytes.count else { return "" }
        return words + names.host(.v6(IPv6Address(bytes.big128(at: start))))
    }

    /// Four bytes of the message; nil where they were not captured.
    private func word(_ offset: Int, in bytes: Span<UInt8>) -> UInt32? {
        let start = packet.payloadOffset + offset
        guard packet.capturedPayloadLength >= offset + 4, start + 4 <= bytes.count else { return nil }
        return bytes.big32(at: start)
    }
}

extension QuotedFlow {
    var isDatagram: Bool { transportProtocol == 17 }

    var protocolName: String {
        switch transportProtocol {
        case 1: "icmp"
        case 6: "tcp"
        case 17: "udp"
        case 33: "dccp"
        case 58: "icmp6"
        case 132: "sctp"
        default: "protocol \(transportProtocol)"
        }
    }
}
