internal import Capturing
internal import Composing
internal import Rendering
internal import Streams
internal import Wire

/// An experiment in the format that was asked for: the capture's published shape, or a drawing.
struct LabOutput {
    let report: LabReport
    let command: LabCommand

    var bytes: [UInt8] {
        switch command.output.chosen {
        case .json: CaptureOutput.document(report.capture)
        case .ndjson: events
        case .text: Array((text.joined(separator: "\n") + "\n").utf8)
        }
    }

    private var events: [UInt8] {
        var bytes = CaptureOutput.start(report.capture.source)
        for stream in report.capture.streams {
            for item in stream.stream.items ?? [] {
                let time = stream.stream.start + item.elapsedNanoseconds
                bytes += CaptureOutput.packet(item, at: time, of: stream.stream)
            }
            bytes += CaptureOutput.stream(stream)
        }
        return bytes + CaptureOutput.summary(report.capture)
    }

    private var text: [String] {
        guard let stream = report.capture.streams.first else { return ["No packet was captured."] }
        let view = DeliveryText(
            report: stream,
            direction: .serverToClient,
            mtu: report.settings.mtu,
            showsAll: command.all,
            output: command.output
        )
        return (command.view == .ladder ? view.ladder : view.lanes) + [""] + settings
    }

    /// What shaped the run, and what must not be read into it.
    private var settings: [String] {
        let settings = report.settings
        let facts = [
            "MTU \(Quantity.grouped(settings.mtu))", "offload \(settings.offload ? "on" : "off")",
            settings.congestionControl.map { "congestion control \($0)" },
            settings.sendBuffers.map { "tcp_wmem \(spaced($0))" },
            settings.receiveBuffers.map { "tcp_rmem \(spaced($0))" },
            report.capture.droppedByKernel.map { "\(Quantity.counted($0, "packet")) dropped by the capture" },
        ].compactMap { $0 }
        let caution =
            "Loopback is no wire: the kernel delivers within the sender's send, and the time of a read is not that of an arrival."
        let width = min(command.output.columns, 120)
        return [facts.joined(separator: ", ") + ".", caution].flatMap { Paragraph.lines($0, width: width) }
            .map { command.output.style.text($0, .faint) }
    }

    private func spaced(_ setting: String) -> String {
        setting.split { $0 == "\t" || $0 == " " }.joined(separator: " ")
    }
}
