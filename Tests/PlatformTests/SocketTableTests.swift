import Testing
import Wire

@testable import Platform

@Suite struct SocketTableTests {
    @Test func `the lines of tcp are addresses, states and inodes`() {
        let table = SocketTable(
            internet: """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1B5F 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 79201 1 0000 100 0
                   1: 0100007F:1B5F 0100007F:9C40 06 00000000:00000000 03:00001734 00000000     0        0 0 3 0000
                   2: damaged
                """
        )
        let address = SocketAddress(address: .loopback4, port: 7007)
        #expect(
            table.entries == [
                SocketTable.Entry(local: address, path: nil, state: 10, inode: 79_201),
                SocketTable.Entry(local: address, path: nil, state: 6, inode: 0),
            ]
        )
    }

    @Test func `an IPv6 address is four words`() {
        let table = SocketTable(
            internet: """
                  sl  local_address                         remote_address                        st tx_queue ...
                   0: 00000000000000000000000001000000:1B5F 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 5 1
                """
        )
        #expect(table.entries.map(\.local) == [SocketAddress(address: .loopback6, port: 7007)])
    }

    @Test func `the lines of unix may have a path, with spaces too`() {
        let table = SocketTable(
            unix: """
                Num       RefCount Protocol Flags    Type St Inode Path
                0000000000000000: 00000002 00000000 00010000 0001 01 4242 /tmp/a b
                0000000000000000: 00000002 00000000 00010000 0001 01 4243
                """
        )
        #expect(table.entries == [SocketTable.Entry(local: nil, path: "/tmp/a b", state: 1, inode: 4242)])
    }
}

@Suite struct SocketHolderTests {
    @Test func `a listener is held by its process`() throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let holder = try #require(SocketHolder.find(listener.name, .tcp))
        #expect(holder.process?.identifier == Process.identifier)
        #expect(holder.process?.name == Process.name(of: Process.identifier))
        #expect(holder.connection == nil)
    }

    @Test func `a port is held for every address by a socket on the wildcard`() throws {
        let listener = try Listener(on: SocketAddress(address: .any4, port: 0))
        let wanted = SocketName.internet(SocketAddress(address: .loopback4, port: listener.address.port))
        #expect(SocketHolder.find(wanted, .tcp)?.process?.identifier == Process.identifier)
    }

    @Test func `the side that closed first keeps a port in TIME-WAIT`() throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let watch = StreamSocket.Watch(connection: 1, recorder: nil)
        var client = try StreamSocket.connect(
            to: listener.address,
            options: [.receiveTimeout(.seconds(20))],
            watch: watch
        )
        let local = client.local
        let accepted = try listener.accept(connection: 1)
        #expect(SocketHolder.find(local, .tcp)?.connection == .established)
        try client.shutdownSending()
        accepted.discard()
        var buffer: [UInt8] = [0]
        #expect(try client.receive(into: &buffer) == 0)
        client.close(reason: "fin")
        #expect(SocketHolder.find(local, .tcp) == SocketHolder(process: nil, connection: .timeWait))
    }

    @Test func `what nobody holds has no holder`() throws {
        let free = try Listener(on: SocketAddress(address: .loopback4, port: 0)).name
        #expect(SocketHolder.find(free, .tcp) == nil)
        #expect(SocketHolder.find(.unix(path: "/nowhere"), .unix) == nil)
    }
}
