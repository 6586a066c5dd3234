import TestSupport
import Testing

/// A report that nobody reads, or that takes long, ends with the first signal.
@Suite struct ReportSignalTests {
    /// So many connections that no pipe holds the list of them.
    private static func file(streams: Int) -> [UInt8] {
        func big(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        func little(_ value: Int) -> [UInt8] { big(value, 4).reversed() }
        var bytes = little(0xa1b2_c3d4) + [2, 0, 4, 0] + little(0) + little(0) + little(262_144) + little(101)
        for number in 0..<streams {
            bytes += little(0) + little(number) + little(40) + little(40)
            bytes += [0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0] + big(0x0b00_0000 + number >> 14, 4) + [10, 0, 0, 2]
            bytes +=
                big(1_024 + number & 0x3fff, 2) + [0, 80] + big(1, 4) + big(0, 4) + [0x50, 2, 3, 0xe8, 0, 0, 0, 0]
        }
        return bytes
    }

    @Test(
        arguments: ["INT", "TERM", "HUP"],
        ["--view streams --all", "--format json", "--format ndjson", "--view packets"]
    )
    func `it ends where nobody takes what is written`(signal: String, options: String) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write(Self.file(streams: 3_000), to: "a.pcap")
            let run = try await Peer("bash").run([
                "-c",
                """
                mkfifo "$2/pipe"; exec 9<>"$2/pipe"
                # A shell without job control has what it starts in the background ignore SIGINT.
                env --default-signal=INT "$0" capture -r "$1" $4 >&9 & child=$!
                until read -t 0 -u 9; do sleep .02; done
                for i in $(seq 200); do kill -"$3" "$child" 2>/dev/null || break; sleep .05; done
                kill -KILL "$child" 2>/dev/null; wait "$child"; echo $?
                """, NetlabProcess.binary, path, folder.path, signal, options,
            ])
            // 130: interrupted while packets were written; else the signal's own end.
            let status = Int(run.lines.last ?? "")
            #expect([129, 130, 143].contains(status ?? 0), "\(run.output) \(run.errors)")
        }
    }
}
