import Platform
import Testing
import Wire

/// Only names that no name server is asked about.
@Suite struct NameServiceTests {
    @Test(
        arguments: [
            ("127.0.0.1", "80", "127.0.0.1:80"), ("::1", "2000", "[::1]:2000"), ("192.0.2.7", "0", "192.0.2.7:0"),
            ("::ffff:192.0.2.7", "65535", "[::ffff:192.0.2.7]:65535"), ("127.1", "1", "127.0.0.1:1"),
        ]
    )
    func `a numeric host is its own address, once`(host: String, service: String, address: String) throws {
        #expect(try NameService.addresses(of: host, service: service).map(\.description) == [address])
    }

    @Test func `a family that the host does not have leaves nothing`() {
        #expect(throws: LookupFailure.self) { try NameService.addresses(of: "127.0.0.1", service: "1", family: .ipv6) }
        #expect(throws: LookupFailure.self) { try NameService.addresses(of: "::1", service: "1", family: .ipv4) }
    }

    @Test func `a family chooses among the addresses`() throws {
        let four = try NameService.addresses(of: "localhost", service: "7", family: .ipv4)
        #expect(four.contains(SocketAddress(address: .loopback4, port: 7)))
        #expect(four.allSatisfy { if case .v4 = $0.address { true } else { false } })
    }

    @Test func `an address and a port have names, or none`() {
        #expect(NameService.hostName(of: .loopback4) != nil)
        #expect(NameService.serviceName(of: 80, isDatagram: false) == "http")
        // services(5) names port 514 differently.
        #expect(NameService.serviceName(of: 514, isDatagram: true) == "syslog")
        #expect(NameService.serviceName(of: 514, isDatagram: false) == "shell")
        #expect(NameService.serviceName(of: 65_534, isDatagram: false) == nil)
    }

    @Test func `a service that is none is named as the subject`() {
        let failure = #expect(throws: LookupFailure.self) {
            try NameService.addresses(of: "127.0.0.1", service: "no-such-service")
        }
        #expect(failure?.name == "no-such-service")
        #expect(failure?.isTemporary == false)
    }

    @Test(arguments: ["..", "a b", "-\u{1}", String(repeating: "a", count: 300)])
    func `a name that cannot be one is a failure of that name`(name: String) {
        let failure = #expect(throws: LookupFailure.self) { try NameService.addresses(of: name, service: "1") }
        #expect(failure?.name == name)
        #expect(failure?.reason.first?.isLowercase == true)
        #expect(failure?.description.hasPrefix("cannot resolve '\(name)': ") == true)
    }
}
