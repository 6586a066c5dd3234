package import Capturing
package import Probing
package import Serving
package import Streams

/// What an experiment showed, from all three sides.
package struct LabReport: Sendable {
    /// Settings of the kernel that shape a delivery; nil where it does not tell.
    package struct Settings: Sendable, Equatable {
        package let mtu: Int
        package let offload: Bool
        package let congestionControl: String?
        /// Smallest, initial and largest size in bytes, as the kernel writes them.
        package let receiveBuffers: String?
        package let sendBuffers: String?
    }

    package var capture: CaptureReport
    package let client: RepeatReport
    package let server: Served
    package let records: [CallRecord]
    package let settings: Settings

    /// Looks for the units of what was sent, which is known where the answer was whole: the capture has no payload.
    package mutating func find(_ delimiter: Delimiter, of message: [UInt8], times: Int) {
        guard client.outcome == .replied, let stream = capture.streams.first?.stream.id else { return }
        // The server repeats what one recv brought, which may be the front of the message.
        let (front, rest) = client.bytes.quotientAndRemainder(dividingBy: Int64(times))
        guard rest == 0, front > 0, front <= message.count else { return }
        var question = UnitFinder(delimiter)
        question.add(message, at: 0)
        var answer = UnitFinder(delimiter)
        answer.add(message.prefix(Int(front)), times: times)
        capture.units[stream] = [.clientToServer: question.units, .serverToClient: answer.units]
    }
}
