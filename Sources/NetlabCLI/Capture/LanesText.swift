internal import Rendering
internal import Streams
internal import Wire

/// One direction of a stream as text: the answer, the lanes, what they mean, and the table behind them.
struct LanesText {
    let report: StreamReport
    let delivery: Delivery
    /// The MTU of the path where it is known and not only announced.
    let mtu: Int?
    let columns: Int
    let style: Style
    /// The most rows of a table; nil for all.
    let limit: Int?

    var lines: [String] {
        var lines = headline + report.troubles(columns: columns, style: style) + [""]
        guard delivery.extent > 0 else {
            return lines + ["  No payload was captured in this direction."]
        }
        lines += LaneChart(extent: delivery.extent, lanes: lanes, columns: columns).lines(style: style)
        lines += [""] + sizes + [""]
        for sentence in DeliveryExplanation(report: report, delivery: delivery, mtu: mtu).sentences {
            lines += Paragraph.lines(sentence, width: min(columns, 120))
        }
        return lines + [""] + segmentTable + readTable
    }

    // MARK: The answer

    private var headline: [String] {
        let ends = "\(sender) → \(receiver)"
        var facts = [
            Quantity.counted(delivery.writes?.bytes ?? report.stream.flow(delivery.direction).uniqueBytes, "byte")
        ]
        var pieces: [String] = []
        if let writes = delivery.writes { pieces.append(Quantity.counted(writes.items.count, "write")) }
        let sentAgain = delivery.segments.count { $0.reasons.contains(.retransmission) }
        pieces.append(
            Quantity.counted(delivery.segments.count, "segment")
                + (sentAgain > 0 ? " (\(Quantity.grouped(sentAgain)) sent again)" : "")
        )
        if let reads = delivery.reads { pieces.append(Quantity.counted(reads.items.count, "read")) }
        facts[0] += " in " + pieces.joined(separator: ", ")
        // A segment alone has no duration.
        if let span, span > 0 { facts.append(Quantity.duration(nanoseconds: span)) }
        if let mss = report.stream.segmentLimit(delivery.direction, optionBytes: 0) {
            facts.append("MSS " + Quantity.grouped(mss))
        }
        let line = facts.joined(separator: "   ")
        let isShort = ends.count + 5 + line.count <= columns
        return isShort
            ? [style.text(ends, .bold) + "     " + line]
            : [style.text(ends, .bold), line]
    }

    private var sender: String {
        (delivery.direction == .clientToServer ? report.stream.client : report.stream.server).description
    }

    private var receiver: String {
        (delivery.direction == .clientToServer ? report.stream.server : report.stream.client).description
    }

    /// From the first of the bytes' events to the last.
    private var span: Int64? {
        guard report.stream.isTimed else { return nil }
        let ends = [delivery.reads?.items.last?.returnNanoseconds, delivery.segments.last?.item.elapsedNanoseconds]
        guard let end = ends.compactMap({ $0 }).max() else { return nil }
        return delivery.sinceOrigin(end)
    }

    // MARK: The lanes

    private var lanes: [LaneChart.Lane] {
        var lanes: [LaneChart.Lane] = []
        if let writes = delivery.writes {
            lanes.append(LaneChart.Lane(label: "write", pieces: writes.items.map { $0.offset..<$0.end }, unit: "write"))
        }
        lanes.append(LaneChart.Lane(label: "wire", pieces: delivery.carriers.map(\.range), unit: "segment"))
        if let units = delivery.units, !units.ranges.isEmpty {
            lanes.append(LaneChart.Lane(label: "unit", pieces: units.ranges, unit: units.delimiter.noun))
        }
        if let reads = delivery.reads {
            lanes.append(LaneChart.Lane(label: "read", pieces: reads.items.map { $0.offset..<$0.end }, unit: "read"))
        }
        return lanes
    }

    private var sizes: [String] {
        lanes.map { lane in
            style.text(("  " + lane.label).padded(to: 9), .bold) + Quantity.sizes(lane.pieces.map { Int64($0.count) })
        }
    }

    // MARK: The tables

    private var segmentTable: [String] {
        var headings: [(String, Table.Alignment)] = [
            ("packet", .right), ("bytes from", .right), ("to", .right), ("length", .right), ("µs", .right),
            ("flags", .left),
        ]
        if delivery.reads != nil { headings.append(("read", .right)) }
        var table = Table(headings + [("ends there because", .left)])
        let readers = Overlap(pieces: delivery.reads?.items.map { $0.offset..<$0.end } ?? [])
        for segment in delivery.segments {
            let item = segment.item
            var cells = [
                Quantity.grouped(item.number), Quantity.grouped(item.offset), Quantity.grouped(item.end),
                Quantity.grouped(item.bytes), time(item.elapsedNanoseconds), item.flags.tcpdump,
            ]
            if delivery.reads != nil { cells.append(readers.places(of: item.offset..<item.end)) }
            table.add(
                cells + [segment.reasons.isEmpty ? "unknown" : segment.reasons.map(\.name).joined(separator: ", ")]
            )
        }
        return table.lines(limit: limit, style: style)
    }

    private var readTable: [String] {
        guard let reads = delivery.reads, !reads.items.isEmpty else { return [] }
        var table = Table([
            ("read", .right), ("bytes from", .right), ("to", .right), ("length", .right), ("asked for", .right),
            ("called at µs", .right), ("returned at µs", .right),
        ])
        for (index, read) in reads.items.enumerated() {
            table.add([
                Quantity.grouped(index + 1), Quantity.grouped(read.offset), Quantity.grouped(read.end),
                Quantity.grouped(read.bytes), Quantity.grouped(read.requestedBytes), time(read.elapsedNanoseconds),
                time(read.returnNanoseconds),
            ])
        }
        return [""] + table.lines(limit: limit, style: style)
    }

    private func time(_ nanoseconds: Int64) -> String {
        report.stream.isTimed ? Quantity.microseconds(nanoseconds: delivery.sinceOrigin(nanoseconds)) : "-"
    }
}

/// Names those of ascending pieces that a range lies in: `3` or `3-4`.
private struct Overlap {
    let pieces: [Range<Int64>]

    func places(of range: Range<Int64>) -> String {
        let first = pieces.partitioningIndex { $0.upperBound > range.lowerBound }
        let end = max(first, pieces.partitioningIndex { $0.lowerBound >= range.upperBound })
        return switch end - first {
        case 0: ""
        case 1: Quantity.grouped(first + 1)
        default: "\(Quantity.grouped(first + 1))-\(Quantity.grouped(end))"
        }
    }
}
