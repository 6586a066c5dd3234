import Streams
import Testing
import Wire

@Suite struct StreamRecordTests {
    private static let stream: TCPStream = {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        return conversation.stream
    }()

    private static func record(_ calls: [IOCall]) -> StreamRecord? {
        let header = IORecordHeader(recorder: "netlab", host: "", process: 1, program: "")
        return StreamRecord(of: stream, in: CallRecord(header: header, calls: calls))
    }

    @Test func `an end is known by its two addresses`() {
        #expect(Self.record([.clientOpens])?.writing == .clientToServer)
        #expect(Self.record([.serverOpens])?.writing == .serverToClient)
    }

    @Test func `a connection between other addresses is another`() {
        var other = Conversation.client
        other.port += 1
        #expect(Self.record([]) == nil)
        #expect(Self.record([.made(.open(local: .internet(other), remote: .internet(Conversation.server)))]) == nil)
        #expect(Self.record([.made(.open(local: .internet(Conversation.server), remote: .internet(other)))]) == nil)
        #expect(Self.record([.made(.open(local: nil, remote: .internet(Conversation.server)))]) == nil)
        #expect(Self.record([.write(0, 100)]) == nil)
    }

    @Test func `of connections on the same ports the one opened nearest to the stream is meant`() {
        let open = IOCall.Operation.open(local: .internet(Conversation.client), remote: .internet(Conversation.server))
        let write = IOCall.Operation.write(offset: 0, bytes: 7, requestedBytes: 7)
        let calls = [
            IOCall.made(open, at: -60_000_000_000, connection: 1),
            .made(open, at: -20_000, lasting: 50_000, connection: 2),
            .made(open, at: 60_000_000_000, connection: 3),
            .made(write, connection: 2),
        ]
        #expect(Self.record(calls)?.writes.bytes == 7)
        #expect(Self.record(calls.reversed())?.writes.bytes == 7)
    }

    @Test func `calls of other connections are left out`() {
        let write = IOCall.Operation.write(offset: 0, bytes: 7, requestedBytes: 7)
        let record = Self.record([.clientOpens, .made(write, connection: 2), .write(0, 5)])
        #expect(record?.writes.items.map(\.bytes) == [5])
    }

    @Test func `calls that failed and looks ahead move no bytes`() {
        let read = IOCall.Operation.read(offset: 0, bytes: 9, requestedBytes: 100)
        let write = IOCall.Operation.write(offset: 0, bytes: 0, requestedBytes: 100)
        let record = Self.record([
            .clientOpens,
            .made(read, flags: ["MSG_PEEK"]),
            .made(.read(offset: 0, bytes: 0, requestedBytes: 100), error: "EAGAIN"),
            .made(read),
            .made(.read(offset: 9, bytes: 0, requestedBytes: 100)),
            .made(write, error: "EPIPE"),
            .made(write),
        ])
        #expect(record?.reads.items.map(\.bytes) == [9])
        #expect(record?.writes.items.isEmpty == true)
    }

    @Test func `times count from the stream's first packet`() throws {
        let record = try #require(Self.record([.clientOpens, .write(0, 5, at: -300, lasting: 1_000)]))
        let item = try #require(record.writes.items.first)
        #expect((item.elapsedNanoseconds, item.returnNanoseconds) == (-300, 700))
        #expect((item.offset, item.end, item.requestedBytes, item.call) == (0, 5, 5, "call"))
        #expect(record.writes.recorder == "netlab")
    }
}
