import Testing
import Wire

@Suite struct DNSMessageTests {
    /// What dig sends for `dig example.org`, as tcpdump shows it: `52874+ [1au] A? example.org. (40)`.
    private static let query = hex("ce8a 0100 0001 0000 0000 0001 07 6578616d706c65 03 6f7267 00 0001 0001") + hex(opt)

    private static let opt = "00 0029 04d0 00 00 8000 0000"

    @Test func `a query has the bytes that dig sends`() throws {
        let query = DNSMessage.query(
            try DNSName("example.org"),
            .a,
            id: 52_874,
            edns: EDNS(payloadSize: 1_232, flags: .dnssecOK)
        )
        #expect(query.encoded == Self.query)
        #expect(try DNSMessage(Self.query) == query)
    }

    @Test func `flags, class and the lack of EDNS are encoded`() throws {
        let query = DNSMessage.query(
            .root,
            DNSType(rawValue: 65_280),
            in: .chaos,
            id: 1,
            flags: [.authenticData, .checkingDisabled],
            edns: nil
        )
        #expect(query.encoded == hex("0001 0030 0001 0000 0000 0000  00 ff00 0003"))
    }

    @Test func `every part of an answer is read`() throws {
        let bytes = hex(
            """
            ce8a 8583 0001 0001 0001 0002
            07 6578616d706c65 03 6f7267 00 000f 0001
            c00c 000f 0001 0000012c 0009 000a 04 6d61696c c00c
            c00c 0002 0001 80000000 0005 02 6e73 c00c
            00 0029 1000 01 00 8000 000b  000f 0007 0012 68656c6c6f
            c02b 0001 0001 0000003c 0004 c0000201
            """
        )
        let decoding = try DNSDecoding(bytes)
        #expect(decoding.fault == nil)
        #expect(decoding.trailingBytes == 0)
        let message = decoding.message
        #expect(message.id == 52_874)
        #expect(message.flags == [.response, .authoritative, .recursionDesired, .recursionAvailable])
        #expect(message.opcode == .query)
        // 3 in the header and 1 in the OPT record: 19.
        #expect(message.responseCode.description == "BADMODE")
        #expect(message.questions == [DNSQuestion(name: try DNSName("example.org"), type: .mx)])
        #expect(message.answers.map(\.description) == ["example.org. 300 IN MX 10 mail.example.org."])
        #expect(message.authorities.map(\.target) == [try DNSName("ns.example.org")])
        #expect(message.authorities.map(\.lifetimeSeconds) == [0])
        #expect(message.additionals.map(\.address) == [.v4(0xc000_0201)])
        #expect(message.additionals.map(\.name.description) == ["mail.example.org."])
        #expect(message.edns?.payloadSize == 4_096)
        #expect(message.edns?.flags == .dnssecOK)
        let extended = try #require(message.edns?.extendedErrors.first)
        #expect(extended.code == 18)
        #expect(extended.name == "Prohibited")
        #expect(extended.text == Array("hello".utf8))
        // The OPT record comes last now, and nothing is compressed; the meaning is the same.
        #expect(try DNSMessage(message.encoded) == message)
    }

    @Test func `an extended error's text ends before a NUL`() throws {
        let error = ExtendedDNSError(EDNS.Option(code: 15, data: [0, 3, 0x61, 0]))
        #expect(error?.text == [0x61])
        #expect(error?.name == "Stale Answer")
        #expect(ExtendedDNSError(EDNS.Option(code: 15, data: [0])) == nil)
        #expect(ExtendedDNSError(EDNS.Option(code: 15, data: [0xff, 0xff]))?.name == .some(nil))
    }

    // MARK: Damage

    private static let twoAnswers = """
        0001 8180 0001 0002 0000 0000  01 61 00 0001 0001
        c00c 0001 0001 0000003c 0004 c0000201
        c00c 0001 0001 0000003c 0004 c0000202
        """

    @Test func `a header that promises too much keeps what is there`() throws {
        var bytes = hex(Self.twoAnswers)
        bytes[7] = 200
        let decoding = try DNSDecoding(bytes)
        #expect(decoding.message.answers.count == 2)
        #expect(decoding.counts.answers == 200)
        #expect(decoding.fault == .cutShort(.answer(3), at: bytes.count))
        #expect(throws: DNSError.cutShort(.answer(3), at: bytes.count)) { try DNSMessage(bytes) }
    }

    @Test func `every prefix keeps its whole records`() throws {
        let bytes = hex(Self.twoAnswers)
        for length in 0..<12 {
            #expect(throws: DNSError.self) { try DNSDecoding(Array(bytes.prefix(length))) }
        }
        for length in 12..<bytes.count {
            let decoding = try DNSDecoding(Array(bytes.prefix(length)))
            #expect(decoding.message.questions.count == (length < 19 ? 0 : 1))
            #expect(decoding.message.answers.count == (length < 35 ? 0 : 1))
            guard case .cutShort = decoding.fault else {
                Issue.record("\(length) bytes: \(String(describing: decoding.fault))")
                continue
            }
        }
    }

