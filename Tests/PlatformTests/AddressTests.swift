import Platform
import SystemPackage
import Testing
import Wire

/// Addresses that go to the kernel and come back from it.
@Suite struct AddressTests {
    @Test(arguments: [IPAddress.loopback4, .v4(0x7f01_0203), .any4])
    func `an IPv4 address comes back from bind`(address: IPAddress) throws {
        let listener = try Listener(on: SocketAddress(address: address, port: 0))
        #expect(listener.address.address == address)
        #expect(listener.address.port > 0)
        #expect(listener.address.scope == 0)
    }

    @Test(.enabled(if: HostFacts.hasIPv6), arguments: [IPAddress.loopback6, .any6])
    func `an IPv6 address comes back from bind`(address: IPAddress) throws {
        let listener = try Listener(on: SocketAddress(address: address, port: 0))
        #expect(listener.address.address == address)
        #expect(listener.address.port > 0)
    }

    @Test func `a port is the one asked for, in both of its bytes`() throws {
        let chosen = try Listener(on: SocketAddress(address: .loopback4, port: 0)).address
        // The listener has gone: its port is free for the same address again.
        let again = try Listener(on: chosen)
        #expect(again.address == chosen)
        #expect(throws: SystemFailure("bind", .addressInUse)) { try Listener(on: chosen) }
    }

    @Test func `an IPv6 wildcard leaves IPv4 alone`() throws {
        guard HostFacts.hasIPv6 else { return }
        let four = try Listener(on: SocketAddress(address: .any4, port: 0))
        var address = four.address
        address.address = .any6
        #expect(throws: Never.self) { try Listener(on: address) }
    }

    @Test func `an address of another host cannot be listened on`() {
        // 192.0.2.0/24 is documentation's (RFC 5737) and nobody's.
        #expect(throws: SystemFailure("bind", .addressNotAvailable)) {
            try Listener(on: SocketAddress(address: .v4(0xc000_0201), port: 0))
        }
    }
}

enum HostFacts {
    static let hasIPv6 = (try? Listener(on: SocketAddress(address: .loopback6, port: 0))) != nil
}
