import Platform
import Testing
import Wire

/// The addresses that the kernel would send from.
@Suite struct SourceAddressesTests {
    @Test(arguments: [("127.0.0.1", "127.0.0.1", 8), ("127.0.0.2", "127.0.0.1", 8), ("127.9.9.9", "127.0.0.1", 8)])
    func `loopback is reached from loopback`(destination: String, source: String, prefixLength: Int) throws {
        let address = try #require(IPAddress(destination))
        let found = try #require(SourceAddresses().source(for: SocketAddress(address: address, port: 0)))
        #expect(found.address == IPAddress(source))
        #expect(found.prefixLength == prefixLength)
        #expect(found.interface == Interface.loopback.number)
        #expect(!found.isDeprecated && !found.isHome && !found.isTunnelled)
    }

    @Test func `an address that nobody can have is not reached`() {
        #expect(SourceAddresses().source(for: SocketAddress(address: .v4(0xffff_ffff), port: 0)) == nil)
    }
}
