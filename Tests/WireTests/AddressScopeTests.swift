import Testing
import Wire

@Suite struct AddressScopeTests {
    /// The prefixes of RFC 6890's registries, first and last address of each.
    @Test(arguments: [
        ("0.0.0.0", AddressScope.unspecified), ("0.255.255.255", .unspecified), ("1.0.0.0", .global),
        ("9.255.255.255", .global), ("10.0.0.0", .privateUse), ("10.255.255.255", .privateUse), ("11.0.0.0", .global),
        ("100.63.255.255", .global), ("100.64.0.0", .shared), ("100.127.255.255", .shared), ("100.128.0.0", .global),
        ("127.0.0.1", .loopback), ("127.255.255.255", .loopback), ("128.0.0.0", .global),
        ("169.254.0.0", .linkLocal), ("169.255.0.0", .global), ("172.15.255.255", .global), ("172.16.0.0", .privateUse),
        ("172.31.255.255", .privateUse), ("172.32.0.0", .global), ("192.0.2.255", .documentation),
        ("192.0.3.0", .global),
        ("192.168.0.1", .privateUse), ("198.18.0.0", .benchmarking), ("198.19.255.255", .benchmarking),
        ("198.20.0.0", .global), ("198.51.100.1", .documentation), ("203.0.113.1", .documentation),
        ("224.0.0.1", .multicast), ("239.255.255.255", .multicast), ("240.0.0.0", .reserved),
        ("255.255.255.254", .reserved), ("255.255.255.255", .broadcast),
        ("::", .unspecified), ("::1", .loopback), ("::2", .global), ("::ffff:127.0.0.1", .mapped),
        ("fe80::1", .linkLocal), ("febf::1", .linkLocal), ("fec0::1", .global), ("fc00::1", .privateUse),
        ("fdff::1", .privateUse), ("fe00::1", .global), ("2001:db8::1", .documentation), ("2001:db9::1", .global),
        ("3fff::1", .documentation), ("3fff:fff::1", .documentation), ("3fff:1000::1", .global),
        ("2001:2::1", .benchmarking), ("2001:2:1::1", .global), ("ff02::1", .multicast), ("2606:4700::1", .global),
    ])
    func `an address has the scope of its registry`(text: String, scope: AddressScope) throws {
        #expect(AddressScope(try #require(IPAddress(text))) == scope)
    }
}
