import Platform
import Serving
import TestSupport
import Testing
import Wire

/// The record of a served client: every call, in order, with what it returned.
@Suite struct ServiceRecordTests {
    @Test func `calls stand in the order in which they were made`() async throws {
        let client = try ServedClient(.repeating(2))
        _ = try client.answer(to: Array("abc".utf8))
        let calls = try await client.finished().calls
        #expect(calls.map(\.call) == ["accept", "recv", "send", "setsockopt", "shutdown", "recv", "close"])
        #expect(
            calls.dropFirst().dropLast().map(\.operation) == [
                .read(offset: 0, bytes: 3, requestedBytes: 1_000),
                .write(offset: 0, bytes: 6, requestedBytes: 6),
                .option(name: "SO_RCVTIMEO", value: 5_000_000_000),
                .shutdown(how: "write"),
                .read(offset: 3, bytes: 0, requestedBytes: 1_000),
            ]
        )
        #expect(calls.last?.operation == .close(reason: "fin"))
        #expect(calls.allSatisfy { $0.connection == 1 && $0.error == nil && $0.durationNanoseconds >= 0 })
    }

    @Test func `the first call has the addresses of both ends`() async throws {
        let client = try ServedClient(.repeating(1))
        var socket = try client.connect()
        let local = socket.local
        _ = try socket.send([1].span)
        socket.close(reason: "fin")
        let calls = try await client.finished().calls
        #expect(calls.first?.operation == .open(local: .internet(client.address), remote: local))
    }

    @Test func `writes cover the answer without gap or overlap`() async throws {
        let client = try ServedClient(.repeating(5_000, writeSize: 777))
        _ = try client.answer(to: Array("abc".utf8))
        let writes = try await client.finished().calls.writes
        var end: Int64 = 0
        for write in writes {
            #expect(write.offset == end)
            end += write.bytes
        }
        #expect(end == 15_000)
        // 19 of 777 and one of 237.
        #expect(writes.count == 20)
    }

    @Test func `each call is entered after the one before returned`() async throws {
        let client = try ServedClient(.repeating(100, writeSize: 10))
        _ = try client.answer(to: Array("abc".utf8))
        let calls = try await client.finished().calls.dropFirst()
        // Two clocks: the wall clock may be slewed by a little between the calls.
        for (one, next) in zip(calls, calls.dropFirst()) { #expect(next.time - one.time > -1_000_000) }
    }
}
