import Resolving
import Testing
import Wire

/// The tables that gai.conf(5) replaces.
@Suite struct AddressPolicyTests {
    /// RFC 6724 §2.1's table, and glibc's, row by row.
    @Test(arguments: [
        ("::1", 50, 0, 50, 0), ("2001:db8::1", 40, 1, 40, 1), ("192.0.2.1", 35, 4, 10, 4),
        ("::ffff:192.0.2.1", 35, 4, 10, 4),
        ("2002::1", 30, 2, 30, 2), ("2001::1", 5, 5, 40, 7), ("fd00::1", 3, 13, 40, 6), ("fc00::1", 3, 13, 40, 6),
        ("::192.0.2.1", 1, 3, 20, 3), ("fec0::1", 1, 11, 40, 5), ("3ffe::1", 1, 12, 40, 1), ("fe80::1", 40, 1, 40, 1),
    ])
    func `an address has the precedence and the label of its prefix`(
        text: String,
        precedence: Int,
        label: Int,
        precedenceOfGlibc: Int,
        labelOfGlibc: Int
    ) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressPolicy.standard.precedences.value(of: address) == precedence)
        #expect(AddressPolicy.standard.labels.value(of: address) == label)
        #expect(AddressPolicy.glibc.precedences.value(of: address) == precedenceOfGlibc)
        #expect(AddressPolicy.glibc.labels.value(of: address) == labelOfGlibc)
    }

    @Test(arguments: [
        ("::1", 2), ("fe80::1", 2), ("fec0::1", 5), ("fd00::1", 14), ("2001:db8::1", 14), ("ff02::1", 2),
        ("ff0e::1", 14),
        ("ff11::1", 1), ("127.0.0.1", 2), ("169.254.1.1", 2), ("10.0.0.1", 14), ("192.168.0.1", 14), ("192.0.2.1", 14),
    ])
    func `an address has a scope`(text: String, scope: Int) throws {
        #expect(AddressPolicy.glibc.scope(of: try #require(IPAddress(text))) == scope)
    }

    @Test func `one line replaces the whole table of its kind`() throws {
        let policy = AddressPolicy(file: "precedence ::ffff:0:0/96  100 # IPv4 first\n")
        #expect(policy.precedences.value(of: .loopback4) == 100)
        #expect(policy.precedences.value(of: .loopback6) == 40)
        #expect(policy.labels == AddressPolicy.glibc.labels)
        #expect(policy.scopes == AddressPolicy.glibc.scopes)
    }

    @Test func `the longest prefix counts, and of equal ones the first`() throws {
        let policy = AddressPolicy(
            file: "label ::/0 9\nlabel 2001:db8::/32 1\nlabel 2001:db8:1::/48 2\nlabel 2001:db8::/32 3"
        )
        #expect(policy.labels.value(of: try #require(IPAddress("2001:db8:1::1"))) == 2)
        #expect(policy.labels.value(of: try #require(IPAddress("2001:db8:2::1"))) == 1)
        #expect(policy.labels.value(of: .loopback6) == 9)
    }

    @Test func `a scope is of IPv4, mapped or not`() throws {
        let policy = AddressPolicy(file: "scopev4 ::ffff:10.0.0.0/104 5\nscopev4 192.168.0.0/16 5\nscopev4 fd00::/8 3")
        #expect(policy.scope(of: .v4(0x0a01_0203)) == 5)
        #expect(policy.scope(of: .v4(0xc0a8_0001)) == 5)
        #expect(policy.scope(of: .loopback4) == 14)
    }

    @Test(arguments: [
        "", "# label ::/0 7", "label ::/0", "label ::/129 7", "label x/8 7", "label ::/0 -1", "Label ::/0 7",
        "label ::/0 99999999999", "label 10.0.0.0/8 7", "label ::1/-1 7", "label ::/x 7", "scopev4 ::/0 3",
        "reload yes",
    ])
    func `a line that says nothing changes nothing`(line: String) {
        #expect(AddressPolicy(file: line) == .glibc)
    }
}
