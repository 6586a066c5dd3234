/// What an address is for, by the registries of special addresses (RFC 6890) and RFC 4291.
package enum AddressScope: String, Hashable, Sendable, CaseIterable {
    /// 0.0.0.0/8 and `::`: none yet, or all of a host's.
    case unspecified
    case loopback
    /// 169.254.0.0/16 and fe80::/10: on one link only.
    case linkLocal
    /// 10/8, 172.16/12, 192.168/16 (RFC 1918) and fc00::/7 (RFC 4193): within a site.
    case privateUse
    /// 100.64.0.0/10: behind a provider's address translation (RFC 6598).
    case shared
    /// For examples (RFC 5737, RFC 3849, RFC 9637).
    case documentation
    /// 198.18.0.0/15 and 2001:2::/48 (RFC 2544, RFC 5180).
    case benchmarking
    case multicast
    case broadcast
    /// 240.0.0.0/4.
    case reserved
    /// An IPv4 address in IPv6: ::ffff:0:0/96.
    case mapped
    case global

    package init(_ address: IPAddress) {
        self =
            switch address {
            case .v4(let bits): AddressScope(ipv4: bits)
            case .v6(let value): AddressScope(ipv6: value.bits)
            }
    }

    private init(ipv4 bits: UInt32) {
        func within(_ prefix: UInt32, _ length: UInt32) -> Bool { (bits ^ prefix) >> (32 - length) == 0 }
        self =
            if bits == 0xffff_ffff {
                .broadcast
            } else if within(0, 8) {
                .unspecified
            } else if within(0x7f00_0000, 8) {
                .loopback
            } else if within(0xa9fe_0000, 16) {
                .linkLocal
            } else if within(0x0a00_0000, 8) || within(0xac10_0000, 12) || within(0xc0a8_0000, 16) {
                .privateUse
            } else if within(0x6440_0000, 10) {
                .shared
            } else if within(0xc000_0200, 24) || within(0xc633_6400, 24) || within(0xcb00_7100, 24) {
                .documentation
            } else if within(0xc612_0000, 15) {
                .benchmarking
            } else if within(0xe000_0000, 4) {
                .multicast
            } else if within(0xf000_0000, 4) {
                .reserved
            } else {
                .global
            }
    }

    private init(ipv6 bits: UInt128) {
        func within(_ top: UInt128, _ length: UInt128) -> Bool { bits >> (128 - length) == top }
        self =
            if bits == 0 {
                .unspecified
            } else if bits == 1 {
                .loopback
            } else if within(0xffff, 96) {
                .mapped
            } else if within(0b1111_1110_10, 10) {
                .linkLocal
            } else if within(0b1111_110, 7) {
                .privateUse
            } else if within(0x2001_0db8, 32) || within(0x3fff_0, 20) {
                .documentation
            } else if within(0x2001_0002_0000, 48) {
                .benchmarking
            } else if within(0xff, 8) {
                .multicast
            } else {
                .global
            }
    }
}
