import TestSupport
import Testing
import Wire

/// Every type of record that has fields, whole, compressed and damaged.
@Suite struct RecordTypesTests {
    /// An answer of one record, whose name is the question's, `rr.test`.
    private static func message(_ type: DNSType, _ data: [UInt8]) -> [UInt8] {
        var bytes = hex("0001 8580 0001 0001 0000 0000  02 7272 04 74657374 00")
        bytes.append(type.rawValue, as: .bigEndian)
        bytes += hex("0001 c00c")
        bytes.append(type.rawValue, as: .bigEndian)
        bytes += hex("0001 0000003c")
        bytes.append(UInt16(data.count), as: .bigEndian)
        return bytes + data
    }

    private static func record(_ type: DNSType, _ data: [UInt8]) throws -> DNSRecord {
        try #require(try DNSMessage(message(type, data)).answers.first)
    }

    @Test func `data is written as dig writes it, and encoded as it was`() throws {
        try #require(RecordSamples.all.count > 100)
        for sample in RecordSamples.all {
            let record = try Self.record(sample.type, sample.data)
            #expect(record.dataText == sample.text)
            let isBytes = sample.text.hasPrefix("\\#")
            #expect((record.data == .bytes(sample.data)) == isBytes, "\(sample.type) has fields")
            var alone = DNSMessage(id: 0)
            alone.answers = [record]
            #expect(alone.encoded.suffix(sample.data.count) == sample.data[...], "\(sample.type)")
        }
    }

    /// The types that RFC 3597 section 4 lets be compressed, those of RFC 1035 among them, and some that are compressed anyway.
    @Test(
        arguments: [
            ("NS", "02 6e73 c00c", "ns.rr.test."), ("MB", "02 6d62 c00c", "mb.rr.test."),
            ("MD", "c00c", "rr.test."), ("MF", "c00f", "test."), ("MG", "c00c", "rr.test."), ("MR", "c00c", "rr.test."),
            ("CNAME", "c00f", "test."), ("PTR", "c00c", "rr.test."), ("DNAME", "c00f", "test."),
            ("MINFO", "01 72 c00c 01 65 c00f", "r.rr.test. e.test."), ("MX", "000a c00c", "10 rr.test."),
            ("SOA", "c00c c00f 00000001 00000002 00000003 00000004 00000005", "rr.test. test. 1 2 3 4 5"),
            ("RP", "04 6d626f78 c00c 03 747874 c00c", "mbox.rr.test. txt.rr.test."),
            ("AFSDB", "0001 03 616673 c00c", "1 afs.rr.test."), ("RT", "000a c00c", "10 rr.test."),
            ("PX", "0032 01 61 c00c c00f", "50 a.rr.test. test."), ("KX", "000a c00c", "10 rr.test."),
            (
                "SIG", "0001 0d 02 0000012c 72bd0bff 5e0be100 3039 c00c 01",
                "A 13 2 300 20301231235959 20200101000000 12345 rr.test. AQ=="
            ),
            (
                "RRSIG", "0001 0d 02 0000012c 72bd0bff 5e0be100 3039 c00f 01",
                "A 13 2 300 20301231235959 20200101000000 12345 test. AQ=="
            ),
            ("NXT", "c00c 62000002", "rr.test. A NS SOA NXT"),
            ("NSEC", "04 686f7374 c00c 0006 400100000003", "host.rr.test. A MX RRSIG NSEC"),
            ("SRV", "0001 0002 0050 c00c", "1 2 80 rr.test."),
            ("NAPTR", "0001 0002 00 00 00 c00f", #"1 2 "" "" "" test."#),
            ("TALINK", "c00c c00f", "rr.test. test."), ("LP", "000a c00c", "10 rr.test."),
            ("IPSECKEY", "0a 03 02 c00c 01", "10 3 2 rr.test. AQ=="), ("AMTRELAY", "0a 83 c00c", "10 1 3 rr.test."),
            ("HIP", "01 02 0001 aa bb c00c c00f", "2 AA uw== rr.test. test."),
        ]
    ) func `names in data are read in full where they are compressed`(type: String, data: String, text: String) throws {
        #expect(try Self.record(try #require(DNSType(type)), hex(data)).dataText == text)
    }

    @Test(arguments: ["NS", "RP", "NXT", "NSEC", "TALINK", "MINFO"])
    func `a pointer to itself, onwards or into the header is a fault`(type: String) throws {
        let type = try #require(DNSType(type))
        let start = Self.message(type, []).count
        for target in [start, start + 1, start + 9, 0, 11] {
            let pointer = [0xc0 | UInt8(target >> 8), UInt8(target & 0xff)]
            #expect(throws: DNSError.self) { try Self.record(type, pointer + hex("00 0000 0000 0000")) }
        }
    }

    @Test func `data that is cut anywhere, or goes on, is whole or has a reason`() throws {
        for sample in RecordSamples.all {
            for length in 0...sample.data.count + 1 {
                let data = Array((sample.data + [0xff]).prefix(length))
                let decoding = try DNSDecoding(Self.message(sample.type, data))
                let record = try #require(decoding.message.answers.first)
                guard let fault = decoding.fault else {
                    // What is believed to be whole has lost nothing.
                    #expect(
                        record.data == .bytes(data) || reencoded(record, data.count) == data,
                        "\(sample.type) \(data)"
                    )
                    continue
                }
                if case .malformedData(sample.type, .answer(1), _) = fault {} else { Issue.record("\(fault)") }
                #expect(record.data == .bytes(data) && !record.dataText.isEmpty)
            }
        }
    }

