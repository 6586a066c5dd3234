import TestSupport
import Testing
import Wire

/// Real files, most of them made to break decoders, with numbers by `capinfos -c` and `tshark -Y tcp`.
@Suite(.enabled(if: SharedCaptures.arePresent, "needs a folder of captures in NETLAB_CAPTURES"))
struct SharedCaptureTests {
    @Test(arguments: [
        ("tcpdump/of13_ericsson.pcapng", 174, 174),
        ("tcpdump/nhrp.pcapng", 25, 0),
        ("tcpdump/of10_7050q.pcapng", 4, 4),
        ("tcpdump/bgp-role.pcapng", 9, 9),
        ("tcpdump/tcp-handshake-nano.pcap", 3, 3),
        ("tcpdump/dns_tcp_8053.pcap", 11, 11),
        ("tcpdump/pptp.pcap", 23, 22),
        ("libpcap/rarp_req_reply.pcapng", 2, 0),
        ("libpcap/http_PPI.pcap", 5, 1),
        ("libpcap/arcnet-rfc1051-arp-icmp-http.pcap", 15, 5),
        ("libpcap/arcnet-rfc1201-arp-icmp-http.pcap", 15, 3),
        ("tcpdump/wccp_redirect_gre.pcap", 1, 1),
    ])
    func `packets and segments are counted as Wireshark counts them`(name: String, packets: Int, segments: Int) throws {
        let contents = CaptureContents(try SharedCaptures.bytes(name))
        #expect(contents.error == nil)
        #expect(contents.packets.count == packets)
        #expect(contents.decoded.compactMap { try? $0?.get().tcp }.count == segments)
    }

    @Test(arguments: [
        ("tcpdump/gso-ipv4-vxlan-ipv6.pcap", "fd00::2", "fd00::1", Tunnel.vxlan),
        ("tcpdump/gso-ipv6-geneve-ipv4.pcap", "192.168.1.2", "192.168.1.1", .geneve),
        ("libpcap/geneve.pcap", "30.0.0.1", "30.0.0.2", .geneve),
        ("tcpdump/erspan-type-i-2.pcap", "10.52.128.233", "10.52.128.234", .erspan),
        ("tcpdump/erspan-type-ii-2.pcap", "10.200.101.2", "224.0.0.2", .erspan),
        ("tcpdump/erspan-type-iii-ft-0.pcap", "10.29.11.1", "10.29.20.21", .erspan),
    ])
    func `the packet within a tunnel is that which tshark shows`(
        name: String,
        source: String,
        destination: String,
        tunnel: Tunnel
    ) throws {
        let packet = try #require(try CaptureContents(SharedCaptures.bytes(name)).decoded.first??.get())
        #expect(packet.source == IPAddress(source))
        #expect(packet.destination == IPAddress(destination))
        #expect(packet.tunnel == tunnel)
    }

    /// tshark reads the others; the tags of switches only tcpdump does.
    @Test(arguments: [
        ("libpcap/dsa.pcap", "192.168.30.1", "192.168.30.2"),
        ("libpcap/brcm-tag.pcap", "0.0.0.0", "255.255.255.255"),
        ("tcpdump/mpls-traceroute.pcap", "12.4.4.4", "12.1.1.1"),
        ("tcpdump/macsec-integonly.pcap", "192.168.113.1", "192.168.113.2"),
    ])
    func `the packet behind tags and labels is that which tcpdump shows`(
        name: String,
        source: String,
        destination: String
    ) throws {
        let packet = try #require(try CaptureContents(SharedCaptures.bytes(name)).decoded.first??.get())
        #expect(packet.source == IPAddress(source))
        #expect(packet.destination == IPAddress(destination))
    }

    @Test func `nanoseconds and options of a handshake are those that tshark shows`() throws {
        let contents = CaptureContents(try SharedCaptures.bytes("tcpdump/tcp-handshake-nano.pcap"))
        #expect(
            contents.packets.map(\.time?.nanoseconds) == [
                1_418_145_369_924_505_488, 1_418_145_370_052_027_262, 1_418_145_370_052_115_157,
            ]
        )
        let segments = contents.decoded.compactMap { try? $0?.get().tcp }
        #expect(segments.map(\.flags.tcpdump) == ["S", "S.", "."])
        #expect(segments.map(\.options.mss) == [1_360, 1_440, nil])
        #expect(segments.map(\.options.windowScale) == [7, 8, nil])
        #expect(segments.map(\.options.timestamps?.echo) == [0, 1_131_021_154, 234_205_008])
    }

    @Test func `a time of the next century is that which tshark shows`() throws {
        let contents = CaptureContents(try SharedCaptures.bytes("tcpdump/time_2107.pcapng"))
        #expect(contents.packets.map(\.time?.description) == ["2107-01-01T00:00:00.000000000Z"])
    }

    @Test func `a packet larger than its length field can say is presumed to be offload`() throws {
        for name in ["tcpdump/bigtcp-ipv4.pcap", "tcpdump/bigtcp-ipv6.pcap"] {
            let packet = try #require(try CaptureContents(SharedCaptures.bytes(name)).decoded.first??.get())
            #expect(packet.isPresumedOffload)
            #expect(packet.payloadLength > 65_535)
        }
    }

    @Test(
        arguments: [
            (
                "libpcap/pcap-invalid-version-1.pcap",
                .unsupportedVersion(format: .pcap, major: 1, minor: 4, position: 0)
            ),
            (
                "libpcap/pcap-invalid-version-2.pcap",
                .unsupportedVersion(format: .pcap, major: 2, minor: 5, position: 0)
            ),
            (
                "libpcap/pcapng-invalid-vers-1.pcapng",
                .unsupportedVersion(format: .pcapng, major: 0, minor: 1, position: 0)
            ),
            (
                "libpcap/pcapng-invalid-vers-2.pcapng",
                .unsupportedVersion(format: .pcapng, major: 1, minor: 1, position: 0)
            ),
        ] as [(String, CaptureFileError)]
    )
    func `files that libpcap refuses for their version are refused`(name: String, error: CaptureFileError) throws {
        #expect(CaptureContents(try SharedCaptures.bytes(name)).error == error)
    }

    @Test(arguments: SharedCaptures.names)
    func `every file is read to its end or to an error, and every packet decoded or refused`(name: String) throws {
        let contents = CaptureContents(try SharedCaptures.bytes(name))
        for case .success(let packet)? in contents.decoded {
            #expect(packet.payloadLength >= packet.capturedPayloadLength)
        }
    }

    @Test func `portions of any size give the same packets`() throws {
        for name in SharedCaptures.names {
            let bytes = try SharedCaptures.bytes(name)
            guard bytes.count < 4_096 else { continue }
            let whole = CaptureContents(bytes)
            #expect(CaptureContents(bytes, portion: 1) == whole, "\(name)")
            #expect(CaptureContents(bytes, portion: 1_000) == whole, "\(name)")
        }
    }

    @Test func `files with bytes flipped are read to an end`() throws {
        var generator = SeededGenerator(state: 2)
        for name in SharedCaptures.names {
            let bytes = try SharedCaptures.bytes(name)
            guard bytes.count < 8_192 else { continue }
            for _ in 0..<20 {
                var flipped = bytes
                for _ in 0..<8 {
                    flipped[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8.random(
                        in: 1...255,
                        using: &generator
                    )
                }
                let contents = CaptureContents(flipped)
                #expect(contents.decoded.count == contents.packets.count)
            }
        }
    }
}
