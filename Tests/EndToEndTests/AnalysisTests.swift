import TestSupport
import Testing

/// What netlab says of each packet, beside what tshark says of it.
@Suite struct AnalysisTests {
    private static let classes = [
        "retransmission", "fast_retransmission", "spurious_retransmission", "out_of_order", "lost_segment",
        "ack_lost_segment", "duplicate_ack", "zero_window", "zero_window_probe", "zero_window_probe_ack", "window_full",
        "window_update", "keep_alive", "keep_alive_ack", "reused_ports",
    ]
    private static let numbers = ["tcp.stream", "tcp.seq", "tcp.ack", "tcp.len"]

    /// A TCP packet: its numbers as tshark prints them, and its classes.
    private struct Line: Equatable {
        let numbers: [String]
        let classes: Set<String>
    }

    @Test(.needsSandbox, .needs(.tshark), arguments: [2304, 4096, 6912])
    func `a slow reader's packets are classed as tshark classes them`(receiveBuffer: Int) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.file("lab.pcap")
            let options = ["--read-delay", "10ms", "--receive-buffer", "\(receiveBuffer)", "-w", file]
            let lab = try await NetlabProcess.run(["capture", "lab"] + options)
            try #require(lab.status == 0, "\(lab.errors)")
            let ours = try await netlab(file)
            #expect(try await tshark(file) == ours)
            #expect(ours.values.contains { $0.classes.contains("window_full") })
        }
    }

    private func netlab(_ file: String) async throws -> [Int: Line] {
        let run = try await NetlabProcess.run("capture", "-r", file, "--format", "ndjson")
        var lines: [Int: Line] = [:]
        for event in try JSON.lines(run.standardOutput) where event.event?.string == "packet" {
            let number = try #require(event.number?.integer)
            let numbers = [event.stream, event.sequence, event.acknowledgment, event.payloadBytes]
            lines[number] = Line(
                numbers: numbers.map { $0?.integer.map { "\($0)" } ?? "" },
                classes: Set(event.analysis?.array?.compactMap(\.string) ?? [])
            )
        }
        return lines
    }

    private func tshark(_ file: String) async throws -> [Int: Line] {
        let fields = ["frame.number"] + Self.numbers + Self.classes.map { "tcp.analysis." + $0 }
        let run = try await Peer.tshark.run(["-r", file, "-T", "fields"] + fields.flatMap { ["-e", $0] })
        try #require(run.status == 0, "\(run.errors)")
        var lines: [Int: Line] = [:]
        for line in run.lines {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let found = zip(Self.classes, cells.dropFirst(1 + Self.numbers.count)).filter { !$1.isEmpty }.map(\.0)
            lines[try #require(Int(cells[0]))] = Line(
                numbers: Array(cells[1...Self.numbers.count]),
                // tshark names the general class beside a special one.
                classes: Set(found).subtracting(
                    found.contains { $0.hasSuffix("_retransmission") } ? ["retransmission"] : []
                )
            )
        }
        return lines
    }
}
