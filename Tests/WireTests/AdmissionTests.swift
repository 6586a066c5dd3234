import Testing
import Wire

@Suite struct AdmissionTests {
    @Test(
        arguments: [
            ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3/8", "10.9.9.9", true),
            ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.0", false), ("0.0.0.0/0", "255.255.255.255", true),
            ("0.0.0.0/0", "::1", false), ("::/0", "ffff::", true), ("::/0", "10.0.0.1", false),
            ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
            ("::1", "::1", true), ("::1/128", "::2", false), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
            ("::ffff:10.0.0.0/104", "10.1.1.1", true), ("::ffff:10.0.0.0/104", "11.1.1.1", false),
            ("10.0.0.4/31", "10.0.0.5", true), ("10.0.0.4/31", "10.0.0.6", false),
        ]
    )
    func `a range has the addresses that begin with its bits`(range: String, address: String, isIn: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(try #require(IPAddress(address))) == isIn)
    }

    @Test(arguments: [
        "", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0/8", "/8", "a/8", "10.0.0.0/8/8", "::1/+1",
    ])
    func `what is no range is refused`(text: String) {
        #expect(AddressRange(text) == nil)
    }

    private static func admits(_ allowed: [String], _ denied: [String], _ address: String) throws -> Bool {
        let admission = Admission(
            allowed: allowed.compactMap(AddressRange.init),
            denied: denied.compactMap(AddressRange.init)
        )
        return admission.admits(try #require(IPAddress(address)))
    }

    @Test func `without ranges everybody is let in`() throws {
        #expect(try Self.admits([], [], "192.0.2.1"))
        #expect(Admission().admits(SocketName.unix(path: "")))
    }

    @Test func `where some are allowed, others are not let in`() throws {
        #expect(try Self.admits(["192.0.2.0/24"], [], "192.0.2.1"))
        #expect(try !Self.admits(["192.0.2.0/24"], [], "198.51.100.1"))
    }

    @Test func `where some are denied, others are let in`() throws {
        #expect(try !Self.admits([], ["192.0.2.0/24"], "192.0.2.1"))
        #expect(try Self.admits([], ["192.0.2.0/24"], "198.51.100.1"))
    }

    @Test func `the longest prefix decides, and of two as long the one that denies`() throws {
        #expect(try !Self.admits(["192.0.2.0/24"], ["192.0.2.1"], "192.0.2.1"))
        #expect(try Self.admits(["192.0.2.1"], ["192.0.2.0/24"], "192.0.2.1"))
        #expect(try !Self.admits(["192.0.2.1"], ["192.0.2.0/24"], "192.0.2.2"))
        #expect(try !Self.admits(["192.0.2.1"], ["192.0.2.1"], "192.0.2.1"))
    }
}
