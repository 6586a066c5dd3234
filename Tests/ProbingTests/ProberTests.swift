import Platform
import Probing
import Testing
import Wire

/// Probes of peers that do what a script says.
@Suite(.timeLimit(.minutes(2))) struct ProberTests {
    private static func attempts(
        _ probe: Probe,
        on peer: ScriptedPeer,
        _ plan: ProbePlan = ProbePlan(timeout: .seconds(20)),
        recorder: (any IORecorder)? = nil
    ) throws -> [Attempt] {
        var prober = try Prober([Target(.internet(peer.address), .tcp)], probe, plan, recorder: recorder)
        var all: [Attempt] = []
        let nobody: StopSignals? = nil
        while let attempts = try prober.next(until: nobody) { all += attempts }
        return all
    }

    /// Takes `count` bytes.
    private static func take(_ count: Int, _ socket: inout StreamSocket) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var buffer = [UInt8](repeating: 0, count: count - bytes.count)
            let size = try socket.receive(into: &buffer)
            if size == 0 { return bytes }
            bytes += buffer.prefix(size)
        }
        return bytes
    }

    private static func send(_ bytes: [UInt8], _ socket: inout StreamSocket) throws {
        var sent = 0
        while sent < bytes.count { sent += try socket.send(bytes.span.extracting(sent..<bytes.count)) }
    }

    @Test func `a stall shows in every answer that it held up, by when each was to leave`() throws {
        let peer = try ScriptedPeer { socket in
            let first = try Self.take(64, &socket)
            Clock.sleep(for: .milliseconds(300))
            try Self.send(first, &socket)
            for _ in 2...20 { try Self.send(Self.take(64, &socket), &socket) }
        }
        let plan = ProbePlan(count: 20, interval: .milliseconds(10), timeout: .seconds(20))
        let attempts = try Self.attempts(.echo(), on: peer, plan)
        #expect(attempts.map(\.outcome) == Array(repeating: .replied, count: 20))
        // Request n was to leave 10 ms later than the one before, and nothing came back before 300 ms.
        for attempt in attempts {
            #expect(
                attempt.intendedNanoseconds - attempts[0].intendedNanoseconds == Int64(attempt.number - 1) * 10_000_000
            )
            #expect(attempt.latencyNanoseconds >= Int64(300 - 10 * (attempt.number - 1)) * 1_000_000)
        }
    }

    @Test func `an answer that comes too late is told of, and is no answer to the next request`() throws {
        let peer = try ScriptedPeer { socket in
            let both = try Self.take(128, &socket)
            try Self.send(both, &socket)
        }
        let plan = ProbePlan(count: 2, interval: .milliseconds(400), timeout: .milliseconds(200))
        let attempts = try Self.attempts(.echo(), on: peer, plan)
        #expect(attempts.map(\.number) == [1, 1, 2])
        #expect(attempts.map(\.outcome) == [.lost, .replied, .replied])
        #expect(attempts.map(\.arrival) == [.first, .late, .first])
    }

    @Test func `a second answer is a duplicate`() throws {
        let peer = try ScriptedPeer { socket in
            let first = try Self.take(64, &socket)
            try Self.send(first + first, &socket)
            try Self.send(Self.take(64, &socket), &socket)
        }
        let attempts = try Self.attempts(
            .echo(),
            on: peer,
            ProbePlan(count: 2, interval: .milliseconds(100), timeout: .seconds(20))
        )
        #expect(attempts.map(\.arrival) == [.first, .again, .first])
        #expect(attempts.map(\.outcome) == [.replied, .duplicated, .replied])
        var statistics = ProbeStatistics()
        for attempt in attempts { statistics.add(attempt) }
        #expect((statistics.sent, statistics.received, statistics.outcomes[.duplicated]) == (2, 2, 1))
    }

    @Test func `a peer that closes half-way, or before it was asked, closed early, and is connected anew`() throws {
        let peer = try ScriptedPeer { socket in
            try Self.send(Array(Self.take(64, &socket).prefix(20)), &socket)
        }
        let attempts = try Self.attempts(.echo(), on: peer, ProbePlan(count: 2, interval: .zero, timeout: .seconds(20)))
        #expect(attempts.map(\.outcome) == [.closedEarly, .refused])
    }

    @Test func `a peer that resets is told from one that closes`() throws {
        let peer = try ScriptedPeer { socket in
            _ = try Self.take(64, &socket)
            try socket.setOption(.resetOnClose)
        }
        #expect(try Self.attempts(.echo(), on: peer).map(\.outcome) == [.reset])
    }

    @Test func `a peer that drips is given up when the whole answer is late`() throws {
        let peer = try ScriptedPeer { socket in
            for byte in try Self.take(64, &socket) {
                try Self.send([byte], &socket)
                Clock.sleep(for: .milliseconds(50))
            }
        }
        let attempts = try Self.attempts(.echo(), on: peer, ProbePlan(timeout: .milliseconds(300)))
        #expect(attempts.map(\.outcome) == [.lost])
        #expect(try #require(attempts.first).latencyNanoseconds < 3_000_000_000)
    }

    @Test func `a peer that never stops is stopped listening to`() throws {
        let peer = try ScriptedPeer { socket in
            while true { try Self.send([UInt8](repeating: 0x78, count: 1 << 16), &socket) }
        }
        let attempts = try Self.attempts(.daytime, on: peer, ProbePlan(timeout: .seconds(20), maxBytes: 1 << 20))
        #expect(attempts.map(\.outcome) == [.unexpected])
        #expect(attempts.first?.facts == [.breach("more than --max-bytes came")])
    }

    @Test func `the pieces of an answer are counted`() throws {
        let peer = try ScriptedPeer { socket in
            try socket.setOption(.noDelay)
            let request = try Self.take(64, &socket)
            for part in [request[..<10], request[10..<12], request[12...]] {
                try Self.send(Array(part), &socket)
                Clock.sleep(for: .milliseconds(60))
            }
        }
        let pieces = try #require(Self.attempts(.echo(), on: peer).first?.pieces)
        #expect(pieces.bytes == 64)
        #expect((1...3).contains(pieces.count))
        if pieces.count == 3 {
            #expect((pieces.smallest, pieces.largest) == (2, 52))
            #expect(pieces.longestGapNanoseconds >= 60_000_000)
        }
    }

    @Test func `a record has every call, and offsets that follow from what they returned`() throws {
        let peer = try ScriptedPeer { socket in
            for _ in 1...2 { try Self.send(Self.take(64, &socket), &socket) }
            _ = try Self.take(1, &socket)
        }
        let recorder = MemoryRecorder()
        let plan = ProbePlan(count: 2, interval: .zero, timeout: .seconds(20))
        #expect(try Self.attempts(.echo(), on: peer, plan, recorder: recorder).count == 2)
        let calls = recorder.recorded
        #expect(calls.first?.call == "setsockopt")
        #expect(calls.last?.operation == .close(reason: "fin"))
        let writes = calls.compactMap { call -> (Int64, Int64)? in
            if case .write(let offset, let bytes, _) = call.operation { (offset, bytes) } else { nil }
        }
        #expect(writes.map(\.0) == [0, 64])
        #expect(writes.map(\.1) == [64, 64])
        let read = calls.reduce(Int64(0)) { sum, call in
            if case .read(let offset, let bytes, _) = call.operation {
                #expect(offset == sum)
                return sum + bytes
            }
            return sum
        }
        #expect(read == 128)
    }
}
