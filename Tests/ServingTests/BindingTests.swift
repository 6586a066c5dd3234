import Platform
import Serving
import SystemPackage
import Testing
import Wire

@Suite struct BindingTests {
    private static let hasIPv6 = (try? Listener(on: SocketAddress(address: .loopback6, port: 0))) != nil

    @Test func `loopback is listened on in both families, on one port`() throws {
        let addresses = try Binding.listenOnLoopback(port: 0).map(\.address)
        #expect(addresses.map(\.address) == (Self.hasIPv6 ? [.loopback4, .loopback6] : [.loopback4]))
        #expect(Set(addresses.map(\.port)).count == 1)
        #expect(addresses.allSatisfy { $0.port > 0 })
    }

    @Test func `a port that is taken is not exchanged for another`() throws {
        let taken = try Binding.listenOnLoopback(port: 0)
        let address = try #require(taken.first?.address)
        #expect(throws: ServingError.cannotListen(address, SystemFailure("bind", .addressInUse))) {
            try Binding.listenOnLoopback(port: address.port)
        }
    }

    @Test func `where one address cannot be had, none is kept`() throws {
        let taken = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let free = try Listener(on: SocketAddress(address: .loopback4, port: 0)).address
        #expect(throws: ServingError.cannotListen(taken.address, SystemFailure("bind", .addressInUse))) {
            try Binding.listen(on: [free, taken.address])
        }
        // The first is free again.
        #expect(try Listener(on: free).address == free)
    }

    @Test func `each address has its own port where the kernel chooses`() throws {
        let loopback = SocketAddress(address: .loopback4, port: 0)
        let listeners = try Binding.listen(on: [loopback, loopback])
        #expect(Set(listeners.map(\.address.port)).count == 2)
    }

    @Test func `a failure says what cannot be listened on`() {
        let error = ServingError.cannotListen(
            SocketAddress(address: .loopback6, port: 80),
            SystemFailure("bind", .permissionDenied)
        )
        #expect(error.description == "cannot listen on [::1]:80: permission denied")
    }
}
