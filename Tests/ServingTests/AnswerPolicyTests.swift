import Serving
import Testing
import Wire

@Suite struct AnswerPolicyTests {
    private static func source(_ text: String) throws -> SocketName { try #require(SocketName(text)) }

    @Test(arguments: [
        ("127.0.0.1:0", AnswerPolicy.Refusal.port), ("127.0.0.1:7", .port), ("127.0.0.1:1023", .port),
        ("224.0.0.1:2000", .address), ("255.255.255.255:2000", .address), ("0.0.0.0:2000", .address),
        ("[ff02::1]:2000", .address), ("[::]:2000", .address), ("[::ffff:224.0.0.1]:2000", .address),
    ])
    func `nothing goes to where an answer does harm`(text: String, refusal: AnswerPolicy.Refusal) throws {
        var policy = AnswerPolicy(rate: nil) { _ in true }
        #expect(try policy.refusal(of: Self.source(text), amplifies: false, at: 0) == refusal)
    }

    @Test(arguments: ["127.0.0.1:1024", "192.0.2.1:65535", "[2001:db8::1]:2000"])
    func `an answer that is no longer goes to every host`(text: String) throws {
        var policy = AnswerPolicy(rate: nil)
        #expect(try policy.refusal(of: Self.source(text), amplifies: false, at: 0) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:2000", nil), ("127.8.0.1:2000", nil), ("[::1]:2000", nil), ("[::ffff:127.0.0.1]:2000", nil),
        ("192.0.2.1:2000", AnswerPolicy.Refusal.amplification), ("[2001:db8::1]:2000", .amplification),
        ("10.0.0.1:2000", nil),
    ])
    func `a longer answer goes to loopback and to what is allowed`(text: String, refusal: AnswerPolicy.Refusal?) throws
    {
        var policy = AnswerPolicy(rate: nil) { $0 == IPAddress("10.0.0.1") }
        #expect(try policy.refusal(of: Self.source(text), amplifies: true, at: 0) == refusal)
    }

    @Test func `a source gets a second's answers at once, and then as fast as they come back`() throws {
        var policy = AnswerPolicy(rate: 10)
        let source = try Self.source("192.0.2.1:2000")
        let other = try Self.source("192.0.2.1:2001")
        for _ in 0..<10 { #expect(policy.refusal(of: source, amplifies: false, at: 1_000) == nil) }
        #expect(policy.refusal(of: source, amplifies: false, at: 1_000) == .rate)
        // Another port is the same host.
        #expect(policy.refusal(of: other, amplifies: false, at: 1_000) == .rate)
        #expect(policy.refusal(of: other, amplifies: false, at: 99_999_000) == .rate)
        #expect(policy.refusal(of: other, amplifies: false, at: 100_001_000) == nil)
        #expect(policy.refusal(of: source, amplifies: false, at: 100_001_000) == .rate)
    }

    @Test func `what is refused takes nothing from the allowance`() throws {
        var policy = AnswerPolicy(rate: 1)
        let port = try Self.source("192.0.2.1:7")
        let source = try Self.source("192.0.2.1:2000")
        for _ in 0..<5 { #expect(policy.refusal(of: port, amplifies: false, at: 0) == .port) }
        #expect(policy.refusal(of: source, amplifies: false, at: 0) == nil)
    }

    @Test func `an IPv6 source is its network`() throws {
        var policy = AnswerPolicy(rate: 1)
        #expect(try policy.refusal(of: Self.source("[2001:db8::1]:2000"), amplifies: false, at: 0) == nil)
        #expect(try policy.refusal(of: Self.source("[2001:db8::2]:2000"), amplifies: false, at: 0) == .rate)
    }

    @Test func `sources without number do not make the table grow, and are all limited`() {
        var policy = AnswerPolicy(rate: 1)
        var answered = 0
        for bits in 0..<100_000 {
            let source = SocketName.internet(SocketAddress(address: .v4(0x0b00_0000 + UInt32(bits)), port: 2000))
            if policy.refusal(of: source, amplifies: false, at: 0) == nil { answered += 1 }
        }
        #expect((1...4096).contains(answered))
    }
}
