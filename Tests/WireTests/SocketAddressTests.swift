import Testing
import Wire

@Suite struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1:2000", SocketAddress(address: .loopback4, port: 2_000)),
        ("[::1]:2000", SocketAddress(address: .loopback6, port: 2_000)),
        ("[fe80::1%3]:80", SocketAddress(address: .v6(IPv6Address(0xfe80 << 112 | 1)), port: 80, scope: 3)),
        ("0.0.0.0:0", SocketAddress(address: .any4, port: 0)),
        ("[::ffff:192.0.2.1]:65535", SocketAddress(address: .v6(IPv6Address(0xffff_c000_0201)), port: 65_535)),
    ])
    func `text and value give each other`(text: String, value: SocketAddress) {
        #expect(SocketAddress(text) == value)
        #expect(value.description == text)
    }

    @Test(arguments: [
        "", ":", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:+1", "127.0.0.1:080", "127.0.0.1:http",
        "::1:80", "[::1]", "[::1]:", "[::1]80", "[]:80", "[127.0.0.1]:80", "[::1%]:80", "[::1%0]:80", "[::1%eth0]:80",
        "[::1%1%2]:80", "[::1%4294967296]:80", "[::1]]:80", "127.0.0.1%1:80", "localhost:80", "[:80", "]:80",
    ])
    func `no other text is a socket address`(text: String) {
        #expect(SocketAddress(text) == nil)
    }

    @Test func `addresses sort before ports, and ports as numbers`() {
        let sorted = ["10.0.0.1:9", "10.0.0.1:10", "10.0.0.2:1", "[::1]:1"].compactMap { SocketAddress($0) }
        #expect(sorted.reversed().sorted() == sorted)
    }
}
