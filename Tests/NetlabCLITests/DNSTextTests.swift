import Streams
import TestSupport
import Testing
import Wire

@testable import Capturing
@testable import NetlabCLI

/// Messages as tcpdump 4.99 shows them, but for the data of records, which is dig's, and for names of types and classes.
@Suite struct DNSTextTests {
    /// What stands behind the endpoints of every packet with a message.
    private static func messages(in path: String) throws -> [String] {
        var source = try FileSource(path, filter: "")
        var session = CaptureSession(keeping: .none)
        var messages: [String] = []
        while true {
            let state = try source.next { frame, bytes throws(CapturingError) in
                let packet = session.describe(frame, bytes, try session.take(frame, bytes))
                if let message = DNSText.message(in: packet, bytes) { messages.append(message) }
                return true
            }
            if state == .finished { return messages }
        }
    }

    @Test func `queries and answers of dig over UDP, TCP and multicast are shown`() throws {
        #expect(
            try Self.messages(in: Fixture.dns) == [
                "55279+ A? www.example.org. (33)",
                "55279* 1/0/0 A 1.2.3.4 (49)",
                "7439+ [1au] AAAA? www.example.org. (44)",
                "7439* 2/0/0 AAAA 2001:db8::1, AAAA ::ffff:1.2.3.4 (89)",
                "52401+ [1au] TXT? www.example.org. (44)",
                #"52401* 2/0/0 TXT "a\"b\\;" "\000\127\255 ", TXT "" (69)"#,
                "26095+ [1au] CNAME? www.example.org. (44)",
                #"26095* 1/0/0 CNAME a\.b\032c\\\"\$\(\)\;.\@\000\255Z. (63)"#,
                "48316+ [1au] MX? www.example.org. (44)",
                "48316* 1/0/0 MX 10 mail.example.org. (65)",
                "32558+ [1au] SRV? www.example.org. (44)",
                "32558* 1/0/0 SRV 10 60 5060 sip.example.org. (68)",
                "4347+ [1au] SVCB? 3.example.org. (42)",
                #"4347* 1/0/0 SVCB 1 . alpn="h2" no-default-alpn port=53 (63)"#,
                "22863+ [1au] A? missing.example.org. (48)",
                "22863 NXDomain* 0/0/0 (37)",
                "2576% [1au] A? refused.example.org. (48)",
                "2576 Refused- 0/0/0 (37)",
                "36232+ A? lies.example.org. (34)",
                "36232* 9/0/0 A 1.2.3.4 [answer 2 cut short at byte 50] (50)",
                "44504+ TXT CH? www.example.org. (33)",
                #"44504* 2/0/0 TXT "a\"b\\;" "\000\127\255 ", TXT "" (69)"#,
                "60786+ [1au] DNSKEY? www.example.org. (44)",
                "60786* 1/0/0 DNSKEY 257 3 8 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygp "
                    + "KissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJT "
                    + "VFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9 fn+AgQ== (179)",
                #"3202+ [1au] SOA? a\.b\027[31m.example.org. (49)"#,
                "3202* 1/0/0 SOA ns.example.org. a.dmin.example.org. 2024 7200 3600 4294967295 3600 (106)",
                "0 [2q] PTR (QU)? _http._tcp.local. TXT (QM)? _http._tcp.local. (40)",
                "0*- [0q] 2/0/0 PTR a._http._tcp.local., (Cache flush) A 192.0.2.1 (67)",
            ]
        )
    }

    @Test(.needs(Peer("tcpdump")), .enabled(if: SharedCaptures.arePresent, "needs a folder of captures"))
    func `a line's message is tcpdump's`() async throws {
        let file = (SharedCaptures.folder ?? "") + "/tcpdump/edns-opts.pcap"
        let run = try await Peer("tcpdump").run("-ntr", file)
        #expect(run.status == 0)
        let messages = try Self.messages(in: file)
        #expect(messages.count > 20)
        #expect(messages == run.lines.map { String($0[$0.firstRange(of: ": ")!.upperBound...]) })
    }

    @Test func `a message that fills a packet's line is cut, and what is no message is not shown`() throws {
        var message = DNSMessage.query(.root, .a, id: 1, flags: .response, edns: nil)
        let answer = DNSRecord(name: .root, type: .a, timeToLive: 0, data: .fields([.address(.v4(1))]))
        message.answers = [DNSRecord](repeating: answer, count: 40)
        let text = try #require(try Self.message(message.encoded))
        #expect(text.hasPrefix("1- 40/0/0 A 0.0.0.1, A"))
        #expect(text.hasSuffix("A 0.0.0.1, 8 more (\(message.encoded.count))"))
        #expect(try Self.message(Array("hello".utf8)) == nil)
        #expect(try Self.message(message.encoded, port: 54) == nil)
    }

    @Test func `a message in fragments is shown with the last of them`() throws {
        var message = DNSMessage.query(.root, .a, id: 1, flags: .response, edns: nil)
        let answer = DNSRecord(name: .root, type: .a, timeToLive: 0, data: .fields([.address(.v4(1))]))
        message.answers = [DNSRecord](repeating: answer, count: 10)
        let datagram = Self.datagram(message.encoded, port: 53)
        let cut = 104
        let fragments = [
            Self.packet(Array(datagram[..<cut]), fragment: 0x2000),
            Self.packet(Array(datagram[cut...]), fragment: UInt16(cut / 8)),
        ]
        let texts = try Self.messages(in: fragments)
        #expect(texts.first??.contains("[answer 6 cut short at byte 95]") == true)
        #expect(texts.last??.hasPrefix("1- 10/0/0 A 0.0.0.1, A") == true)
        #expect(texts.last??.hasSuffix(" (\(message.encoded.count))") == true)
    }

    /// What is shown of a UDP datagram.
    private static func message(_ payload: [UInt8], port: UInt16 = 53) throws -> String? {
        try messages(in: [packet(datagram(payload, port: port), fragment: 0)])[0]
    }

    private static func datagram(_ payload: [UInt8], port: UInt16) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in [port, 40_000, UInt16(8 + payload.count), 0] { bytes.append(number, as: .bigEndian) }
        return bytes + payload
    }

    /// An IPv4 packet of UDP, or a fragment of one by the header's flags and offset.
    private static func packet(_ payload: [UInt8], fragment: UInt16) -> [UInt8] {
        var bytes: [UInt8] = [0x45, 0]
        bytes.append(UInt16(20 + payload.count), as: .bigEndian)
        bytes += [0, 7]
        bytes.append(fragment, as: .bigEndian)
        return bytes + [64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2] + payload
    }

    /// What is shown of raw IPv4 packets.
    private static func messages(in packets: [[UInt8]]) throws -> [String?] {
        var session = CaptureSession(keeping: .none)
        return try packets.enumerated().map { index, bytes in
            let record = PacketRecord(
                time: Timestamp(nanoseconds: 0),
                capturedLength: bytes.count,
                originalLength: bytes.count,
                interface: 0,
                offset: 0
            )
            let frame = Frame(number: index + 1, record: record, linkType: 228)
            let segment = try session.take(frame, bytes.span)
            return DNSText.message(in: session.describe(frame, bytes.span, segment), bytes.span)
        }
    }
}