    @Test func `damaged data is kept as bytes, and the records behind it are read`() throws {
        // An IPv4 address of three bytes.
        let bytes = hex(
            """
            0001 8180 0000 0002 0000 0000
            00 0001 0001 0000003c 0003 c00002
            00 0001 0001 0000003c 0004 c0000202
            """
        )
        let decoding = try DNSDecoding(bytes)
        #expect(decoding.fault == .malformedData(.a, .answer(1), at: 23))
        #expect(decoding.message.answers.map(\.dataText) == ["\\# 3 C00002", "192.0.2.2"])
    }

    @Test(
        arguments: [
            ("00 0001 0001 00000000 0005 c000020100", .malformedData(.a, .answer(1), at: 27)),  // a byte too many
            ("00 000f 0001 00000000 0003 000a c0", .malformedData(.mx, .answer(1), at: 26)),
            ("00 0005 0001 00000000 0002 c0ff", .badPointer(.answer(1), at: 23)),
            ("00 0010 0001 00000000 0000", .malformedData(.txt, .answer(1), at: 23)),
            ("00 0010 0001 00000000 0002 0561", .malformedData(.txt, .answer(1), at: 24)),
            ("00 0006 0001 00000000 0003 000000", .malformedData(.soa, .answer(1), at: 25)),
        ] as [(String, DNSError)]
    )
    func `data that contradicts its type or length is told apart`(record: String, error: DNSError) throws {
        let decoding = try DNSDecoding(hex("0001 8180 0000 0001 0000 0000") + hex(record))
        #expect(decoding.fault == error)
        guard case .bytes? = decoding.message.answers.first?.data else {
            Issue.record("no bytes")
            return
        }
    }

    @Test func `a name in data does not run into the next record`() throws {
        let bytes = hex("0001 8180 0000 0002 0000 0000  00 0005 0001 00000000 0002 0161  00 0001 0001 00000000 0000")
        #expect(try DNSDecoding(bytes).fault == .malformedData(.cname, .answer(1), at: 25))
    }

    @Test func `a second OPT record, or one of torn options, is a fault`() throws {
        let opt = hex(Self.opt)
        let header = "0001 8180 0000 0000 0000"
        let two = try DNSDecoding(hex(header) + [0, 2] + opt + opt)
        #expect(two.fault == .malformedData(.opt, .additional(2), at: 34))
        #expect(two.message.edns != nil)
        #expect(two.message.additionals.count == 1)
        let torn = try DNSDecoding(hex(header) + [0, 1] + hex("00 0029 04d0 00000000 0003 000a00"))
        #expect(torn.fault == .malformedData(.opt, .additional(1), at: 25))
        #expect(torn.message.edns == nil)
    }

    @Test func `bytes behind the last record are counted`() throws {
        let decoding = try DNSDecoding(Self.query + [1, 2, 3])
        #expect(decoding.trailingBytes == 3)
        #expect(decoding.fault == nil)
    }

    @Test func `a deletion has no data and no fault`() throws {
        // RFC 2136 section 2.5.2: all addresses of the name.
        let decoding = try DNSDecoding(hex("0001 2800 0000 0000 0001 0000  00 0001 00ff 00000000 0000"))
        #expect(decoding.fault == nil)
        #expect(decoding.message.opcode.description == "UPDATE")
        #expect(decoding.message.authorities.map(\.description) == [". 0 ANY A \\# 0"])
    }

    @Test(.timeLimit(.minutes(1)))
    func `a message that unfolds to the most there can be is read`() throws {
        // A record of unknown type holds the longest name and 126 pointers, each to the one before it; 5,000 records
        // follow whose names are pointers to the last of those.
        let name = try DNSName([63, 63, 63, 61].map { String(repeating: "a", count: $0) }.joined(separator: "."))
        var data = name.wire
        for index in 0..<126 {
            data.append(UInt16(0xc000 + (index == 0 ? 23 : 23 + 255 + 2 * (index - 1))), as: .bigEndian)
        }
        var bytes = hex("0001 8180 0000 1389 0000 0000  00 ffff 0001 00000000")
        bytes.append(UInt16(data.count), as: .bigEndian)
        bytes += data
        for _ in 0..<5_000 { bytes += hex("c210 ffff 0001 00000000 0000") }
        let message = try DNSMessage(bytes)
        #expect(message.answers.count == 5_001)
        #expect(message.answers.dropFirst().allSatisfy { $0.name == name })
    }
}
