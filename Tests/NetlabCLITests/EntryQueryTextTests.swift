import ArgumentParser
import Platform
import Resolving
import Testing

@testable import NetlabCLI

@Suite struct EntryQueryTextTests {
    @Test(
        arguments: [
            ("http", .name("http"), nil), ("443/tcp", .number(443), "tcp"), ("ssh/udp", .name("ssh"), "udp"),
            ("0080", .number(80), nil), ("0", .number(0), nil), ("65535", .number(65_535), nil),
            ("6000-6007", .numbers(6000...6007), nil), ("0-65535/udp", .numbers(0...65_535), "udp"),
            ("80-80", .numbers(80...80), nil), ("6foo", .name("6foo"), nil), ("914c-g", .name("914c-g"), nil),
            ("ftp-data", .name("ftp-data"), nil), ("80-", .name("80-"), nil), ("0x50", .name("0x50"), nil),
            ("+80", .name("+80"), nil), ("1-2-3", .name("1-2-3"), nil), ("８０", .name("８０"), nil),
            ("80/tcp/udp", .number(80), "tcp/udp"), ("-", .name("-"), nil),
        ] as [(String, EntryQuery.Subject, String?)]
    )
    func `a service is a name, a port or ports, with or without a protocol`(
        text: String,
        subject: EntryQuery.Subject,
        transport: String?
    ) throws {
        #expect(try EntryQueryText.parse(text, in: .services) == EntryQuery(subject, transport: transport))
    }

    @Test(
        arguments: [
            ("70000", "'70000': ports go from 0 to 65,535"), ("65536/tcp", "ports go from 0"),
            ("-1", "ports go from 0"),
            ("99999999999999999999", "ports go from 0"), ("6000-70000", "ports go from 0"),
            ("-5-10", "'-5-10': ports go from 0"), ("6007-6000", "ends before it begins"), ("", "no service's name"),
            ("/tcp", "no service's name or port"), ("80/", "no protocol behind"), ("a\u{fffd}", "not valid UTF-8"),
        ]
    )
    func `what is none is refused with the reason`(text: String, reason: String) {
        let error = #expect(throws: ValidationError.self) { try EntryQueryText.parse(text, in: .services) }
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }

    @Test func `a protocol stands alone`() throws {
        #expect(try EntryQueryText.parse("ICMP", in: .protocols) == EntryQuery(.name("ICMP")))
        #expect(try EntryQueryText.parse("6", in: .protocols) == EntryQuery(.number(6)))
        #expect(try EntryQueryText.parse("1-6", in: .protocols) == EntryQuery(.numbers(1...6)))
        for text in ["6/tcp", "tcp/", "70000", "-1", ""] {
            #expect(throws: ValidationError.self) { try EntryQueryText.parse(text, in: .protocols) }
        }
    }
}