    private func reencoded(_ record: DNSRecord, _ count: Int) -> [UInt8] {
        var message = DNSMessage(id: 0)
        message.answers = [record]
        return message.encoded.suffix(count)
    }

    @Test func `no damage to data ends the process, and its text is always printable`() throws {
        var generator = SeededGenerator(state: 9)
        for sample in RecordSamples.all where !sample.data.isEmpty {
            for _ in 0..<60 {
                var data = sample.data
                data[.random(in: data.indices, using: &generator)] = .random(in: 0...255, using: &generator)
                if Bool.random(using: &generator) { data[.random(in: data.indices, using: &generator)] = 0xff }
                let decoding = try DNSDecoding(Self.message(sample.type, data))
                let text = try #require(decoding.message.answers.first).dataText
                #expect(text.utf8.allSatisfy { 0x20...0x7e ~= $0 })
            }
        }
    }

    @Test(
        arguments: [
            ("NSEC", "00 0000"), ("NSEC", "00 0021" + String(repeating: "01", count: 33)),
            ("NSEC", "00 0001 40 0001 40"),
            ("NSEC", "00 0101 40 0001 40"), ("NSEC", "00 0002 4000"), ("NSEC3", "01 00 0000 ff aa"),
            ("NSEC3", "01 00 0000 00 ff aa"), ("NXT", "00 4000"), ("LOC", "00aa161389172dd070be15f000988d20"),
            ("LOC", "001216138b3cf018ffffffff009895b8"), ("LOC", "001216130000000080000000009895b8"),
            ("APL", "0001 21 01 0a"), ("APL", "0001 08 05 0a00000001"), ("APL", "0001 08 02 0a00"),
            ("APL", "0001 08 04 0a"),
            ("EUI48", "0000000000"), ("EUI48", "00000000000000"), ("EUI64", "00000000000000"),
            ("NID", "0001 00000000000000"),
            ("L32", "0001 0a0000"), ("HIP", "ff 02 0001 aa bb"), ("HIP", "01 02 ffff aa bb"),
            ("IPSECKEY", "0a 01 02 c00002"),
            ("IPSECKEY", "0a 02 02 20010db8"), ("AMTRELAY", "0a 01 c00002"), ("GPOS", "01 31 01 32"),
            ("CERT", "0001 00"),
            ("ZONEMD", "00000001 01"), ("CSYNC", "00000001"), ("RRSIG", "0001 0d 02 0000012c 72bd0bff 5e0be100 30"),
        ]
    ) func `lengths, windows and figures that cannot be are a fault`(type: String, data: String) throws {
        let type = try #require(DNSType(type))
        #expect {
            try Self.record(type, hex(data))
        } throws: { error in
            if case DNSError.malformedData(type, .answer(1), _) = error { true } else { false }
        }
    }

    @Test(arguments: [
        ("LOC", "01"), ("IPSECKEY", "0a 04 02 01"), ("AMTRELAY", "0a 04 ff"), ("APL", "0003 08 01 ff"),
        ("NXT", "00 80"),
    ])
    func `a form that nobody has defined yet is bytes, and no fault`(type: String, data: String) throws {
        #expect(try Self.record(try #require(DNSType(type)), hex(data)).data == .bytes(hex(data)))
    }

    /// RFC 6672 section 2.2's table.
    @Test(
        arguments: [
            ("com.", "example.com.", "example.net.", nil), ("example.com.", "example.com.", "example.net.", nil),
            ("a.example.com.", "example.com.", "example.net.", "a.example.net."),
            ("a.b.example.com.", "example.com.", "example.net.", "a.b.example.net."),
            ("ab.example.com.", "b.example.com.", "example.net.", nil),
            ("foo.example.com.", "example.com.", "example.net.", "foo.example.net."),
            ("a.x.example.com.", "x.example.com.", "example.net.", "a.example.net."),
            ("a.example.com.", "example.com.", ".", "a."),
            ("cyc.example.com.", "example.com.", "example.com.", "cyc.example.com."),
            ("shortloop.x.x.", "x.", ".", "shortloop.x."),
            ("shortloop.x.", "x.", ".", "shortloop."),
        ] as [(String, String, String, String?)]
    ) func `a DNAME makes the names of its table`(name: String, owner: String, target: String, result: String?) throws {
        #expect(try DNSName(name).replacing(try DNSName(owner), with: try DNSName(target))?.description == result)
    }

    @Test func `a name that a DNAME makes too long is none`() throws {
        let long = try DNSName(String(repeating: "abcdefg.", count: 31))
        #expect(try DNSName("0123456789.x.").replacing(try DNSName("x."), with: long) == nil)
    }
}
