internal import Platform
internal import Rendering
internal import Streams
internal import Wire

extension Direction {
    /// Which end sends.
    var sender: String { self == .clientToServer ? "client" : "server" }
}

extension FailedAttempt {
    /// For the column that says how a stream ended.
    var end: String {
        switch self {
        case .unanswered: "unanswered"
        case .neverCompleted: "half-open"
        case .refusedByReset, .refusedByICMP: "refused"
        case .resetByClient: "reset"
        }
    }

    /// What became of several attempts.
    var outcome: String {
        switch self {
        case .unanswered: "were not answered"
        case .neverCompleted: "were answered by SYN+ACK and never completed"
        case .refusedByReset: "were refused by RST"
        case .refusedByICMP: "were refused by ICMP"
        case .resetByClient: "were answered by SYN+ACK and reset by the client"
        }
    }

    /// What became of this one, in a few words.
    func text(of stream: TCPStream) -> String {
        let (syns, synAcks) = (stream.clientToServer.syns, stream.serverToClient.synAcks)
        let time = stream.isTimed ? Quantity.duration(nanoseconds: stream.durationNanoseconds) : nil
        let span = time.map { " in \($0)" } ?? ""
        let tries = Quantity.counted(syns, "SYN") + (syns > 1 ? span : "")
        switch self {
        case .unanswered: return "\(tries), not answered"
        case .refusedByReset: return "refused by RST" + (syns > 1 ? " (\(tries))" : time.map { " after \($0)" } ?? "")
        case .refusedByICMP: return "refused by ICMP" + (syns > 1 ? " (\(tries))" : "")
        case .neverCompleted, .resetByClient:
            let end = self == .neverCompleted ? "never completed" : "reset by the client"
            let sent = [Self.times(syns, "SYN"), Self.times(synAcks, "SYN+ACK")].compactMap { $0 }
            let again = sent.isEmpty ? "" : " (\(sent.joined(separator: ", "))\(span))"
            return "answered by SYN+ACK and \(end)\(again)"
        }
    }

    /// Nil where there is nothing to count.
    static func times(_ count: Int, _ what: String) -> String? {
        count > 1 ? "\(what) sent \(Quantity.grouped(count)) times" : nil
    }
}

extension TCPStream {
    /// For how long of the stream's time a window was closed, in so many packets.
    func closedWindowText(_ packets: Int, _ nanoseconds: Int64?) -> String {
        let count = Quantity.counted(packets, "packet")
        guard let nanoseconds else { return "in \(count)" }
        let (part, whole) = (nanoseconds, durationNanoseconds)
        return "for \(Quantity.duration(nanoseconds: part)) of \(Quantity.duration(nanoseconds: whole)) (\(count))"
    }
}

extension Reset {
    /// Who sent it, after what.
    var text: String {
        guard let stage else { return "RST by the \(sender.sender), and nothing before it" }
        let time = elapsedNanoseconds.map { " after \(Quantity.duration(nanoseconds: $0))" } ?? ""
        var parts = ["reset by the \(sender.sender)\(time)"]
        switch stage {
        case .syn: parts[0] += ", before an answer to the SYN"
        case .synAck: parts[0] += ", before the handshake was complete"
        case .ownFIN: parts[0] += ", after its own FIN"
        case .peerFIN: parts[0] += ", after the \(sender.reversed.sender)'s FIN"
        case .bothFINs: parts[0] += ", after both FINs"
        case .established: break
        }
        if stage != .syn && stage != .synAck {
            parts.append(
                "with \(Quantity.counted(clientBytes, "byte")) from the client and \(Quantity.grouped(serverBytes)) from the server"
            )
        }
        if let unacknowledgedBytes, unacknowledgedBytes > 0 {
            parts.append("\(Quantity.grouped(unacknowledgedBytes)) of the \(sender.reversed.sender)'s not acknowledged")
        }
        if let silenceNanoseconds, silenceNanoseconds >= Self.longSilence {
            parts.append("\(Quantity.duration(nanoseconds: silenceNanoseconds)) after the packet before")
        }
        return parts.joined(separator: ", ")
    }

    /// A pause of which a reader wants to know: a timer may have run out.
    private static let longSilence: Int64 = 1_000_000_000
}

extension ICMPErrorMessage {
    /// A few words, without the protocol's name.
    var name: String {
        if isTooBig && !isIPv6 { return "need to frag" }
        let text = ICMPError(self).text
        return text.hasPrefix("ICMP ") ? String(text.dropFirst(5)) : text
    }

    /// The same with the MTU that a router names.
    var text: String { name + (mtu.map { " (mtu \($0))" } ?? "") }

    private var isTooBig: Bool { isIPv6 ? type == 2 : type == 3 && code == 4 }
}

extension ICMPError {
    fileprivate init(_ message: ICMPErrorMessage) {
        self.init(isIPv6: message.isIPv6, type: message.type, code: message.code, sender: nil)
    }
}

extension ICMPErrors.Kind {
    private static let shownNumbers = 6

    /// Who said what of whose packets, and in which packets of the capture.
    var text: String {
        let shown = numbers.prefix(Self.shownNumbers).map { Quantity.grouped($0) }
        let list = shown.joined(separator: ", ") + (count > shown.count ? ", …" : "")
        let place = count == 1 ? "packet" : "packets"
        return "\(sender) answered ICMP \(message.text) to \(Quantity.counted(count, "packet")) of the \(about.sender)"
            + " (in \(place) \(list))"
    }
}

extension AttemptGroup {
    /// One line on all of them.
    var text: String {
        let span = durationNanoseconds.map { " in \(Quantity.duration(nanoseconds: $0))" } ?? ""
        let again = retransmittedSYNs > 0 ? ", \(Quantity.grouped(retransmittedSYNs)) of them sent again" : ""
        return "\(Quantity.grouped(count)) handshakes from \(origin) to \(target) \(failure.outcome)\(messages)"
            + " (\(Quantity.counted(packets, "packet"))\(again)\(span))"
    }

    /// The ICMP messages, if any.
    private var messages: String {
        let names = Set(refusals.map(\.text)).sorted()
        return names.isEmpty ? "" : " " + names.joined(separator: " and ")
    }

    private var origin: String { Self.described(clients) }

    private var target: String {
        switch (servers.count, ports.count) {
        case (1, 1): SocketAddress(address: servers.first ?? .any4, port: ports.first ?? 0).description
        case (_, 1): "port \(ports.first ?? 0) of \(Self.described(servers))"
        default: "\(Quantity.grouped(ports.count)) ports of \(Self.described(servers))"
        }
    }

    private static func described(_ addresses: Set<IPAddress>) -> String {
        if let only = addresses.first, addresses.count == 1 { return only.description }
        return Quantity.counted(addresses.count, "address", plural: "addresses")
    }
}
