import Capturing
import TestSupport
import Testing

/// Filters on files of every link type and byte order, held to tcpdump's.
@Suite struct FileFilterTests {
    private static let ipv4 = Frames.tcp(from: 40_000, to: 80, sequence: 1, payload: 3)
    /// An IPv6 TCP packet from fd00::1 port 40000 to fd00::2 port 80 (RFC 8200).
    private static let ipv6 = join(
        [0x60, 0, 0, 0, 0, 23, 6, 64, 0xfd],
        [UInt8](repeating: 0, count: 14),
        [1, 0xfd],
        [UInt8](repeating: 0, count: 14),
        [2],
        Array(ipv4.dropFirst(20))
    )

    private static func join(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }

    /// A packet behind what stands before it on a link of this type.
    struct Link: CustomTestStringConvertible {
        let type: Int
        let head: [UInt8]
        var isBigEndian = false
        var isIPv6 = false

        var testDescription: String { "type \(type), \(head.prefix(4))\(isBigEndian ? ", big endian" : "")" }

        /// A file of this packet and one that no filter is to match.
        var file: [UInt8] {
            let packet = head + (isIPv6 ? FileFilterTests.ipv6 : FileFilterTests.ipv4)
            return Frames.pcap(linkType: type, [packet, head + [0xff, 0xff]], isBigEndian: isBigEndian)
        }
    }

    private static let mac: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1]
    private static let cooked: [UInt8] = [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]
    private static let cooked2: [UInt8] = [8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]
    private static let prism = join([0, 0, 0, 0x44, 0, 0, 0, 144], [UInt8](repeating: 0, count: 136))
    private static let data80211 = join([8, 0, 0, 0], mac, [2, 0, 0, 0, 0, 3, 0, 0, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0])

    private static let loopback = ([2, 24, 28, 30] as [UInt8]).flatMap { family in
        [
            Link(type: 0, head: [family, 0, 0, 0], isIPv6: family != 2),
            Link(type: 0, head: [0, 0, 0, family], isBigEndian: true, isIPv6: family != 2),
            Link(type: 108, head: [0, 0, 0, family], isIPv6: family != 2),
            Link(type: 108, head: [0, 0, 0, family], isBigEndian: true, isIPv6: family != 2),
        ]
    }

    private static let others = [
        Link(type: 1, head: join(mac, [8, 0])), Link(type: 1, head: join(mac, [0x86, 0xdd]), isIPv6: true),
        Link(type: 1, head: join(mac, [8, 0]), isBigEndian: true),
        Link(type: 1, head: join(mac, [0x81, 0, 0, 7, 8, 0])),
        Link(type: 1, head: join(mac, [0x88, 0x64, 0x11, 0, 0, 9, 0, 45, 0, 0x21])),
        Link(type: 1, head: join(mac, [0x88, 0x47, 0, 1, 1, 64])),
        Link(type: 12, head: []), Link(type: 101, head: []), Link(type: 101, head: [], isIPv6: true),
        Link(type: 228, head: []), Link(type: 229, head: [], isIPv6: true),
        Link(type: 113, head: join(cooked, [8, 0])), Link(type: 113, head: join(cooked, [0x86, 0xdd]), isIPv6: true),
        Link(type: 276, head: cooked2),
        Link(type: 9, head: [0xff, 3, 0, 0x21]), Link(type: 50, head: [0xff, 3, 0, 0x21]),
        Link(type: 51, head: [0x11, 0, 0, 9, 0, 45, 0, 0x21]), Link(type: 104, head: [0x0f, 0, 8, 0]),
        Link(type: 105, head: data80211), Link(type: 127, head: join([0, 0, 8, 0, 0, 0, 0, 0], data80211)),
        Link(type: 192, head: join([0, 0, 8, 0, 105, 0, 0, 0], data80211)),
        Link(type: 119, head: join(prism, data80211)), Link(type: 239, head: [2, 0, 0, 0]),
        Link(type: 117, head: join([61, 2], [UInt8](repeating: 0, count: 62))),
    ]

    private static let filters = [
        "ip", "ip6", "tcp", "tcp port 80", "host 192.0.2.1", "port 443", "udp", "len > 30", "vlan", "vlan and tcp",
        "pppoes", "pppoes and ip", "mpls", "mpls and ip", "ether src 2:0:0:0:0:1", "type data", "inbound", "outbound",
    ]

    @Test(.needs(.tcpdump), arguments: loopback + others)
    func `a filter matches the packets that it matches for tcpdump`(link: Link) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write(link.file, to: "a.pcap")
            for filter in Self.filters {
                let run = try await Peer.tcpdump.run("-r", path, "-w", "-", filter)
                let numbers = (try? FileContents(path, filter: filter)).flatMap { $0.error == nil ? $0.frames : nil }
                guard run.status == 0 else {
                    #expect(numbers == nil, "\(filter): \(run.errors)")
                    continue
                }
                let expected = try FileContents(folder.write(run.standardOutput, to: "expected.pcap"))
                #expect(numbers?.map(\.bytes) == expected.frames.map(\.bytes), "\(filter)")
            }
        }
    }

    @Test func `loopback packets are found by the numbers of every BSD, in the byte order of their section`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let families: [UInt8] = [24, 28, 30]
            let little = Frames.section(families.map { (0, Self.join([$0, 0, 0, 0], Self.ipv6)) })
            let big = Frames.section(families.map { (0, Self.join([0, 0, 0, $0], Self.ipv6)) }, isBigEndian: true)
            let path = try folder.write(little + big, to: "a.pcapng")
            for filter in ["ip6", "tcp port 80"] {
                #expect(try FileContents(path, filter: filter).frames.map(\.frame.number) == [1, 2, 3, 4, 5, 6])
            }
            #expect(try FileContents(path, filter: "ip").frames.isEmpty)
        }
    }

    /// 147 is LINKTYPE_USER0, which has whatever meaning its users give it: no filter on protocols can be compiled for it.
    @Test func `packets that a filter cannot judge are left out and counted, and the others are read`() async throws {
        try await withTemporaryFolder { folder in
            let ethernet = Frames.ethernet(Self.ipv4)
            let path = try folder.write(
                Frames.pcapng([(1, ethernet), (147, [1, 2, 3]), (1, ethernet)]),
                to: "a.pcapng"
            )
            var source = try FileSource(path, filter: "tcp")
            var numbers: [Int] = []
            var state = SourceState.idle
            while state != .finished {
                state = try source.next { frame, _ throws(CapturingError) in
                    numbers.append(frame.number)
                    return true
                }
            }
            #expect(numbers == [1, 3])
            #expect(source.unfiltered.map(\.linkType) == [147])
            #expect(source.unfiltered.map(\.packets) == [1])
            let other = try folder.write(Frames.pcapng([(147, [1, 2, 3])]), to: "b.pcapng")
            #expect(try FileContents(other, filter: "tcp").error != nil)
        }
    }

    @Test func `a filter that is one for a single link type is no error before the file is read`() async throws {
        try await withTemporaryFolder { folder in
            let file = Frames.pcap(
                linkType: 105,
                [Self.data80211 + Self.ipv4, [0x80, 0] + Self.data80211.dropFirst(2)]
            )
            let contents = try FileContents(folder.write(file, to: "a.pcap"), filter: "type data")
            #expect(contents.error == nil)
            #expect(contents.frames.map(\.frame.number) == [1])
        }
    }
}
