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
    /// The bytes of a packet that the path takes, where it says that one was too big and how big one may be.
    package let mtu: Int?

    package init(isIPv6: Bool, type: UInt8, code: UInt8, sender: IPAddress?, mtu: Int? = nil) {
        self.isIPv6 = isIPv6
        self.type = type
        self.code = code
        self.sender = sender
        self.mtu = mtu
    }

    /// The first message among what the kernel has kept for a socket, all of which is taken up to there.
    init?(queuedFor descriptor: Int32) {
        while let queued = QueuedMessage(of: descriptor) {
            if case .icmp(let error, _) = queued {
                self = error
                return
            }
        }
        return nil
    }

    /// It says that nobody listens, or that a filter has it seem so (RFC 792, RFC 4443 section 3.1).
    package var isPortUnreachable: Bool { isIPv6 ? (type, code) == (1, 4) : (type, code) == (3, 3) }

    /// It says that a packet was larger than the path takes.
    package var isTooBig: Bool { isIPv6 ? type == 2 : (type, code) == (3, 4) }

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
            sender: bytes.contains { $0 != 0 } ? sender : nil,
            mtu: queued.mtu == 0 ? nil : Int(queued.mtu)
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
