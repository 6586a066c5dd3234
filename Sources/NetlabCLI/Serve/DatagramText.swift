internal import Rendering
internal import Serving
internal import Wire

/// What came of datagrams, in words.
enum DatagramText {
    static func line(_ remote: String, _ bytes: Int, _ outcome: Server.Event.DatagramOutcome) -> String {
        let head = "\(remote): datagram of \(Quantity.counted(bytes, "byte"))"
        return switch outcome {
        case .unanswered: "\(head), no answer"
        case .refused(let refusal): "\(head), no answer: \(reason(refusal))"
        case .answered(let bytes, let faults) where faults.isEmpty: "\(head), answered with \(Quantity.grouped(bytes))"
        case .answered(_, let faults): "\(head), its answer \(faults.map(deed).joined(separator: ", "))"
        }
    }

    /// Lines of a summary; none without datagrams.
    static func lines(_ tally: DatagramTally) -> String {
        guard tally.received > 0 else { return "" }
        var text =
            "got \(Quantity.counted(tally.received, "datagram")) with \(Quantity.counted(tally.bytesReceived, "byte")), "
            + "sent \(Quantity.grouped(tally.sent)) with \(Quantity.counted(tally.bytesSent, "byte"))\n"
        for refusal in AnswerPolicy.Refusal.allCases {
            guard let count = tally.refused[refusal] else { continue }
            text += "  no answer to \(Quantity.grouped(count)): \(reason(refusal))\n"
        }
        let faults = DatagramFaults.Fault.allCases.compactMap { fault in
            tally.faults[fault].map { "\(Quantity.grouped($0)) \(deed(fault))" }
        }
        if !faults.isEmpty { text += "  answers with faults: \(faults.joined(separator: ", "))\n" }
        if tally.truncated > 0 { text += "  cut off on receipt: \(Quantity.grouped(tally.truncated))\n" }
        if tally.failed > 0 { text += "  not taken by the system: \(Quantity.counted(tally.failed, "answer"))\n" }
        return text
    }

    private static func reason(_ refusal: AnswerPolicy.Refusal) -> String {
        switch refusal {
        case .denied: "its source is not let in"
        case .port: "from a port below 1,024, where another server may answer"
        case .address: "from no single host's address"
        case .amplification: "it would be longer, and --allow does not name the network"
        case .rate: "more than --answer-limit allows"
        }
    }

    private static func deed(_ fault: DatagramFaults.Fault) -> String {
        switch fault {
        case .loss: "lost"
        case .duplicate: "doubled"
        case .reorder: "behind the next one"
        case .truncate: "cut short"
        case .delay: "delayed"
        }
    }
}
