import Testing
import Wire

@Suite struct ReverseNameTests {
    /// RFC 1035 section 3.5 and RFC 3596 section 2.5.
    @Test(
        arguments: [
            ("10.2.0.52", "52.0.2.10.in-addr.arpa."), ("0.0.0.255", "255.0.0.0.in-addr.arpa."),
            (
                "4321:0:1:2:3:4:567:89ab",
                "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa."
            ),
        ]
    ) func `an address has a name of its own`(address: String, name: String) throws {
        let reverse = DNSName(reverse: try #require(IPAddress(address)))
        #expect(reverse.description == name)
        #expect(reverse == (try DNSName(name)))
    }
}
