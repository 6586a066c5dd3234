import Platform
import Serving
import SystemPackage
import Testing
import Wire

@Suite struct BindingTests {
    private static let hasIPv6 = (try? Listener(on: SocketAddress(address: .loopback6, port: 0))) != nil

    private static func loopback(_ port: UInt16 = 0, _ transports: [Transport] = [.tcp]) -> Place {
        let addresses = [IPAddress.loopback4, .loopback6].map { SocketAddress(address: $0, port: port) }
        return .internet(addresses, transports, mayLackFamilies: true)
    }

    @Test func `loopback is had in both families and over both transports, on one port`() throws {
        let door = try Binding.open(.echo, at: [Self.loopback(0, [.tcp, .udp])])
        let names = door.listeners.map(\.name) + door.datagrams.map(\.name)
        let addresses: [IPAddress] = Self.hasIPv6 ? [.loopback4, .loopback6] : [.loopback4]
        #expect(names.compactMap(\.internet?.address) == addresses + addresses)
        #expect(Set(names.compactMap(\.internet?.port)).count == 1)
        #expect(names.allSatisfy { $0.internet?.port ?? 0 > 0 })
    }

    @Test func `a port that is taken is not exchanged for another, and its holder is named`() throws {
        let taken = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let error = #expect(throws: ServingError.self) {
            try Binding.open(.echo, at: [Self.loopback(taken.address.port)])
        }
        let holder = try #require(SocketHolder.find(taken.name, .tcp))
        #expect(error == .cannotListen(taken.name, .tcp, SystemFailure("bind", .addressInUse), holder))
        #expect(holder.process?.identifier == Process.identifier)
    }

    @Test func `where one address cannot be had, none is kept`() throws {
        let taken = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let free = try Listener(on: SocketAddress(address: .loopback4, port: 0)).address
        #expect(throws: ServingError.self) {
            try Binding.open(.echo, at: [.internet([free], [.tcp]), .internet([taken.address], [.tcp])])
        }
        // The first is free again.
        #expect(try Listener(on: free).address == free)
    }

    @Test func `each place has its own port where the kernel chooses`() throws {
        let place = Place.internet([SocketAddress(address: .loopback4, port: 0)], [.tcp])
        let door = try Binding.open(.echo, at: [place, place])
        #expect(Set(door.listeners.map(\.address.port)).count == 2)
    }

    @Test func `a service is not bound for what it does not do`() {
        let error = #expect(throws: ServingError.self) {
            try Binding.open(.repeating(), at: [Self.loopback(0, [.udp])])
        }
        #expect(error == .notServed(service: "repeat", overStreams: false))
    }

    @Test func `a failure says what cannot be listened on`() {
        let port80 = SocketName.internet(SocketAddress(address: .loopback6, port: 80))
        func text(_ errno: Errno, _ holder: SocketHolder? = nil) -> String {
            ServingError.cannotListen(port80, .tcp, SystemFailure("bind", errno), holder).description
        }
        #expect(text(.permissionDenied) == "cannot listen on [::1]:80: permission denied")
        #expect(text(.addressInUse) == "cannot listen on [::1]:80: address already in use")
        let process = SocketHolder.Holder(identifier: 7, name: "nginx")
        #expect(
            text(.addressInUse, SocketHolder(process: process, connection: nil))
                == "cannot listen on [::1]:80: in use by nginx (process 7)"
        )
        #expect(
            text(.addressInUse, SocketHolder(process: nil, connection: .timeWait))
                == "cannot listen on [::1]:80: a connection to it is in TIME-WAIT"
        )
        #expect(
            text(.addressInUse, SocketHolder(process: process, connection: .closeWait))
                == "cannot listen on [::1]:80: held by a connection in CLOSE-WAIT of nginx (process 7)"
        )
    }
}
