import Testing
import Wire

@testable import Platform

/// Sockets that the kernel would connect to themselves.
@Suite struct SelfConnectionTests {
    @Test(
        arguments: [
            ("127.0.0.1:40000", "127.0.0.1:40000", true), ("127.0.0.1:40000", "127.0.0.1:40001", false),
            ("127.0.0.2:40000", "127.0.0.1:40000", false), ("[::1]:40000", "[::1]:40000", true),
            ("[::ffff:127.0.0.1]:40000", "127.0.0.1:40000", true), ("0.0.0.0:40000", "127.0.0.1:40000", true),
            ("[::]:40000", "[::1]:40000", true), ("[::ffff:0.0.0.0]:40000", "[::ffff:127.0.0.1]:40000", true),
            ("[fe80::1%2]:40000", "[fe80::1]:40000", true),
        ]
    )
    func `both ends are compared`(target: String, local: String, isItself: Bool) throws {
        let name = try #require(SocketName(target))
        #expect(name.leads(to: SocketName(local)) == isItself)
        #expect(!name.leads(to: nil))
    }

    @Test(arguments: [Transport.tcp, .udp], ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    func `a port that is given to the socket on purpose is not taken for another host's`(
        transport: Transport,
        text: String
    ) throws {
        let address = try #require(IPAddress(text))
        // One that the kernel has just given away is free.
        let free = try NonblockingSocket(.udp, to: .internet(SocketAddress(address: address, port: 9)))
        let port = try #require(free.local?.internet?.port)
        let itself = SocketName.internet(SocketAddress(address: address, port: port &+ 1))
        #expect(throws: SystemFailure.self) {
            _ = try NonblockingSocket(transport, to: itself, from: itself)
        }
    }
}
