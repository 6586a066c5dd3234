import Testing
import Wire

@Suite struct IPAddressTests {
    @Test(arguments: [
        // RFC 5952 section 4.
        ("2001:0db8::0001", "2001:db8::1"),
        ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:DB8::ABCD", "2001:db8::abcd"),
        // RFC 4291 section 2.2.
        ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"),
        ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"),
        ("FF01:0:0:0:0:0:0:101", "ff01::101"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("0:0:0:0:0:0:0:0", "::"),
        ("0:0:0:0:0:0:13.1.68.3", "::d01:4403"),
        ("0:0:0:0:0:FFFF:129.144.52.38", "::ffff:129.144.52.38"),
        // One group is enough for `::` to stand for, and it may be at either end.
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
        ("1::", "1::"),
        ("192.0.2.1", "192.0.2.1"),
        ("0.0.0.0", "0.0.0.0"),
        ("255.255.255.255", "255.255.255.255"),
    ])
    func `an address is printed in its one canonical form`(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
        #expect(IPAddress(canonical) == IPAddress(text))
    }

    @Test(arguments: [
        "", ".", ":", ":::", "::::", "1", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1::2::3", "::1:", ":1::", "12345::", "::g", "::-1", "::+1", "::1%3",
        "[::1]", "::1/64", "::1.2.3", "::1.2.3.4.5", "1.2.3.4::", "::1.2.3.4:1", "1:2:3:4:5:6:7:1.2.3.4", " ::1",
        "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "01.2.3.4", "1.2.3.00", "256.0.0.1", "1.2.3.4 ", "0x7f.1",
        "+1.2.3.4", "-1.2.3.4", "localhost", "１.2.3.4",
    ])
    func `no other text is an address`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.255.254", true), ("128.0.0.1", false), ("126.255.255.255", false),
        ("::1", true), ("::", false), ("::2", false), ("::ffff:127.0.0.1", true), ("::ffff:128.0.0.1", false),
        ("::127.0.0.1", false),
    ])
    func `a loopback address is known`(text: String, isLoopback: Bool) {
        #expect(IPAddress(text)?.isLoopback == isLoopback)
    }

    @Test func `the named addresses are what their names say`() {
        #expect(IPAddress.loopback4.description == "127.0.0.1")
        #expect(IPAddress.loopback6.description == "::1")
        #expect(IPAddress.any4.description == "0.0.0.0")
        #expect(IPAddress.any6.description == "::")
    }

    @Test func `addresses sort by family, then by number`() {
        let sorted = ["9.0.0.0", "10.0.0.0", "::", "::1", "2001:db8::"].compactMap { IPAddress($0) }
        #expect(sorted.reversed().sorted() == sorted)
    }
}
