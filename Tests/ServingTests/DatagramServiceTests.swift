import Platform
import Serving
import Testing
import Wire

@Suite struct DatagramServiceTests {
    private static func socket() throws -> DatagramSocket {
        try DatagramSocket(on: .internet(SocketAddress(address: .loopback4, port: 0)))
    }

    /// One datagram from a socket of its own; nil where none comes back within `patience`.
    private static func ask(
        _ server: ServerUnderTest,
        _ bytes: [UInt8],
        patience: Duration = .seconds(20)
    ) throws -> [UInt8]? {
        let client = try NonblockingSocket(.udp, to: .internet(#require(server.datagrams.first)))
        _ = try client.send(bytes)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        guard try Readiness.wait(for: [client], timeout: patience) == [true] else { return nil }
        return try client.receive(into: &buffer).map { Array(buffer[..<$0]) }
    }

    @Test(arguments: [0, 1, 1_472, 65_507])
    func `a datagram comes back whole, also an empty one`(size: Int) async throws {
        var settings = Server.Settings()
        settings.count = 1
        let server = try ServerUnderTest(.echo, settings, listeners: [], datagrams: [Self.socket()])
        let bytes = [UInt8](repeating: 7, count: size)
        #expect(try Self.ask(server, bytes) == bytes)
        let tally = try await server.finished().datagrams
        #expect((tally.received, tally.sent, tally.failed, tally.truncated) == (1, 1, 0, 0))
        #expect((tally.bytesReceived, tally.bytesSent) == (Int64(size), Int64(size)))
    }

    @Test func `streams and datagrams are served beside each other`() async throws {
        var settings = Server.Settings()
        settings.count = 2
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        let socket = try DatagramSocket(on: .internet(listener.address))
        let server = try ServerUnderTest(.echo, settings, listeners: [listener], datagrams: [socket])
        var client = try server.connect()
        try client.sendAll([1, 2])
        #expect(try client.receiveAll(limit: 2) == [1, 2])
        #expect(try Self.ask(server, [3]) == [3])
        #expect(try Self.ask(server, [4]) == [4])
        client.close(reason: "fin")
        let summary = try await server.finished()
        #expect((summary.connections, summary.datagrams.received) == (1, 2))
    }

    @Test func `two echo ports that were set on each other by a forged datagram fall silent`() async throws {
        // The first datagram is from the port that is the second server's later on, which is what forging one comes to.
        let one = try Self.socket()
        var forger: DatagramSocket? = try Self.socket()
        let name = try #require(forger?.name)
        try forger?.send(Array("storm".utf8), to: one.name)
        forger = nil
        let other = try DatagramSocket(on: name)
        var settings = Server.Settings()
        settings.lasting = .seconds(3)
        settings.datagrams.answerRate = 50
        let servers = [
            try ServerUnderTest(.echo, settings, listeners: [], datagrams: [one]),
            try ServerUnderTest(.echo, settings, listeners: [], datagrams: [other]),
        ]
        var total = DatagramTally()
        for server in servers { total += try await server.finished().datagrams }
        // As many as one may have at once, and what became free meanwhile; in three seconds a storm has tens of thousands.
        #expect((100...400).contains(total.received))
        #expect(total.refused == [.rate: 1])
        #expect(total.sent == total.received - 1)
    }

    @Test func `the first refusal for a reason is told, the others are counted`() async throws {
        var settings = Server.Settings()
        settings.count = 5
        settings.datagrams.answerRate = 2
        let server = try ServerUnderTest(.echo, settings, listeners: [], datagrams: [Self.socket()])
        let client = try NonblockingSocket(.udp, to: .internet(#require(server.datagrams.first)))
        for _ in 0..<5 { _ = try client.send([1]) }
        let tally = try await server.finished().datagrams
        #expect((tally.sent, tally.refused[.rate]) == (2, 3))
        let told = server.told.compactMap {
            if case .datagram(_, _, _, .refused(let refusal)) = $0 { refusal } else { nil }
        }
        #expect(told == [.rate])
    }

    @Test func `faults are done to answers, and told of`() async throws {
        var settings = Server.Settings()
        settings.count = 1
        settings.faults.datagrams.truncate = 2
        let server = try ServerUnderTest(.echo, settings, listeners: [], datagrams: [Self.socket()])
        #expect(try Self.ask(server, [1, 2, 3]) == [1, 2])
        let tally = try await server.finished().datagrams
        #expect(tally.faults == [.truncate: 1])
        #expect(tally.bytesSent == 2)
        let told = server.told.compactMap {
            if case .datagram(_, _, _, .answered(_, let faults)) = $0 { faults } else { nil }
        }
        #expect(told == [[.truncate]])
    }

    @Test func `an answer leaves from the address that was asked`() async throws {
        var settings = Server.Settings()
        settings.count = 1
        let socket = try DatagramSocket(on: .internet(SocketAddress(address: .any4, port: 0)))
        let server = try ServerUnderTest(.echo, settings, listeners: [], datagrams: [socket])
        let asked = try SocketAddress(address: .v4(0x7f00_0009), port: #require(socket.name.internet).port)
        // A connected socket gets nothing from another address.
        let client = try NonblockingSocket(.udp, to: .internet(asked))
        _ = try client.send([1])
        #expect(try Readiness.wait(for: [client], timeout: .seconds(20)) == [true])
        _ = try await server.finished()
    }
}
