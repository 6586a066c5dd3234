import Testing

@testable import Wire

@Suite struct DNSNameTests {
    @Test(arguments: [
        ("example.org", "example.org."),
        ("example.org.", "example.org."),
        (".", "."),
        (#"a\.b.c"#, #"a\.b.c."#),
        (#"\065\255\000\032"#, #"A\255\000\032."#),
        (#"\"\$\(\)\;\@\\"#, #"\"\$\(\)\;\@\\."#),
        ("_http._tcp", "_http._tcp."),
        ("ü", #"\195\188."#),
    ])
    func `a name is read and written`(text: String, written: String) throws {
        let name = try DNSName(text)
        #expect(name.description == written)
        #expect(try DNSName(written) == name)
    }

    @Test func `labels are bytes from the leaf on`() throws {
        #expect(try DNSName(#"a\.b.org"#).labels.map(Array.init) == [Array("a.b".utf8), Array("org".utf8)])
        #expect(DNSName.root.labels.isEmpty)
    }

    @Test func `case counts only beyond ASCII letters`() throws {
        #expect(try DNSName("Example.ORG") == DNSName("eXample.org"))
        #expect(try Set([DNSName("A.b"), DNSName("a.B")]).count == 1)
        #expect(try DNSName("a[b") != DNSName("a{b"))
        #expect(try DNSName(#"\196"#) != DNSName(#"\228"#))
        #expect(try DNSName("a.b") != DNSName(#"a\.b"#))
    }

    @Test(
        arguments: [
            ("", .emptyLabel(at: 0)),
            ("a..b", .emptyLabel(at: 2)),
            (".a", .emptyLabel(at: 0)),
            ("a..", .emptyLabel(at: 2)),
            (#"a\"#, .badEscape(at: 1)),
            (#"\25"#, .badEscape(at: 0)),
            (#"\256"#, .badEscape(at: 0)),
            (#"\1a5"#, .badEscape(at: 0)),
            ("b." + String(repeating: "a", count: 64), .labelTooLong(at: 2)),
            (String(repeating: "a.", count: 128), .nameTooLong),
        ] as [(String, DNSNameError)]
    )
    func `a text that is no name is refused with its place`(text: String, error: DNSNameError) {
        #expect(throws: error) { try DNSName(text) }
    }

    @Test func `the longest label and name are names`() throws {
        let label = String(repeating: "a", count: 63)
        let longest = [label, label, label, String(repeating: "b", count: 61)].joined(separator: ".")
        #expect(try DNSName(longest).wire.count == 255)
        #expect(throws: DNSNameError.nameTooLong) { try DNSName(longest + "b") }
    }

    // MARK: On the wire

    /// The datagram of RFC 1035 section 4.1.4: names at 20, 40, 64 and 92.
    private static let example: [UInt8] =
        [UInt8](repeating: 0xff, count: 20) + hex("01 46 03 495349 04 41525041 00")
        + [UInt8](repeating: 0xff, count: 8) + hex("03 464f4f c014")
        + [UInt8](repeating: 0xff, count: 18) + hex("c01a")
        + [UInt8](repeating: 0xff, count: 26) + hex("00")

    @Test(arguments: [(20, "F.ISI.ARPA.", 32), (40, "FOO.F.ISI.ARPA.", 46), (64, "ARPA.", 66), (92, ".", 93)])
    func `the names of RFC 1035's example are decompressed`(start: Int, text: String, end: Int) throws {
        var reader = DNSReader(Self.example)
        reader.position = start
        #expect(try reader.name().description == text)
        #expect(reader.position == end)
    }

    @Test(
        arguments: [
            ("c00c", .badPointer(.header, at: 12)),  // to itself
            ("c00e 00", .badPointer(.header, at: 12)),  // forward
            ("c005", .badPointer(.header, at: 12)),  // into the header
            ("0161 c00c", .badPointer(.header, at: 14)),  // a loop with a label in it
            ("c0", .cutShort(.header, at: 13)),
            ("0361", .cutShort(.header, at: 13)),
            ("0161", .cutShort(.header, at: 14)),
            ("41 00", .reservedLabel(.header, at: 12)),  // RFC 2673, never used
            ("81 00", .reservedLabel(.header, at: 12)),
            (String(repeating: "0161", count: 127) + "016100", .nameTooLong(.header, at: 266)),
        ] as [(String, DNSError)]
    )
    func `bytes that are no name are refused with their place`(bytes: String, error: DNSError) {
        var reader = DNSReader([UInt8](repeating: 0, count: 12) + hex(bytes))
        reader.position = 12
        #expect(throws: error) { try reader.name() }
    }

    @Test func `a chain of pointers ends`() throws {
        // Each pointer goes back to the one before it, the first to the root.
        var bytes = [UInt8](repeating: 0, count: 13)
        var last = 12
        for _ in 0..<200 {
            bytes.append(UInt16(0xc000 | last), as: .bigEndian)
            last = bytes.count - 2
        }
        var reader = DNSReader(bytes)
        reader.position = 13 + 2 * 126
        #expect(try reader.name() == .root)
        reader.position = 13 + 2 * 127
        #expect(throws: DNSError.badPointer(.header, at: 13)) { try reader.name() }
    }
}
