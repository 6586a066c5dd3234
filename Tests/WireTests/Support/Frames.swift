import Wire

/// Frames made by hand, one for each way through the decoders.
enum Frames {
    static let all: [(link: LinkLayer, bytes: [UInt8])] =
        [
            (.ethernet, ethernet + ipv4SYN),
            (.ethernet, taggedEthernet + ipv4SYN),
            (.linuxCooked, cooked + ipv4SYN),
            (.linuxCooked2, cooked2 + ipv4SYN),
            (.null, nullLittleEndian + ipv4SYN),
            (.loop, loopIPv6 + ipv6Data),
            (.ppp, hex("ff 03 00 21") + ipv4SYN),
            (.ppp, hex("21") + ipv4SYN),
            (.pppSerial, hex("0f 00 08 00") + ipv4SYN),
            (.pppoe, hex("11 00 00 01 00 3e 00 21") + ipv4SYN),
            (.ciscoHDLC, hex("8f 00 08 00") + ipv4SYN),
            (.raw, ipv4SYN),
            (.raw, ipv6Data),
            (.ipv4, ipv4UDP),
            (.ipv4, ipv4Authenticated),
            (.ipv6, ipv6Extensions),
            (.ipv6, ipv6LaterFragment),
        ] + EncapsulatedFrames.all

    static let ethernet = hex(
        """
        02 00 00 00 00 02   # destination
        02 00 00 00 00 01   # source
        08 00               # IPv4
        """
    )

    static let taggedEthernet = hex(
        """
        02 00 00 00 00 02
        02 00 00 00 00 01
        88 a8 00 64         # 802.1ad, VLAN 100
        81 00 00 0a         # 802.1Q, VLAN 10
        08 00
        """
    )

    static let cooked = hex(
        """
        00 04 03 04 00 06   # sent by us, loopback, six address bytes
        00 00 00 00 00 00 00 00
        08 00
        """
    )

    static let cooked2 = hex(
        """
        08 00 00 00         # IPv4, reserved
        00 00 00 01         # interface 1
        03 04 00 06         # loopback, to us, six address bytes
        00 00 00 00 00 00 00 00
        """
    )

    static let nullLittleEndian = hex("02 00 00 00")
    static let loopIPv6 = hex("00 00 00 18")

    /// 192.0.2.1:40000 → 198.51.100.2:80, a SYN with the options that Linux sends.
    static let ipv4SYN = hex(
        """
        45 00 00 3c         # version 4, 20 bytes of header, 60 in total
        12 34 40 00         # identification, don't fragment
        40 06 00 00         # TTL 64, TCP
        c0 00 02 01  c6 33 64 02
        9c 40 00 50         # ports
        00 00 03 e8         # sequence 1000
        00 00 00 00
        a0 02 fa f0         # 40 bytes of header, SYN, window 64240
        be ef 00 00
        02 04 05 b4         # MSS 1460
        04 02               # SACK permitted
        08 0a 00 00 00 07 00 00 00 00   # timestamps 7, 0
        01                  # no operation
        03 03 07            # window scale 7
        """
    )

    /// 2001:db8::1:443 → 2001:db8::2:50000, two bytes of data with an acknowledgment that has one SACK block.
    static let ipv6Data = hex(
        """
        60 00 00 00  00 22 06 40    # 34 bytes of payload, TCP, hop limit 64
        20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01
        20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02
        01 bb c3 50
        ff ff ff ff         # sequence
        00 00 00 65         # acknowledgment 101
        80 18 01 f6         # 32 bytes of header, PSH and ACK, window 502
        00 00 00 00
        01 01               # padding
        05 0a 00 00 00 c8 00 00 01 2c   # SACK 200 to 300
        68 69               # "hi"
        """
    )

    /// 10.0.0.1:5353 → 10.0.0.2:53, three bytes, and three of padding behind the datagram.
    static let ipv4UDP = hex(
        """
        45 00 00 1f  00 01 00 00  40 11 00 00
        0a 00 00 01  0a 00 00 02
        14 e9 00 35 00 0b 00 00
        61 62 63
        00 00 00
        """
    )

    /// The same exchange with an authentication header between IP and UDP.
    static let ipv4Authenticated = hex(
        """
        45 00 00 37  00 01 00 00  40 33 00 00
        0a 00 00 01  0a 00 00 02
        11 04 00 00  00 00 00 01    # then UDP; four words and two
        00 00 00 01  00 00 00 00 00 00 00 00 00 00 00 00
        14 e9 00 35 00 0b 00 00
        61 62 63
        """
    )

    /// UDP behind hop-by-hop options, routing, destination options, authentication and an atomic fragment header.
    static let ipv6Extensions = hex(
        """
        60 00 00 00  00 38 00 40    # 56 bytes of payload, hop-by-hop first
        fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01
        ff 02 00 00 00 00 00 00 00 00 00 00 00 00 00 01
        2b 00 01 04 00 00 00 00     # then routing; PadN
        3c 00 00 00 00 00 00 00     # then destination options
        33 00 00 00 00 00 01 00     # then authentication; Pad1, Pad1, Pad1, Pad1
        2c 01 00 00 00 00 00 01 00 00 00 02     # then fragment; 12 bytes
        11 00 00 00 00 00 00 2a     # then UDP; offset 0, last, identification 42
        00 07 00 07 00 0c 00 00
        70 69 6e 67         # "ping"
        """
    )

    /// Bytes 1448 and on of a TCP datagram, which would make a fine TCP header.
    static let ipv6LaterFragment = hex(
        """
        60 00 00 00  00 1c 2c 40
        20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01
        20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02
        06 00 05 a9 00 00 00 2a     # TCP; offset 1448, more follow, identification 42
        00 50 00 50 00 00 00 00 00 00 00 00 50 10 00 00 00 00 00 00
        """
    )
}

extension Packet {
    /// Decodes a frame that was captured whole, unless its original length is given.
    init(_ bytes: [UInt8], originalLength: Int? = nil, link: LinkLayer) throws(DecodeError) {
        self = try .decode(bytes.span, originalLength: originalLength ?? bytes.count, link: link)
    }

    var tcp: TCPHeader? {
        if case .tcp(let header) = transport { header } else { nil }
    }

    var udp: UDPHeader? {
        if case .udp(let header) = transport { header } else { nil }
    }
}
