import Platform
import Serving
import Testing
import Wire

@Suite struct EventLoopTests {
    private static let message = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    @Test(arguments: [1, 100, 300_000])
    func `a client that half-closes gets all of its echo`(size: Int) async throws {
        let server = try ServerUnderTest(.echo, .eventLoop(count: 1))
        let sent = Array(Self.message.prefix(size))
        var client = try server.connect()
        try client.sendAll(sent)
        try client.shutdownSending()
        #expect(try client.receiveAll() == sent)
        client.close(reason: "fin")
        let summary = try await server.finished()
        #expect((summary.connections, summary.bytesReceived, summary.bytesSent) == (1, Int64(size), Int64(size)))
        #expect(server.served.map(\.end) == [.fin])
    }

    @Test func `many clients are served at once`() async throws {
        let server = try ServerUnderTest(.echo, .eventLoop(count: 200))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var clients: [ClientBox] = []
                    for _ in 0..<50 { clients.append(ClientBox(try server.connect())) }
                    for (index, client) in clients.enumerated() {
                        let bytes = Array("client \(index)".utf8)
                        #expect(try client.exchange(bytes) == bytes)
                    }
                }
            }
            try await group.waitForAll()
        }
        let summary = try await server.finished()
        #expect(summary.connections == 200)
        #expect(summary.bytesSent == summary.bytesReceived)
    }

    @Test func `a client that never reads is read no further than a bounded backlog`() async throws {
        let server = try ServerUnderTest(.echo, .eventLoop(count: 1))
        var client = try server.connect(options: [.receiveBuffer(4096)])
        try client.setOption(.sendTimeout(.milliseconds(300)))
        let piece = [UInt8](repeating: 7, count: 1 << 16)
        var sent = 0
        // Ends when no buffer takes any more.
        while let count = try? client.send(piece.span) { sent += count }
        var received: [UInt8] = []
        try client.setOption(.receiveTimeout(.seconds(20)))
        received = try client.receiveAll(limit: sent)
        #expect(received.count == sent)
        client.close(reason: "fin")
        let summary = try await server.finished()
        #expect(summary.bytesReceived == Int64(sent))
        #expect(summary.bytesSent == Int64(sent))
    }

    @Test func `what a client that resets had not got is not counted as sent`() async throws {
        let server = try ServerUnderTest(.echo, .eventLoop(count: 1))
        var client = try server.connect(options: [.receiveBuffer(4096)])
        try client.setOption(.sendTimeout(.milliseconds(300)))
        let piece = [UInt8](repeating: 7, count: 1 << 16)
        while (try? client.send(piece.span)) != nil {}
        // Closing with unread bytes resets the connection (RFC 9293 §3.6.1).
        client.close(reason: "reset")
        let summary = try await server.finished()
        #expect(server.served.map(\.end) == [.reset])
        #expect(summary.bytesSent < summary.bytesReceived)
    }

    @Test func `a client on which nothing moves is closed`() async throws {
        var settings = Server.Settings.eventLoop(count: 1)
        settings.limits.idle = .milliseconds(50)
        let server = try ServerUnderTest(.echo, settings)
        var client = try server.connect()
        #expect(try client.receiveAll() == [])
        client.close(reason: "fin")
        _ = try await server.finished()
        #expect(server.served.map(\.end) == [.idle])
    }

    @Test func `clients that stay are cut off when the time to drain is up`() async throws {
        var settings = Server.Settings()
        settings.model = .eventLoop
        settings.lasting = .milliseconds(500)
        settings.drain = .milliseconds(1)
        let server = try ServerUnderTest(.echo, settings)
        var client = try server.connect()
        try client.sendAll([1])
        #expect(try client.receiveAll() == [1])
        client.close(reason: "fin")
        let summary = try await server.finished()
        #expect((summary.connections, summary.cut) == (1, 1))
        #expect(server.served.map(\.end) == [.drain])
    }

    @Test func `a service that has more to say goes on as fast as its client reads`() async throws {
        let server = try ServerUnderTest(.repeating(300_000), .eventLoop(count: 1))
        var client = try server.connect()
        try client.sendAll(Array("abc".utf8))
        let answer = try client.receiveAll()
        #expect(answer.count == 900_000)
        #expect(answer == Array(repeatElement(Array("abc".utf8), count: 300_000).joined()))
        client.close(reason: "fin")
        #expect(try await server.finished().bytesSent == 900_000)
    }

    @Test func `more than a connection may carry ends it`() async throws {
        var settings = Server.Settings.eventLoop(count: 1)
        settings.limits.bytes = 10
        let server = try ServerUnderTest(.echo, settings)
        var client = try server.connect()
        try client.sendAll(Array(repeating: 1, count: 11))
        _ = try client.receiveAll()
        client.close(reason: "fin")
        _ = try await server.finished()
        #expect(server.served.map(\.end) == [.limit])
    }

    @Test func `every read and write is told of where that is asked for`() async throws {
        var settings = Server.Settings.eventLoop(count: 1)
        settings.isVerbose = true
        let server = try ServerUnderTest(.echo, settings)
        var client = try server.connect()
        try client.sendAll([1, 2, 3])
        #expect(try client.receiveAll(limit: 3) == [1, 2, 3])
        client.close(reason: "fin")
        _ = try await server.finished()
        let progress = server.told.compactMap {
            switch $0 {
            case .progress(_, .read(let bytes)): "read \(bytes)"
            case .progress(_, .write(let bytes)): "write \(bytes)"
            default: nil
            }
        }
        #expect(progress == ["read 3", "write 3"])
    }

    /// A client that can be kept in an array, which noncopyable values cannot.
    private final class ClientBox {
        private var socket: StreamSocket

        init(_ socket: consuming StreamSocket) {
            self.socket = socket
        }

        func exchange(_ bytes: [UInt8]) throws -> [UInt8] {
            try socket.sendAll(bytes)
            return try socket.receiveAll(limit: bytes.count)
        }
    }
}
