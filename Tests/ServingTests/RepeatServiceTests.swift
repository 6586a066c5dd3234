import Platform
import Serving
import SystemPackage
import TestSupport
import Testing
import Wire

@Suite struct RepeatServiceTests {
    private static let abc = Array("abc".utf8)

    private static func copies(_ count: Int) -> [UInt8] { Array(repeatElement(abc, count: count).joined()) }

    @Test(arguments: [1, 3, 10_000])
    func `what came is sent back so many times`(times: Int) async throws {
        let client = try ServedClient(.repeating(times))
        #expect(try client.answer(to: Self.abc) == Self.copies(times))
        let served = try await client.finished().served
        #expect((served.bytesReceived, served.bytesSent, served.end) == (3, Int64(3 * times), .fin))
        #expect(served.writes == 1)
        #expect(served.local == .internet(client.address))
    }

    @Test func `an answer may be cut into writes that end inside a copy`() async throws {
        let client = try ServedClient(.repeating(3, writeSize: 4))
        #expect(try client.answer(to: Self.abc) == Self.copies(3))
        let (served, calls) = try await client.finished()
        #expect(served.writes == 3)
        #expect(calls.writes.map(\.bytes) == [4, 4, 1])
    }

    @Test func `an answer larger than the largest write leaves in several`() async throws {
        let client = try ServedClient(.repeating(3_000_000))
        #expect(try client.answer(to: Self.abc) == Self.copies(3_000_000))
        let (served, calls) = try await client.finished()
        #expect(served.bytesSent == 9_000_000)
        #expect(calls.writes.allSatisfy { $0.requested <= 64 << 10 })
        #expect(calls.writes.map(\.bytes).reduce(0, +) == 9_000_000)
    }

    @Test func `no more is taken than one recv brings`() async throws {
        let client = try ServedClient(.repeating(2, receiveSize: 2))
        #expect(try client.answer(to: Self.abc) == Array("abab".utf8))
        #expect(try await client.finished().served.bytesReceived == 2)
    }

    @Test func `an answer of no copies is the end of the stream`() async throws {
        let client = try ServedClient(.repeating(0))
        #expect(try client.answer(to: Self.abc).isEmpty)
        let (served, calls) = try await client.finished()
        #expect((served.bytesSent, served.end) == (0, .fin))
        #expect(calls.writes.isEmpty)
    }

    @Test func `a client that says nothing gets nothing`() async throws {
        let client = try ServedClient(.repeating(3))
        #expect(try client.answer(to: []).isEmpty)
        let (served, calls) = try await client.finished()
        #expect((served.bytesReceived, served.bytesSent, served.end) == (0, 0, .fin))
        #expect(calls.last?.operation == .close(reason: "fin"))
    }

    @Test(arguments: [3, .max])
    func `an answer beyond the limit is refused whole`(times: Int) async throws {
        let client = try ServedClient(.repeating(times: times, maxBytes: 8))
        #expect(try client.answer(to: Self.abc).isEmpty)
        let (served, calls) = try await client.finished()
        #expect((served.end, served.bytesSent) == (.limit, 0))
        #expect(calls.last?.operation == .close(reason: "limit"))
    }

    @Test func `an answer as large as the limit is given`() async throws {
        #expect(try ServedClient(.repeating(times: 3, maxBytes: 9)).answer(to: Self.abc) == Self.copies(3))
    }

    @Test func `a client that leaves in the middle is a reset`() async throws {
        // More than the buffers of both ends hold, so that the service is still sending.
        let client = try ServedClient(.repeating(40_000_000))
        var socket = try client.connect(options: [.receiveBuffer(4_096)])
        _ = try socket.send(Self.abc.span)
        var buffer: [UInt8] = [0]
        let count = try socket.receive(into: &buffer)
        // Closing with unread bytes resets the connection (RFC 9293 §3.6.1).
        socket.close(reason: "reset")
        let (served, calls) = try await client.finished()
        #expect(count == 1)
        #expect(served.end == .reset)
        #expect(calls.last?.operation == .close(reason: "reset"))
        #expect(["ECONNRESET", "EPIPE"].contains(calls.dropLast().last?.error))
    }

    @Test func `options are set before anything is read`() async throws {
        var service = Service.repeating(1)
        service.options = [.noDelay]
        let client = try ServedClient(service)
        #expect(try client.answer(to: Self.abc) == Self.abc)
        let calls = try await client.finished().calls
        #expect(calls.dropFirst().first?.operation == .option(name: "TCP_NODELAY", value: 1))
    }
}
