import TestSupport
import Testing

/// A record holds the calls that strace sees: the same ones, in the same order, with the same results.
@Suite(.needs(.strace)) struct RecordTests {
    /// -D leaves netlab the child that is signalled, with strace beside it.
    private static func strace(to trace: String) -> [String] {
        ["-D", "-f", "-o", trace, "-e", "trace=socket,accept4,connect,setsockopt,sendto,recvfrom,shutdown,close"]
    }

    @Test(arguments: [["--receive-size", "8192"], ["--receive-size", "512"], ["--timeout", "10s"]])
    func `of a probe`(options: [String]) async throws {
        try await withTemporaryFolder { folder in
            let (trace, record) = (folder.file("trace"), folder.file("record"))
            let run = try await RunningServer.run("repeat", "127.0.0.1:0") { server in
                let probe = ["probe", "repeat", server.address, "abc", "--record", record] + options
                return try await Peer.strace.run(Self.strace(to: trace) + [NetlabProcess.binary] + probe)
            }
            #expect(run.value.status == 0)
            try Self.expectSame(trace, record, sent: 3, received: 30_000)
        }
    }

    @Test func `of a probe that shares a connection among its requests`() async throws {
        try await withTemporaryFolder { folder in
            let (trace, record) = (folder.file("trace"), folder.file("record"))
            let run = try await RunningServer.run("echo", "127.0.0.1:0") { server in
                let probe = ["probe", "echo", server.address, "-c", "3", "-i", "0", "--record", record]
                return try await Peer.strace.run(Self.strace(to: trace) + [NetlabProcess.binary] + probe)
            }
            #expect(run.value.status == 0)
            try Self.expectSame(trace, record, sent: 3 * 64, received: 3 * 64)
        }
    }

    @Test(arguments: ["10000", "400000"])
    func `of a server`(times: String) async throws {
        try await withTemporaryFolder { folder in
            let (trace, record) = (folder.file("trace"), folder.file("record"))
            let run = try await RunningServer.run(
                "repeat",
                "127.0.0.1:0",
                "--times",
                times,
                "--record",
                record,
                under: .strace,
                Self.strace(to: trace)
            ) {
                try await NetlabProcess.run("probe", "repeat", $0.address, "abc").status
            }
            #expect(run.value == 0)
            #expect(run.status == 0)
            try Self.expectSame(trace, record, sent: 3 * (Int(times) ?? 0), received: 3)
        }
    }

    private static func expectSame(
        _ trace: String,
        _ record: String,
        sent: Int,
        received: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let traced = SystemCall.traced(in: String(decoding: try contents(of: trace), as: UTF8.self))
        let recorded = SystemCall.recorded(in: try JSON.lines(try contents(of: record)))
        #expect(recorded == traced, sourceLocation: sourceLocation)
        let bytes = { (name: String) in traced.reduce(0) { $0 + ($1.name == name ? $1.result : 0) } }
        #expect(bytes("send") == sent, sourceLocation: sourceLocation)
        #expect(bytes("recv") == received, sourceLocation: sourceLocation)
        #expect(traced.last == SystemCall(name: "close", result: 0), sourceLocation: sourceLocation)
    }
}
