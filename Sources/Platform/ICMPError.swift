internal import CPlatform
internal import SystemPackage
package import Wire

/// The ICMP message behind an error of a socket (ip(7), IP_RECVERR).
package struct ICMPError: Sendable, Equatable {
    package let isIPv6: Bool
    package let type: UInt8
    package let code: UInt8
    /// Who sent it; nil where the kernel does not say.
    package let sender: IPAddress?

    package init(isIPv6: Bool, type: UInt8, code: UInt8, sender: IPAddress?) {
        self.isIPv6 = isIPv6
        self.type = type
        self.code = code
        self.sender = sender
    }

    init(_ queued: netlab_queued) {
        let bytes = unsafe withUnsafeBytes(of: queued.sender) { unsafe Array($0) }
        let sender: IPAddress =
            queued.is_v6
            ? .v6(IPv6Address(bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }))
            : .v4(bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        self.init(
            isIPv6: queued.is_v6,
            type: queued.type,
            code: queued.code,
            sender: bytes.contains { $0 != 0 } ? sender : nil
        )
    }
}

/// What the kernel has kept for a socket beside what it received.
package enum QueuedMessage: Sendable, Equatable {
    /// An error of the network's, which no other call tells of any more.
    case icmp(ICMPError, SystemFailure)
    /// When something left: the datagram of that number, counted from 0, or up to that byte of a stream.
    case sent(UInt32, Timestamp)
    case other

    /// The next one of `descriptor`, which is taken; nil where there is none.
    init?(of descriptor: Int32) {
        var raw = netlab_queued()
        guard unsafe netlab_take_queued(descriptor, &raw) == 1 else { return nil }
        switch raw.kind {
        case NETLAB_QUEUED_ICMP: self = .icmp(ICMPError(raw), SystemFailure("recv", Errno(rawValue: raw.error)))
        case NETLAB_QUEUED_STAMP: self = .sent(raw.identifier, Timestamp(nanoseconds: raw.stamp))
        default: self = .other
        }
    }
}
