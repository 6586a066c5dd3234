internal import Rendering
internal import Serving

/// What a server comes to at its end.
enum ServeSummary {
    /// `dropped` are lines that came faster than they were read.
    static func text(_ summary: Server.Summary, dropped: Int) -> String {
        var text = line(summary) + "\n"
        var details: [String] = []
        if !summary.ends.isEmpty {
            let ends = ends(summary).map { "\(Quantity.grouped($0.count)) \($0.reason)" }
            details.append("closed: " + ends.joined(separator: ", "))
            details.append("longest " + Quantity.duration(nanoseconds: summary.longestNanoseconds))
        }
        if summary.refused > 0 { details.append("\(Quantity.counted(summary.refused, "client")) refused") }
        if !details.isEmpty { text += details.joined(separator: "; ") + "\n" }
        if summary.notAccepted > 0 {
            let times = Quantity.counted(summary.notAccepted, "time")
            text += "clients had to wait \(times) for want of descriptors or memory\n"
        }
        if dropped > 0 {
            text += "\(Quantity.counted(dropped, "line")) left out, because they came faster than they were read\n"
        }
        return text + DatagramText.lines(summary.datagrams)
    }

    /// The first line, without its end.
    static func line(_ summary: Server.Summary) -> String {
        let cut = summary.cut > 0 ? ", \(Quantity.grouped(summary.cut)) cut off" : ""
        return "served \(Quantity.counted(summary.connections, "client")): "
            + "received \(Quantity.counted(summary.bytesReceived, "byte")), "
            + "sent \(Quantity.counted(summary.bytesSent, "byte"))\(cut)"
    }

    static func members(_ json: inout JSONWriter, _ summary: Server.Summary, dropped: Int) {
        json.member("connections", summary.connections)
        json.member("refused", summary.refused)
        json.member("bytesReceived", summary.bytesReceived)
        json.member("bytesSent", summary.bytesSent)
        json.member("cut", summary.cut)
        json.member("notAccepted", summary.notAccepted)
        json.member("droppedLines", dropped)
        json.member("closed") {
            $0.object { for end in ends(summary) { $0.member(end.reason, end.count) } }
        }
        json.member("longestMicroseconds", summary.ends.isEmpty ? nil : summary.longestNanoseconds / 1_000)
        json.member("durationMicroseconds", summary.durationNanoseconds / 1_000)
        members(&json, summary.datagrams)
    }

    private static func members(_ json: inout JSONWriter, _ tally: DatagramTally) {
        json.member("datagrams") {
            $0.object {
                $0.member("received", tally.received)
                $0.member("bytesReceived", tally.bytesReceived)
                $0.member("truncated", tally.truncated)
                $0.member("sent", tally.sent)
                $0.member("bytesSent", tally.bytesSent)
                $0.member("failed", tally.failed)
                counts(&$0, "refused", AnswerPolicy.Refusal.allCases.map { ($0.rawValue, tally.refused[$0] ?? 0) })
                counts(&$0, "faults", DatagramFaults.Fault.allCases.map { ($0.rawValue, tally.faults[$0] ?? 0) })
            }
        }
    }

    private static func counts(_ json: inout JSONWriter, _ name: String, _ counts: [(String, Int)]) {
        json.member(name) { $0.object { for (key, count) in counts { $0.member(key, count) } } }
    }

    private static func ends(_ summary: Server.Summary) -> [(reason: String, count: Int)] {
        summary.ends.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
