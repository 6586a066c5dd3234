internal import Rendering
internal import Streams

/// The two drawings of one direction of a stream, as the options of a command ask for them.
struct DeliveryText {
    let report: StreamReport
    let direction: Direction
    let mtu: Int?
    let showsAll: Bool
    let output: OutputOptions

    /// Rows of a table that fit a screen beside the rest.
    private static let tableRows = 12
    private static let ladderRows = 48

    var lanes: [String] {
        guard let delivery = report.delivery(direction) else { return [] }
        return LanesText(
            report: report,
            delivery: delivery,
            mtu: mtu,
            columns: output.columns,
            style: output.style,
            limit: showsAll ? nil : Self.tableRows
        ).lines
    }

    var ladder: [String] {
        guard let delivery = report.delivery(direction) else { return [] }
        let ladder = LadderText(
            report: report,
            delivery: delivery,
            columns: output.columns,
            style: output.style,
            limit: showsAll ? nil : Self.ladderRows
        ).lines
        let units = delivery.units.map { UnitExplanation(delivery: delivery, units: $0).sentences } ?? []
        let sentences = LateAcknowledgments(report).sentences + units
        guard !sentences.isEmpty else { return ladder }
        return ladder + [""] + sentences.flatMap { Paragraph.lines($0, width: min(output.columns, 120)) }
    }
}

extension StreamReport {
    /// What went wrong in the stream, below the heading of a drawing; nothing of a healthy one.
    func troubles(columns: Int, style: Style) -> [String] {
        let text = stream.troubleText
        guard !text.isEmpty else { return [] }
        return Paragraph.lines(text, width: min(columns, 120)).map { style.text($0, .warning) }
    }
}
