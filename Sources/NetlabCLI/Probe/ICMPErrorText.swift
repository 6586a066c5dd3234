internal import Platform

extension ICMPError {
    /// What the message says, in the words of its RFC (RFC 792, RFC 1812 section 5.2.7.1, RFC 4443 section 3, RFC 6550).
    var text: String {
        switch (isIPv6, type, code) {
        case (false, 3, 0): "network unreachable"
        case (false, 3, 1): "host unreachable"
        case (false, 3, 2): "protocol unreachable"
        case (false, 3, 3), (true, 1, 4): "port unreachable"
        case (false, 3, 4): "fragmentation needed" + room
        case (false, 3, 5): "source route failed"
        case (false, 3, 6): "destination network unknown"
        case (false, 3, 7): "destination host unknown"
        case (false, 3, 8): "source host isolated"
        case (false, 3, 9), (false, 3, 10), (false, 3, 13), (true, 1, 1): "administratively prohibited"
        case (false, 3, 11): "network unreachable for type of service"
        case (false, 3, 12): "host unreachable for type of service"
        case (false, 3, 14): "host precedence violation"
        case (false, 3, 15): "precedence cutoff in effect"
        case (true, 1, 0): "no route to destination"
        case (true, 1, 2): "beyond scope of source address"
        case (true, 1, 3): "address unreachable"
        case (true, 1, 5): "source address failed ingress/egress policy"
        case (true, 1, 6): "reject route to destination"
        case (true, 1, 7): "error in source routing header"
        case (true, 2, _): "packet too big" + room
        case (false, 11, 1), (true, 3, 1): "time exceeded in reassembly"
        case (false, 11, _), (true, 3, _): "time exceeded on the way"
        case (false, 12, _), (true, 4, _): "parameter problem"
        default: "ICMP\(isIPv6 ? "v6" : "") type \(type), code \(code)"
        }
    }

    private var room: String { mtu.map { ", the path takes \($0) bytes" } ?? "" }
}
