internal import Wire

/// What a datagram carries whose answer is waited for.
package enum DatagramPayload: Sendable, Equatable {
    case bytes([UInt8])
    /// The query for the root's name servers (RFC 1035).
    case dns
    /// A client's request (RFC 5905).
    case ntp
    /// What the server of the port understands, where it is one of those above; else nothing.
    case suited

    /// The port of the service that understands it.
    package var wellKnownPort: UInt16? {
        switch self {
        case .dns: 53
        case .ntp: 123
        case .bytes, .suited: nil
        }
    }

    fileprivate func bytes(for target: Target?) -> [UInt8] {
        switch self {
        case .bytes(let bytes): return bytes
        case .dns:
            let question = DNSQuestion(name: .root, type: .ns)
            return DNSMessage(id: .random(in: .min ... .max), flags: .recursionDesired, questions: [question]).encoded
        case .ntp:
            // Leap indicator 3, unknown; version 4; mode 3, client: the first of 48 bytes.
            return [0xe3] + [UInt8](repeating: 0, count: 47)
        case .suited:
            switch target?.name.internet?.port {
            case 53: return Self.dns.bytes(for: target)
            case 123: return Self.ntp.bytes(for: target)
            default: return []
            }
        }
    }
}

extension Probe {
    /// Sends one datagram, and says whether anything comes for it, or a message that nobody is there.
    package static func udp(_ payload: DatagramPayload = .suited) -> Probe {
        Probe(
            name: "udp",
            transports: [.udp, .unixDatagram],
            wellKnownPort: payload.wellKnownPort,
            silence: { _ in .silent }
        ) { _ in UDPConversation(payload: payload) }
    }
}

private struct UDPConversation: Conversation {
    let payload: DatagramPayload
    private var target: Target?

    init(payload: DatagramPayload) {
        self.payload = payload
    }

    mutating func meet(_ target: Target) { self.target = target }

    mutating func ask(_ number: Int, _ moves: inout Moves) { moves.send(payload.bytes(for: target)) }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        moves.settle(1, .replied, [.text(bytes.indices.map { bytes[$0] })])
    }
}
