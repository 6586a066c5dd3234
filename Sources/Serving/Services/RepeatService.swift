internal import Platform

extension Service {
    /// Reads what one recv brings, sends it back `times` over, and closes: a large message whose delivery can be watched.
    ///
    /// Nothing is answered where that would be more than `maxBytes`. One write has at most `largestReply`, or one copy where that
    /// is larger. An answer waits for `gate`, which is called on a thread of its own with the client and the answer's size.
    package static func repeating(
        times: Int = 10_000,
        receiveSize: Int = 1_000_000,
        maxBytes: Int64 = 1 << 30,
        largestReply: Int = 64 << 10,
        gate: (@Sendable (Client, Int64) -> Void)? = nil
    ) -> Service {
        var service = Service(
            name: "repeat",
            session: {
                RepeatSession(times: times, maxBytes: maxBytes, largestReply: largestReply, client: $0, gate: gate)
            }
        )
        service.receiveSize = receiveSize
        service.hears = gate != nil
        return service
    }
}

private struct RepeatSession: Session {
    let times: Int
    let maxBytes: Int64
    let largestReply: Int
    let client: Client
    let gate: (@Sendable (Client, Int64) -> Void)?
    private var copies: [UInt8] = []
    private var rest: Int64 = 0

    init(
        times: Int,
        maxBytes: Int64,
        largestReply: Int,
        client: Client,
        gate: (@Sendable (Client, Int64) -> Void)?
    ) {
        self.times = times
        self.maxBytes = maxBytes
        self.largestReply = largestReply
        self.client = client
        self.gate = gate
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {
        guard copies.isEmpty else { return }
        let (total, overflow) = Int64(bytes.count).multipliedReportingOverflow(by: Int64(times))
        guard !overflow, total <= maxBytes else { return reply.close(.limit) }
        copies = copies(of: bytes.indices.map { bytes[$0] }, total: total)
        rest = total
        guard let gate else { return resume(&reply) }
        do {
            try detachThread { [client] in
                gate(client, total)
                client.deliver(.end)
            }
        } catch {
            reply.close(.failed(error))
        }
    }

    mutating func hear(_ message: SessionMessage, _ reply: inout Reply) { resume(&reply) }

    mutating func resume(_ reply: inout Reply) {
        let count = Int(min(rest, Int64(copies.count)))
        // Whole it is not copied.
        if count == copies.count { reply.send(copies) } else { reply.send(copies[..<count]) }
        rest -= Int64(count)
        if rest > 0 { reply.hasMore = true } else { reply.close() }
    }

    /// Whole copies of `request`, so that each reply begins with one: no more than `total` bytes, and few enough to hold.
    private func copies(of request: [UInt8], total: Int64) -> [UInt8] {
        guard !request.isEmpty else { return [] }
        let whole = max(1, min(Int(clamping: total), largestReply) / request.count)
        var copies: [UInt8] = []
        copies.reserveCapacity(whole * request.count)
        for _ in 0..<whole { copies += request }
        return copies
    }
}
