import Streams
import Wire

extension IOCall {
    /// A call on connection 1 of the conversation, `at` so many nanoseconds after its first packet.
    static func made(
        _ operation: Operation,
        at elapsed: Int64 = 0,
        lasting duration: Int64 = 0,
        connection: Int = 1,
        error: String? = nil,
        flags: [String] = []
    ) -> IOCall {
        IOCall(
            connection: connection,
            call: "call",
            operation: operation,
            time: Conversation.start + elapsed,
            durationNanoseconds: duration,
            error: error,
            flags: flags
        )
    }

    /// The client's end of the conversation is there.
    static let clientOpens = made(.open(local: .internet(Conversation.client), remote: .internet(Conversation.server)))
    static let serverOpens = made(.open(local: .internet(Conversation.server), remote: .internet(Conversation.client)))

    static func write(_ offset: Int64, _ bytes: Int64, at elapsed: Int64 = 0, lasting duration: Int64 = 0) -> IOCall {
        made(.write(offset: offset, bytes: bytes, requestedBytes: bytes), at: elapsed, lasting: duration)
    }

    static func read(_ offset: Int64, _ bytes: Int64, at elapsed: Int64 = 0, lasting duration: Int64 = 0) -> IOCall {
        made(.read(offset: offset, bytes: bytes, requestedBytes: 65_536), at: elapsed, lasting: duration)
    }
}

extension StreamReport {
    /// The stream joined with the calls of each end that is given.
    init(_ conversation: Conversation, client: [IOCall]? = nil, server: [IOCall]? = nil) {
        let header = IORecordHeader(recorder: "netlab", host: "a", process: 1, program: "test")
        let records = [client.map { [.clientOpens] + $0 }, server.map { [.serverOpens] + $0 }].compactMap { calls in
            calls.map { CallRecord(header: header, calls: $0) }
        }
        self.init(conversation.stream, records: records)
    }
}

extension Conversation {
    /// Why each data segment that the client sent ends where it does, joined with its writes where they are given.
    func reasons(writes: [IOCall]? = nil) -> [[SegmentReason]] {
        StreamReport(self, client: writes).clientToServer?.segments.map(\.reasons) ?? []
    }
}
