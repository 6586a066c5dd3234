import TestSupport
import Testing

/// What is said of one TCP packet: its stream and numbers, and its classes.
struct PacketLine: Equatable {
    let numbers: [String]
    let classes: Set<String>

    private static let allClasses = [
        "retransmission", "fast_retransmission", "spurious_retransmission", "out_of_order", "lost_segment",
        "ack_lost_segment", "duplicate_ack", "zero_window", "zero_window_probe", "zero_window_probe_ack", "window_full",
        "window_update", "keep_alive", "keep_alive_ack", "reused_ports",
    ]
    private static let numbers = ["tcp.stream", "tcp.seq", "tcp.ack", "tcp.len"]

    private struct Event: Decodable {
        let event: String
        let number: Int?
        let stream: Int?
        let sequence: Int?
        let acknowledgment: Int?
        let payloadBytes: Int?
        let analysis: [String]?
    }

    /// The TCP packets of a file by their numbers, as netlab has them.
    static func netlab(_ file: String) async throws -> [Int: PacketLine] {
        let run = try await NetlabProcess.run("capture", "-r", file, "--format", "ndjson")
        var lines: [Int: PacketLine] = [:]
        for line in run.standardOutput.split(separator: UInt8(ascii: "\n")) {
            let event = try decoded(Event.self, from: Array(line))
            guard event.event == "packet", let number = event.number, let stream = event.stream else { continue }
            let numbers = [stream, event.sequence, event.acknowledgment, event.payloadBytes]
            lines[number] = PacketLine(
                numbers: numbers.map { $0.map { "\($0)" } ?? "" },
                classes: Set(event.analysis ?? [])
            )
        }
        return lines
    }

    /// The same as tshark has them.
    static func tshark(_ file: String) async throws -> [Int: PacketLine] {
        let fields = ["frame.number"] + numbers + allClasses.map { "tcp.analysis." + $0 }
        var lines: [Int: PacketLine] = [:]
        for cells in try await Tshark.fields(fields, of: file) {
            let found = zip(allClasses, cells.dropFirst(1 + numbers.count)).filter { !$1.isEmpty }.map(\.0)
            lines[try #require(Int(cells[0]))] = PacketLine(
                numbers: Array(cells[1...numbers.count]),
                // tshark names the general class beside a special one.
                classes: Set(found).subtracting(
                    found.contains { $0.hasSuffix("_retransmission") } ? ["retransmission"] : []
                )
            )
        }
        return lines
    }
}

enum Tshark {
    /// The fields of each TCP packet in a file.
    static func fields(_ fields: [String], of file: String) async throws -> [[String]] {
        let options = [
            "-o", "tcp.relative_sequence_numbers:TRUE", "-o", "tcp.desegment_tcp_streams:FALSE", "-o",
            "ip.defragment:TRUE", "-Y", "tcp", "-T", "fields",
        ]
        let run = try await Peer.tshark.run(["-r", file] + options + fields.flatMap { ["-e", $0] })
        try #require(run.status == 0, "\(run.errors)")
        return run.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }
}
