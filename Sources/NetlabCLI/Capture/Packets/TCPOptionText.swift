internal import Rendering
internal import Wire

/// The options of a TCP header by name, in their order, in the manner of tcpdump's.
struct TCPOptionText {
    let packet: Packet
    /// What is added to a sequence number that the other direction acknowledges, for one that counts from 1.
    let relative: (UInt32) -> Int64?

    func describe(_ header: TCPHeader, in bytes: Span<UInt8>) -> String {
        var parts: [String] = []
        var walk = TCPOptionWalk(packet)
        while let option = walk.next(in: bytes) {
            parts.append(describe(option.kind, bytes.extracting(option.range.dropFirst(2))))
        }
        if header.options.isMalformed { parts.append("malformed") }
        if header.options.isTruncated { parts.append("cut") }
        return parts.joined(separator: ", ")
    }

    /// IANA option kinds, with what follows kind and length; a length that a kind does not have leaves the name alone.
    private func describe(_ kind: UInt8, _ value: Span<UInt8>) -> String {
        switch (kind, value.count) {
        case (2, 2): "mss \(value.big16(at: 0))"
        case (2, _): "mss"
        case (3, 1): "wscale \(value[0])"
        case (3, _): "wscale"
        case (4, _): "sackOK"
        case (5, _): "sack \(value.count / 8) \(blocks(value))"
        case (8, 8): "TS val \(value.big32(at: 0)) ecr \(value.big32(at: 4))"
        case (8, _): "TS"
        case (19, _): "md5"
        case (28, 2): "user timeout \(timeout(value.big16(at: 0)))"
        case (28, _): "user timeout"
        case (29, 2...): "ao key \(value[0]) next \(value[1])"
        case (29, _): "ao"
        case (30, 1...): "mptcp \(subtype(value[0] >> 4))"
        case (30, _): "mptcp"
        case (34, _): "tfo \(cookie(value))"
        // RFC 7413 appendix A: before the option had a number.
        case (254, 2...) where value.big16(at: 0) == 0xf989: "exp-tfo \(cookie(value.extracting(2..<value.count)))"
        default: "opt-\(kind)"
        }
    }

    private func blocks(_ value: Span<UInt8>) -> String {
        stride(from: 0, to: value.count - value.count % 8, by: 8).map { start in
            "{\(edge(value.big32(at: start))):\(edge(value.big32(at: start + 4)))}"
        }.joined()
    }

    private func edge(_ sequence: UInt32) -> String {
        relative(sequence).map { "\($0)" } ?? "\(sequence)"
    }

    /// RFC 5482 section 3.
    private func timeout(_ field: UInt16) -> String {
        "\(field & 0x7fff) \(field & 0x8000 == 0 ? "s" : "min")"
    }

    private func cookie(_ value: Span<UInt8>) -> String {
        guard value.count > 0 else { return "cookie request" }
        var digits = ""
        for index in value.indices { digits += hexadecimal(value[index]) }
        return "cookie \(digits)"
    }

    /// RFC 8684 section 8.2.
    private func subtype(_ number: UInt8) -> String {
        switch number {
        case 0: "capable"
        case 1: "join"
        case 2: "dss"
        case 3: "add-addr"
        case 4: "remove-addr"
        case 5: "prio"
        case 6: "fail"
        case 7: "fastclose"
        case 8: "reset"
        default: "subtype \(number)"
        }
    }
}
