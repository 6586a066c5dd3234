internal import CPlatform
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

    init?(of descriptor: Int32) {
        var raw = netlab_icmp_error()
        guard unsafe netlab_icmp_error(descriptor, &raw) == 1 else { return nil }
        let bytes = unsafe withUnsafeBytes(of: raw.sender) { unsafe Array($0) }
        let sender: IPAddress =
            raw.is_v6
            ? .v6(IPv6Address(bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }))
            : .v4(bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        self.init(
            isIPv6: raw.is_v6,
            type: raw.type,
            code: raw.code,
            sender: bytes.contains { $0 != 0 } ? sender : nil
        )
    }
}
