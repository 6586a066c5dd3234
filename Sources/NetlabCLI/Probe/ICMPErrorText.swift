internal import Platform

extension ICMPError {
    /// What the message says (RFC 792, RFC 1812 §5.2.7.1, RFC 4443 §3), in a few words.
    var text: String {
        switch (isIPv6, type, code) {
        case (false, 3, 0), (true, 1, 0): "no route"
        case (false, 3, 1), (true, 1, 3): "host unreachable"
        case (false, 3, 2): "protocol unreachable"
        case (false, 3, 3), (true, 1, 4): "port unreachable"
        case (false, 3, 4), (true, 2, _): "packet too big"
        case (false, 3, 6), (false, 3, 7): "unknown network or host"
        case (false, 3, 9), (false, 3, 10), (false, 3, 13), (true, 1, 1): "administratively prohibited"
        case (true, 1, 2): "beyond the source's scope"
        case (true, 1, 5): "source address refused by policy"
        case (true, 1, 6): "rejecting route"
        case (false, 11, _), (true, 3, _): "time exceeded on the way"
        default: "ICMP type \(type), code \(code)"
        }
    }
}
