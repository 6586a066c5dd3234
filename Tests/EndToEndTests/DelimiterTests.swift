import TestSupport
import Testing

/// `--delimiter`: the application's own units beside segments and reads.
@Suite struct DelimiterTests {
    private static let lab = [
        "capture", "-r", Fixture.Lab.capture, "--record", Fixture.Lab.server, "--record", Fixture.Lab.client,
    ]

    /// 30,000 bytes of `abc`, in segments of 1,448 and reads of 8,192.
    @Test func `units are drawn, and it is said what ends inside of them`() async throws {
        let run = try await NetlabProcess.run(Self.lab + ["--delimiter", "c"])
        #expect(run.status == 0)
        #expect(run.lines.contains { $0.hasPrefix("  unit ") && $0.hasSuffix("10,000") })
        #expect(run.lines.contains("  unit   10,000 × 3"))
        // Of the multiples of 1,448 every third is one of 3, as is the end; of those of 8,192 too.
        #expect(run.lines.contains("  9,993 of 10,000 units end inside a segment."))
        #expect(run.lines.contains("  2 of 4 reads end inside a unit."))
    }

    @Test func `a ladder has the sentences`() async throws {
        let run = try await NetlabProcess.run(Self.lab + ["--delimiter", "2000", "--view", "ladder"])
        #expect(run.lines.contains("  3 of 4 reads end inside a unit."))
    }

    @Test func `in JSON units are messages`() async throws {
        let document = try CaptureDocument(try await NetlabProcess.run(Self.lab + ["--delimiter", "7000", "--json"]))
        let messages = try #require(document.streams.first?.messages)
        #expect(messages.map(\.source) == Array(repeating: "delimiter", count: 6))
        let answer = messages.filter { $0.direction == "serverToClient" }
        #expect(answer.map(\.bytes) == [7_000, 7_000, 7_000, 7_000, 2_000])
    }

    @Test(.needsSandbox, arguments: [("utf-8", "3,000 × 3"), ("9", "1,000 × 9"), ("0xe69c", "5 + 999 × 9 + 4")])
    func `an experiment knows its units without its packets' payload`(delimiter: String, sizes: String) async throws {
        let lab = ["capture", "lab", "--message", "日本語", "--times", "1000", "--receive-size", "1000"]
        let run = try await NetlabProcess.run(lab + ["--delimiter", delimiter])
        #expect(run.status == 0)
        #expect(run.lines.contains("  unit   " + sizes), "\(run.output)")
    }

    @Test(.needsSandbox) func `a live capture takes whole packets for it`() async throws {
        let run = try await Sandbox.run(
            """
            "$netlab" serve repeat 127.0.0.1:2000 --times 100 >/dev/null & server=$!
            until (exec 7<>/dev/tcp/127.0.0.1/2000) 2>/dev/null; do :; done
            listen "$netlab" capture -i lo --delimiter utf-8 tcp
            "$netlab" probe repeat 127.0.0.1:2000 '日本語' >/dev/null
            kill -INT $server $child
            wait $child
            """
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("262,144 bytes of each packet"))
        #expect(run.lines.contains("  unit   300 × 3"))
    }
}
