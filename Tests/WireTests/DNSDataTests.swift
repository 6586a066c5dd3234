import TestSupport
import Testing
import Wire

/// Data and the text that dig 9.18 prints for it.
@Suite struct DNSDataTests {
    private static func decode(_ type: DNSType, _ data: [UInt8]) throws -> DNSRecord {
        var bytes = hex("0001 8180 0000 0001 0000 0000  00")
        bytes.append(type.rawValue, as: .bigEndian)
        bytes += hex("0001 0000012c")
        bytes.append(UInt16(data.count), as: .bigEndian)
        let message = try DNSMessage(bytes + data)
        #expect(message.encoded == bytes + data)
        return try #require(message.answers.first)
    }

    private static let fooExampleCom = "03666f6f 076578616d706c65 03636f6d 00"

    static let records: [(type: String, data: String, text: String)] = [
        ("A", "01020304", "1.2.3.4"),
        ("AAAA", "20010db8 00000000 00000000 00000001", "2001:db8::1"),
        ("AAAA", "00000000 00000000 0000ffff 01020304", "::ffff:1.2.3.4"),
        ("NS", fooExampleCom, "foo.example.com."),
        (
            "CNAME", "0b 612e6220635c22242829 3b 04 4000ff5a 00",
            #"a\.b\032c\\\"\$\(\)\;.\@\000\255Z."#
        ),
        ("PTR", "00", "."),
        ("MX", "000a" + fooExampleCom, "10 foo.example.com."),
        ("TXT", "05 6122625c3b 04 007fff20", #""a\"b\\;" "\000\127\255 ""#),
        ("TXT", "00", #""""#),
        ("HINFO", "03 612062 02 7822", #""a b" "x\"""#),
        (
            "SOA", "026e7300 01610464 6d696e00 000007e8 00001c20 00000e10 ffffffff 00000e10",
            "ns. a.dmin. 2024 7200 3600 4294967295 3600"
        ),
        ("SRV", "000a 003c 13c4" + fooExampleCom, "10 60 5060 foo.example.com."),
        (
            "NAPTR", "0064 000a 01 75 07 4532552b736970 0c 215e2e2a24215c22783b7921 00",
            #"100 10 "u" "E2U+sip" "!^.*$!\\\"x;y!" ."#
        ),
        ("NAPTR", "0064 000a 00 00 00" + fooExampleCom, #"100 10 "" "" "" foo.example.com."#),
        ("CAA", "80 05 6973737565 6c65742273 5c 656e 3b 63 01 72", #"128 issue "let\"s\\en;c\001r""#),
        ("CAA", "00 05 6973737565", #"0 issue """#),
        (
            "DS", "4f66 08 02 e06d44b80b8f1d39a95c0b0d7c65d08458e880409bbc683457104237c7f8ec8d",
            "20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237 C7F8EC8D"
        ),
        (
            "DNSKEY",
            "0101 03 08 000102030405060708090a0b0c0d0e0f 101112131415161718191a1b1c1d1e1f 2021222324252627 2829",
            "257 3 8 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygp"
        ),
        (
            "TLSA", "030101 000102030405060708090a0b0c0d0e0f 101112131415161718191a1b1c1d1e1f",
            "3 1 1 000102030405060708090A0B0C0D0E0F101112131415161718191A1B 1C1D1E1F"
        ),
        ("SSHFP", "04 02 abcd", "4 2 ABCD"),
        ("URI", "000a 0005 68747470 3a2f2f61", #"10 5 "http://a""#),
        // RFC 3597 section 5's own, and what is not its type's form.
        ("TYPE65280", "0a000001", "\\# 4 0A000001"),
        ("TYPE62347", "", "\\# 0"),
        ("NULL", "ff", "\\# 1 FF"),
        // Of an unregistered key, of a list, and of a protocol's name.
        ("SVCB", "0001 00 029b 0000", "1 . key667"),
        ("SVCB", "0001 00 0001 0003 026832 0002 0000 0003 0002 0035", #"1 . alpn="h2" no-default-alpn port=53"#),
        ("HTTPS", "0001 00 0001 0009 02 6832 05 61223b2001", #"1 . alpn="h2,a\";\032\001""#),
        ("HTTPS", "0001 00 0005 0004 0002 fe0d", "1 . ech=AAL+DQ=="),
        ("HTTPS", "0001 00 0007 0010 2f646e732d71756572797b3f646e737d", #"1 . dohpath="/dns-query{?dns}""#),
    ]

    @Test(arguments: records)
    func `data is written as dig writes it, and encoded as it was`(type: String, data: String, text: String) throws {
        let record = try Self.decode(try #require(DNSType(type)), hex(data))
        #expect(record.dataText == text)
    }

    /// The figures of RFC 9460 appendix D.1 and D.2.
    static let serviceVectors: [(type: DNSType, data: String, text: String)] = [
        (.https, "0000" + fooExampleCom, "0 foo.example.com."),
        (.svcb, "0001 00", "1 ."),
        (.svcb, "0010" + fooExampleCom + "0003 0002 0035", "16 foo.example.com. port=53"),
        (.svcb, "0001" + fooExampleCom + "029b 0005 68656c6c6f", #"1 foo.example.com. key667="hello""#),
        (.svcb, "0001" + fooExampleCom + "029b 0009 68656c6c6fd2716f6f", #"1 foo.example.com. key667="hello\210qoo""#),
        (
            .svcb,
            "0001" + fooExampleCom
                + "0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001",
            "1 foo.example.com. ipv6hint=2001:db8::1,2001:db8::53:1"
        ),
        (
            .svcb, "0001 076578616d706c65 03636f6d 00 0006 0010 20010db80122034400000000c0000221",
            "1 example.com. ipv6hint=2001:db8:122:344::c000:221"
        ),
        (
            .svcb,
            "0010 03666f6f 076578616d706c65 036f7267 00 0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139"
                + "0004 0004 c0000201",
            #"16 foo.example.org. mandatory=alpn,ipv4hint alpn="h2,h3-19" ipv4hint=192.0.2.1"#
        ),
        (
            .svcb, "0010 03666f6f 076578616d706c65 036f7267 00 0001 000c 08 665c6f6f2c626172 02 6832",
            #"16 foo.example.org. alpn="f\\\\oo\\,bar,h2""#
        ),
    ]

    @Test(arguments: serviceVectors)
    func `RFC 9460's vectors are read`(type: DNSType, data: String, text: String) throws {
        #expect(try Self.decode(type, hex(data)).dataText == text)
    }

    /// What appendix D.3 and section 2.2 call malformed, on the wire.
    @Test(arguments: [
        "007b 0003 616263 007b 0003 646566",  // a key twice
        "0003 0002 0035 0001 0003 026832",  // falling keys
        "0000 0000", "0001 0000", "0003 0000", "0004 0000", "0006 0000",  // no value
        "0002 0003 616263",  // a value of no-default-alpn
        "0000 0002 007b",  // a mandatory parameter is missing
        "0000 0002 0000",  // the list itself in the list
        "0000 0004 007b 007b 007b 0003 616263",  // twice in the list
        "0001 0002 0268", "0001 0001 00",  // a torn protocol and an empty one
        "0003 0003 003500", "0004 0003 c00002", "0006 0004 c0000201",  // lengths
        "0003 0005 0035", "0003", "00",  // cut short
    ])
    func `malformed parameters are a fault`(parameters: String) {
        #expect {
            try Self.decode(.svcb, hex("0001 00") + hex(parameters))
        } throws: { error in
            if case DNSError.malformedData(.svcb, .answer(1), at: 26...) = error { true } else { false }
        }
    }

    @Test func `types, classes and codes are read and written`() {
        #expect(DNSType("aaaa") == .aaaa)
        #expect(DNSType("TYPE28") == .aaaa)
        #expect(DNSType("type65535")?.description == "TYPE65535")
        for bad in ["TYPE65536", "TYPE", "TYPE-1", "", "AAAAA"] { #expect(DNSType(bad) == nil) }
        #expect(DNSClass("CH") == .chaos)
        #expect(DNSClass("CLASS32769")?.description == "CLASS32769")
        #expect(DNSClass(rawValue: 0x8001).hasMulticastBit)
        #expect(DNSResponseCode(rawValue: 3).description == "NXDomain")
        #expect(DNSResponseCode("nxdomain") == .noSuchName)
        #expect(DNSOpcode(rawValue: 15).description == "OPCODE15")
        for (number, name) in DNSType.names { #expect(DNSType(name)?.rawValue == number) }
    }
}
