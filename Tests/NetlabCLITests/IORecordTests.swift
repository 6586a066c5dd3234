import Streams
import TestSupport
import Testing
import Wire

@testable import NetlabCLI

@Suite struct IORecordTests {
    private static let local = SocketAddress(address: .loopback4, port: 2_000)
    private static let remote = SocketAddress(address: .loopback6, port: 40_112, scope: 0)
    private static let time = Timestamp(seconds: 1_795_000_000, nanoseconds: 123_456_789)

    private static func call(
        _ operation: IOCall.Operation,
        _ name: String = "call",
        error: String? = nil,
        flags: [String] = []
    ) -> IOCall {
        IOCall(
            connection: 3,
            call: name,
            operation: operation,
            time: time,
            durationNanoseconds: 1_200,
            error: error,
            flags: flags
        )
    }

    /// Every operation, as it succeeds and as it fails.
    private static let calls = [
        call(.open(local: .internet(local), remote: .internet(remote)), "accept"),
        call(.open(local: nil, remote: .internet(remote)), "connect", error: "ECONNREFUSED"),
        call(.read(offset: 0, bytes: 14_480, requestedBytes: 65_536), "recv"),
        call(.read(offset: 14_480, bytes: 9, requestedBytes: 9), "recv", flags: ["MSG_PEEK", "MSG_DONTWAIT"]),
        call(.read(offset: 14_480, bytes: 0, requestedBytes: 9), "recv", error: "EAGAIN"),
        call(.read(offset: 14_480, bytes: 0, requestedBytes: 9), "recv"),
        call(.write(offset: 1 << 60, bytes: 1, requestedBytes: 1 << 60), "send"),
        call(.write(offset: 5, bytes: 0, requestedBytes: 7), "send", error: "EPIPE"),
        call(.option(name: "TCP_NODELAY", value: 1), "setsockopt"),
        call(.option(name: "SO_RCVTIMEO", value: .min), "setsockopt"),
        call(.shutdown(how: "write"), "shutdown"),
        call(.close(reason: "fin"), "close"),
        call(.close(reason: "odd \"reason\"\n\u{1b}"), "close"),
    ]

    @Test func `what was written is read back, every operation of it`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.file("a.ndjson")
            let writer = try IORecordWriter(path, program: "netlab \"test\"")
            for call in Self.calls { writer.record(call) }
            try writer.finish()
            let record = try IORecordReader(path).read().record
            #expect(record.calls == Self.calls)
            #expect(record.header.recorder == "netlab")
            #expect(record.header.program == "netlab \"test\"")
            #expect(record.header.process > 0)
        }
    }

    @Test func `a line is what the design says`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.file("a.ndjson")
            let writer = try IORecordWriter(path, program: "p")
            writer.record(Self.call(.write(offset: 0, bytes: 30_000, requestedBytes: 30_000), "send"))
            writer.record(Self.call(.read(offset: 7, bytes: 0, requestedBytes: 9), "recv", error: "EAGAIN"))
            try writer.finish()
            let lines = String(decoding: try contents(of: path), as: UTF8.self).split(separator: "\n")
            #expect(lines.count == 3)
            #expect(
                lines[0].hasPrefix(#"{"event":"start","schemaVersion":1,"record":"socket-io","recorder":"netlab","#)
            )
            // `date -u -d @1795000000` is 2026-11-18T11:06:40.
            let tail = #""time":"2026-11-18T11:06:40.123456789Z","durationNanoseconds":1200}"#
            #expect(
                lines[1]
                    == #"{"event":"write","connection":3,"call":"send","offset":0,"bytes":30000,"requestedBytes":30000,"#
                    + tail
            )
            #expect(
                lines[2] == #"{"event":"read","connection":3,"call":"recv","offset":7,"bytes":null,"requestedBytes":9,"#
                    + #""error":"EAGAIN","# + tail
            )
        }
    }

    @Test func `many calls are all written`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.file("a.ndjson")
            let writer = try IORecordWriter(path, program: "p")
            for offset in 0..<5_000 as Range<Int64> {
                writer.record(Self.call(.write(offset: offset, bytes: 1, requestedBytes: 1)))
            }
            try writer.finish()
            #expect(try IORecordReader(path).read().record.calls.count == 5_000)
        }
    }

    @Test func `a record cannot be created where there is no directory`() {
        let failure = #expect(throws: CommandFailure.self) { try IORecordWriter("/no/such/place", program: "p") }
        #expect(failure?.status == .cannotCreate)
    }

    @Test func `a line is in the file before long, whether or not another call is made`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.file("a.ndjson")
            let writer = try IORecordWriter(path, program: "p")
            for round in 1...2 {
                writer.record(Self.call(.write(offset: 0, bytes: 1, requestedBytes: 1)))
                let end = ContinuousClock.now + .seconds(20)
                var lines = 0
                while lines <= round, ContinuousClock.now < end {
                    try await Task.sleep(for: .milliseconds(20))
                    lines = try contents(of: path).count { $0 == 10 }
                }
                #expect(lines == round + 1)
            }
            try writer.finish()
        }
    }
}
