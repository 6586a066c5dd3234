internal import Probing
internal import Rendering
internal import Wire

/// The published shape of a conversation.
extension JSONWriter {
    mutating func message(
        _ speaker: Transcript.Speaker,
        _ text: [UInt8],
        _ time: Timestamp,
        _ encoding: TextEncoding
    ) {
        member("from", speaker.rawValue)
        member("time", time.description)
        self.text(text, in: encoding)
    }

    mutating func summary(of report: DialogueReport, _ reason: String?) {
        member("outcome", report.outcome.rawValue)
        member("reason", reason)
        member("address", report.target?.name.description)
        member("transport", report.target?.transport.rawValue)
        member("linesSent", report.linesSent)
        member("linesReceived", report.linesReceived)
        member("bytesSent", report.bytesSent)
        member("bytesReceived", report.bytesReceived)
        member("serverLeft", report.peerHasLeft)
    }
}
