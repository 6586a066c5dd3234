import Resolving
import Testing
import Wire

@Suite struct LookupTargetTests {
    private static func target(_ text: String) throws(LookupTarget.Fault) -> LookupTarget {
        try LookupTarget(text) { $0 == "eth0" ? 7 : nil }
    }

    private static func address(_ text: String, port: UInt16 = 0, scope: UInt32 = 0) throws -> LookupTarget {
        .address(SocketAddress(address: try #require(IPAddress(text)), port: port, scope: scope))
    }

    @Test func `names stand alone or before a service`() throws {
        #expect(try Self.target("localhost") == .name("localhost", service: nil))
        #expect(try Self.target("www.example.org.:https") == .name("www.example.org.", service: "https"))
        #expect(try Self.target("_dmarc.example.org:0") == .name("_dmarc.example.org", service: "0"))
        // RFC 3492's form of the label.
        #expect(try Self.target("bücher.example:80") == .name("xn--bcher-kva.example", service: "80"))
        // What inet_aton takes is for the resolver to read.
        #expect(try Self.target("127.1:80") == .name("127.1", service: "80"))
        #expect(try Self.target("010.0.0.1") == .name("010.0.0.1", service: nil))
    }

    @Test func `addresses have a port behind brackets or four parts, and an interface by name or number`() throws {
        #expect(try Self.target("192.0.2.1") == Self.address("192.0.2.1"))
        #expect(try Self.target("192.0.2.1:80") == Self.address("192.0.2.1", port: 80))
        #expect(try Self.target("2001:db8::1") == Self.address("2001:db8::1"))
        #expect(try Self.target("[2001:db8::1]") == Self.address("2001:db8::1"))
        #expect(try Self.target("[2001:db8::1]:443") == Self.address("2001:db8::1", port: 443))
        #expect(try Self.target("fe80::1%eth0") == Self.address("fe80::1", scope: 7))
        #expect(try Self.target("[fe80::1%3]:22") == Self.address("fe80::1", port: 22, scope: 3))
        #expect(try Self.target("::ffff:192.0.2.1") == Self.address("::ffff:192.0.2.1"))
    }

    @Test(arguments: [
        ("", LookupTarget.Fault.empty), (":80", .empty), ("a\u{fffd}", .notUTF8),
        ("a..b", .badName(.emptyLabel(at: 2))),
        (String(repeating: "a", count: 64), .badName(.labelTooLong(at: 0))),
        (String(repeating: "abcdefg.", count: 32), .badName(.nameTooLong)),
        ("a b", .badCharacter(" ")), ("a\u{1b}", .badCharacter("\u{1b}")), ("[::1", .badBrackets),
        ("[::1]80", .badBrackets),
        ("[localhost]:80", .badBrackets), ("localhost:", .badPort("")), ("localhost:65536", .badPort("65536")),
        ("192.0.2.1:http", .badPort("http")), ("[::1]:-1", .badPort("-1")), ("fe80::1%eth9", .noSuchInterface("eth9")),
        ("fe80::1%", .noSuchInterface("")), ("fe80::1%0", .noSuchInterface("0")), ("192.0.2.1%eth0", .scopeOfIPv4),
    ])
    func `what is neither is told why`(text: String, fault: LookupTarget.Fault) {
        #expect(throws: fault) { try Self.target(text) }
    }
}
