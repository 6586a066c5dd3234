internal import Rendering
internal import Serving

/// What a server comes to at its end.
enum ServeSummary {
    static func text(_ summary: Server.Summary) -> String {
        var text = line(summary) + "\n"
        var details: [String] = []
        if !summary.ends.isEmpty {
            let ends = ends(summary).map { "\(Quantity.grouped($0.count)) \($0.reason)" }
            details.append("closed: " + ends.joined(separator: ", "))
            details.append("longest " + Quantity.duration(nanoseconds: summary.longestNanoseconds))
        }
        if summary.refused > 0 { details.append("\(Quantity.counted(summary.refused, "client")) refused") }
        if !details.isEmpty { text += details.joined(separator: "; ") + "\n" }
        return text
    }

    /// The first line, without its end.
    static func line(_ summary: Server.Summary) -> String {
        let cut = summary.cut > 0 ? ", \(Quantity.grouped(summary.cut)) cut off" : ""
        return "served \(Quantity.counted(summary.connections, "client")): "
            + "received \(Quantity.counted(summary.bytesReceived, "byte")), "
            + "sent \(Quantity.counted(summary.bytesSent, "byte"))\(cut)"
    }

    static func members(_ json: inout JSONWriter, _ summary: Server.Summary) {
        json.member("connections", summary.connections)
        json.member("refused", summary.refused)
        json.member("bytesReceived", summary.bytesReceived)
        json.member("bytesSent", summary.bytesSent)
        json.member("cut", summary.cut)
        json.member("closed") {
            $0.object { for end in ends(summary) { $0.member(end.reason, end.count) } }
        }
        json.member("longestMicroseconds", summary.ends.isEmpty ? nil : summary.longestNanoseconds / 1_000)
        json.member("durationMicroseconds", summary.durationNanoseconds / 1_000)
    }

    private static func ends(_ summary: Server.Summary) -> [(reason: String, count: Int)] {
        summary.ends.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
