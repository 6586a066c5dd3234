import Wire

/// Packets in packets, the inner one any that is given.
enum TunnelFrames {
    /// Each way of wrapping an IPv4 packet, and what it is to be called.
    static let all: [(tunnel: Tunnel, wrap: @Sendable ([UInt8]) -> [UInt8])] = [
        (.ip, { ipv4(4, $0) }),
        (.ip, { ipv6(4, $0) }),
        (.gre, { ipv4(47, hex("0000 0800") + $0) }),
        // Checksum, key and sequence number.
        (.gre, { ipv4(47, hex("b000 0800 0000 0000 0000 0007 0000 0001") + $0) }),
        // Routing: a checksum field, a route of eight bytes and the end.
        (.gre, { ipv4(47, hex("4000 0800 0000 0000 0800 00 04 0a000001 0000 00 00") + $0) }),
        (.gre, { ipv6(47, hex("0000 6558") + ethernet + $0) }),
        // PPTP: key, sequence and acknowledgment number; PPP with its protocol compressed.
        (.gre, { ipv4(47, hex("3081 880b") + big16($0.count + 3) + hex("0001 0000 0001 0000 0002 ff03 21") + $0) }),
        (.vxlan, { ipv4(17, udp(4789, hex("0800 0000 000064 00") + ethernet + $0)) }),
        (.vxlan, { ipv6(17, udp(8472, hex("0800 0000 000064 00") + ethernet + $0)) }),
        (.geneve, { ipv4(17, udp(6081, hex("0000 6558 000064 00") + ethernet + $0)) }),
        // A copy of a frame before version II, with it, and in version III with eight bytes more, and without.
        (.erspan, { ipv4(47, hex("0000 88be") + ethernet + $0) }),
        (.erspan, { ipv4(47, hex("1000 88be 00000001 1001 0001 00000000") + ethernet + $0) }),
        (
            .erspan,
            { ipv6(47, hex("1000 22eb 00000001 2001 0001 00000000 0000 0001 0000000000000000") + ethernet + $0) }
        ),
        (.erspan, { ipv4(47, hex("1000 22eb 00000001 2001 0001 00000000 0000 0800") + $0) }),
        (.gre, { ipv4(47, hex("0000 8847 000111ff") + $0) }),
        (.gre, { ipv4(47, hex("0000 883e 00000000") + $0) }),
        (.gre, { ipv4(47, hex("0000 883e") + $0) }),
        (.gtpu, { ipv4(17, udp(2152, hex("30ff") + big16($0.count) + hex("00000007") + $0)) }),
        // A sequence number and two extensions.
        (
            .gtpu,
            {
                ipv6(
                    17,
                    udp(
                        2152,
                        hex("36ff") + big16($0.count + 16) + hex("00000007 0001 00 85 01 0009 c0")
                            + hex("02 000000000000 00") + $0
                    )
                )
            }
        ),
        (.gtpu, { ipv4(17, udp(2152, hex("30ff") + big16($0.count + 14) + hex("00000007") + ethernet + $0)) }),
        (.l2tp, { ipv4(17, udp(1701, hex("0002 0001 0002 ff03 0021") + $0)) }),
        // A length, sequence numbers and an offset of two bytes.
        (
            .l2tp,
            {
                ipv4(
                    17,
                    udp(1701, hex("4a02") + big16($0.count + 17) + hex("0001 0002 0003 0004 0002 0000 21") + $0)
                )
            }
        ),
        // Version 3 in UDP with a cookie and a sublayer, and without UDP.
        (.l2tp, { ipv4(17, udp(1701, hex("0003 0000 00000007 cafe0001 40000001") + ethernet + $0)) }),
        (.l2tp, { ipv4(115, hex("00000007") + ethernet + $0) }),
        (.l2tp, { ipv6(115, hex("00000007 cafe0001 ff03 0021") + $0) }),
        (.mpls, { ipv4(17, udp(6635, hex("000111ff") + $0)) }),
        (.mpls, { ipv4(137, hex("000111ff") + $0) }),
        (.etherip, { ipv4(97, hex("3000") + ethernet + $0) }),
        (.vxlan, { ipv4(17, udp(4790, hex("0c00 0001 000064 00") + $0)) }),
        (.vxlan, { ipv4(17, udp(4790, hex("0c00 0003 000064 00") + ethernet + $0)) }),
        (.vxlan, { ipv4(17, udp(4790, hex("0c00 0005 000064 00 000111ff") + $0)) }),
        // One option of four bytes.
        (.geneve, { ipv4(17, udp(6081, hex("0200 0800 000064 00 0001 80 01 00000000") + $0)) }),
    ]

    static let ethernet = hex("020000000002 020000000001 0800")

    static func ipv4(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
        hex("45 00") + big16(20 + payload.count) + hex("0000 4000 40") + [number] + hex("0000 0a000001 0a000002")
            + payload
    }

    static func ipv6(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
        hex("60000000") + big16(payload.count) + [number, 64] + hex("fd00000000000000 0000000000000001")
            + hex("fd00000000000000 0000000000000002") + payload
    }

    static func udp(_ port: Int, _ payload: [UInt8]) -> [UInt8] {
        big16(50_000) + big16(port) + big16(8 + payload.count) + [0, 0] + payload
    }

    static func big16(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
