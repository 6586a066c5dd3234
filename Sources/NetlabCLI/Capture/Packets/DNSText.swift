internal import Capturing
internal import Wire

/// A DNS message in the manner of tcpdump's: `52874+ A? example.org. (29)`.
///
/// What records say is written as dig does, of which nothing reaches a terminal unescaped.
enum DNSText {
    private static let port: UInt16 = 53

    /// Of multicast DNS (RFC 6762).
    private static let multicastPort: UInt16 = 5353

    /// More answers than a line can sensibly hold are counted.
    private static let maximumAnswers = 32

    /// The message in a packet, given the packet's bytes; `nil` where its ports or its payload say that there is none.
    static func message(in captured: CaptureSession.Captured, _ bytes: borrowing Span<UInt8>) -> String? {
        guard case .success(let packet) = captured.result else { return nil }
        // The last fragment of a datagram is shown as the whole, whose bytes are elsewhere.
        if let datagram = captured.datagram { return message(in: packet, datagram.bytes.span) }
        return message(in: packet, bytes)
    }

    private static func message(in packet: Packet, _ bytes: borrowing Span<UInt8>) -> String? {
        switch packet.transport {
        case .udp(let header):
            let ports = [header.sourcePort, header.destinationPort]
            guard ports.contains(port) || ports.contains(multicastPort) else { return nil }
            return message(
                packet.capturedPayload(in: bytes),
                length: packet.payloadLength,
                isMulticast: ports.contains(multicastPort)
            )
        case .tcp(let header):
            guard header.sourcePort == port || header.destinationPort == port else { return nil }
            // The message's length is before it (RFC 1035 section 4.2.2).
            let payload = packet.capturedPayload(in: bytes)
            guard payload.count > 2 else { return nil }
            let length = Int(payload[0]) << 8 | Int(payload[1])
            guard length <= payload.count - 2 else { return nil }
            return message(Array(payload[2..<2 + length]), length: length, isMulticast: false)
        default: return nil
        }
    }

    private static func message(_ bytes: [UInt8], length: Int, isMulticast: Bool) -> String? {
        guard let decoding = try? DNSDecoding(bytes) else { return nil }
        let isResponse = decoding.message.flags.contains(.response)
        var text = isResponse ? response(decoding, isMulticast) : query(decoding, isMulticast)
        if let fault = decoding.fault { text += " [\(fault)]" }
        return text + " (\(length))"
    }

    private static func query(_ decoding: DNSDecoding, _ isMulticast: Bool) -> String {
        let message = decoding.message
        var text = head(message)
        if message.flags.contains(.recursionDesired) { text += "+" }
        if message.flags.contains(.checkingDisabled) { text += "%" }
        let counts = decoding.counts
        if counts.questions != 1 { text += " [\(counts.questions)q]" }
        if counts.answers > 0 { text += " [\(counts.answers)a]" }
        if counts.authorities > 0 { text += " [\(counts.authorities)n]" }
        if counts.additionals > 0 { text += " [\(counts.additionals)au]" }
        for question in message.questions.prefix(maximumAnswers) {
            text += " \(question.type)" + named(question.questionClass, isMulticast)
            if isMulticast { text += question.questionClass.hasMulticastBit ? " (QU)" : " (QM)" }
            text += "? \(question.name)"
        }
        return text
    }

    private static func response(_ decoding: DNSDecoding, _ isMulticast: Bool) -> String {
        let message = decoding.message
        var text = head(message)
        if message.responseCode != .noError { text += " \(message.responseCode)" }
        if message.flags.contains(.authoritative) { text += "*" }
        if !message.flags.contains(.recursionAvailable) { text += "-" }
        if message.flags.contains(.truncated) { text += "|" }
        if message.flags.contains(.authenticData) { text += "$" }
        let counts = decoding.counts
        if counts.questions != 1 { text += " [\(counts.questions)q]" }
        text += " \(counts.answers)/\(counts.authorities)/\(counts.additionals)"
        let answers = message.answers.prefix(maximumAnswers).map { answer($0, isMulticast) }
        text += answers.joined(separator: ",")
        let more = message.answers.count - answers.count
        return more > 0 ? text + ", \(more) more" : text
    }

    /// Bytes of types that are not known here are left out, and signatures, which stand behind every signed answer.
    private static func answer(_ record: DNSRecord, _ isMulticast: Bool) -> String {
        let flush = isMulticast && record.recordClass.hasMulticastBit ? " (Cache flush)" : ""
        let head = flush + named(record.recordClass, isMulticast) + " \(record.type)"
        guard case .fields = record.data, record.type != .rrsig, record.type != .sig else { return head }
        return head + " " + record.dataText
    }

    private static func head(_ message: DNSMessage) -> String {
        "\(message.id)" + (message.opcode == .query ? "" : " \(message.opcode.description.lowercased())")
    }

    /// The class, unless it is the usual one.
    private static func named(_ recordClass: DNSClass, _ isMulticast: Bool) -> String {
        let plain = isMulticast ? recordClass.withoutMulticastBit : recordClass
        return plain == .internet ? "" : " \(plain)"
    }
}

extension Packet {
    /// What was captured of the payload.
    fileprivate func capturedPayload(in bytes: borrowing Span<UInt8>) -> [UInt8] {
        guard capturedPayloadLength > 0 else { return [] }
        return (payloadOffset..<payloadOffset + capturedPayloadLength).map { bytes[$0] }
    }
}
