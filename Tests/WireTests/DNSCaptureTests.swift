import TestSupport
import Testing
import Wire

/// Captured messages against what tshark reads in them, whole and damaged.
@Suite(.enabled(if: SharedCaptures.arePresent, "needs a folder of captures in NETLAB_CAPTURES"))
struct DNSCaptureTests {
    private static func messages(in name: String) throws -> [(frame: Int, bytes: [UInt8])] {
        let contents = CaptureContents(try SharedCaptures.bytes(name))
        return zip(contents.packets, contents.decoded).enumerated().compactMap { index, pair in
            guard case .success(let packet)? = pair.1, case .udp(let header) = packet.transport,
                [53, 5353].contains(header.sourcePort) || [53, 5353].contains(header.destinationPort)
            else { return nil }
            return (index + 1, Array(pair.0.bytes[packet.payloadOffset...].prefix(packet.capturedPayloadLength)))
        }
    }

    @Test(
        .needs(.tshark),
        arguments: ["dns_udp_2", "dnssec", "dns-uri", "edns-opts"].map { "tcpdump/\($0).pcap" }
    )
    func `names, types, times and addresses are those that tshark reads`(name: String) async throws {
        let fields = ["frame.number", "dns.id", "dns.flags.rcode", "dns.qry.name", "dns.qry.type"]
        let lists = ["dns.resp.name", "dns.resp.type", "dns.resp.ttl", "dns.a", "dns.aaaa", "dns.ns"]
        let run = try await Peer.tshark.run(
            ["-r", (SharedCaptures.folder ?? "") + "/" + name, "-Y", "dns && udp", "-T", "fields"]
                + (fields + lists).flatMap { ["-e", $0] }
        )
        #expect(run.status == 0)
        let messages = try Self.messages(in: name)
        try #require(messages.count > 1)
        #expect(try messages.map { try "\($0.frame)\t" + Self.columns(DNSDecoding($0.bytes).message) } == run.lines)
    }

    /// What tshark shows of the message in these fields; lists of what all records of a kind have are joined by commas.
    private static func columns(_ message: DNSMessage) throws -> String {
        let question = try #require(message.questions.first)
        let records = message.answers + message.authorities + message.additionals
        let isResponse = message.flags.contains(.response)
        var columns: [String] = []
        columns.append("0x" + String(0x10000 + Int(message.id), radix: 16).dropFirst())
        columns.append(isResponse ? "\(message.responseCode.rawValue)" : "")
        columns.append(named(question.name))
        columns.append("\(question.type.rawValue)")
        let hasOPT = message.edns != nil
        columns.append((records.map { named($0.name) } + (hasOPT ? ["<Root>"] : [])).joined(separator: ","))
        columns.append((records.map { "\($0.type.rawValue)" } + (hasOPT ? ["41"] : [])).joined(separator: ","))
        columns.append(records.map { "\($0.timeToLive)" }.joined(separator: ","))
        for type in [DNSType.a, .aaaa] {
            let addresses = records.filter { $0.type == type }.compactMap(\.address)
            columns.append(addresses.map(\.description).joined(separator: ","))
        }
        columns.append(records.filter { $0.type == .ns }.compactMap(\.target).map(named).joined(separator: ","))
        return columns.joined(separator: "\t")
    }

    /// As tshark writes it.
    private static func named(_ name: DNSName) -> String {
        name == .root ? "<Root>" : String(name.description.dropLast())
    }

    @Test func `messages with bytes cut off or changed are read to an end`() throws {
        var generator = SeededGenerator(state: 53)
        let messages = try SharedCaptures.names.flatMap { try Self.messages(in: $0).map(\.bytes) }
        try #require(messages.count > 50)
        for message in messages {
            for _ in 0..<40 {
                var changed = message.prefix(Int.random(in: 0...message.count, using: &generator))
                for _ in 0..<Int.random(in: 1...8, using: &generator) where !changed.isEmpty {
                    changed[Int.random(in: changed.indices, using: &generator)] = UInt8.random(
                        in: 0...255,
                        using: &generator
                    )
                }
                try Self.check(Array(changed))
            }
        }
    }

    /// A message without fault says the same after it was encoded; text is harmless in any case.
    private static func check(_ bytes: [UInt8]) throws {
        guard let decoding = try? DNSDecoding(bytes) else {
            #expect(bytes.count < 12)
            return
        }
        let message = decoding.message
        let texts = (message.answers + message.authorities + message.additionals).map(\.description)
        #expect((texts + message.questions.map(\.name.description)).joined().utf8.allSatisfy { 0x20...0x7e ~= $0 })
        guard decoding.fault == nil else { return }
        #expect(try DNSMessage(message.encoded) == message)
    }
}
