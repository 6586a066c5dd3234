internal import Rendering
internal import Streams
internal import Wire

/// A stream as a ladder: time downward, the calls of both ends as bars from entry to return, the packets between them.
struct LadderText {
    let report: StreamReport
    /// The direction that is drawn from left to right.
    let delivery: Delivery
    let columns: Int
    let style: Style
    let limit: Int?

    var lines: [String] {
        let (sender, receiver) =
            delivery.direction == .clientToServer
            ? (report.stream.client, report.stream.server) : (report.stream.server, report.stream.client)
        let heading = style.text("\(sender) → \(receiver)", .bold)
        let ladder = Ladder(titles: ("µs", "sender", "wire", "receiver"), rows: rows)
        return [heading] + report.troubles(columns: columns, style: style) + [""]
            + ladder.lines(columns: columns, limit: limit, style: style)
    }

    // MARK: What happened when

    private enum Side {
        case left, right
    }

    private enum Change {
        case enters(Side, Lane.Item)
        /// `share` is how much of the direction's bytes has been read by then, in percent.
        case returns(Side, Lane.Item, share: Int?)
        case packets(first: PacketItem, last: PacketItem, count: Int, bytes: Int64)
    }

    /// Packets further apart are no burst.
    private static let burstPause: Int64 = 10_000_000

    /// All changes by time; packets that follow each other at once, without a change at an end, stand in one row.
    private var changes: [(time: Int64, change: Change)] {
        let held = LateAcknowledgments(report).delays
        let other = report.delivery(delivery.direction.reversed)
        var changes = calls(.left, delivery.writes) + calls(.left, other?.reads) + calls(.right, other?.writes)
        changes += calls(.right, delivery.reads, total: delivery.extent)
        for item in report.stream.items ?? [] {
            let change = Change.packets(first: item, last: item, count: 1, bytes: Int64(item.bytes))
            changes.append((item.elapsedNanoseconds, change))
        }
        changes.sort { $0.time < $1.time }

        var merged: [(time: Int64, change: Change)] = []
        for entry in changes {
            if let last = merged.last, let joined = join(last.change, entry.change, held) {
                merged[merged.count - 1].change = joined
            } else {
                merged.append(entry)
            }
        }
        return merged
    }

    private func calls(_ side: Side, _ lane: Lane?, total: Int64? = nil) -> [(time: Int64, change: Change)] {
        (lane?.items ?? []).flatMap { item -> [(time: Int64, change: Change)] in
            let share = total.map { Int((Double(item.end) / Double(max(1, $0)) * 100).rounded()) }
            return [
                (item.elapsedNanoseconds, .enters(side, item)),
                (item.returnNanoseconds, .returns(side, item, share: share)),
            ]
        }
    }

    /// Data followed by data, or a bare acknowledgment by another, the same way, as one; nil for anything else.
    private func join(_ earlier: Change, _ later: Change, _ held: [Int: Int64]) -> Change? {
        guard case .packets(let first, let previous, let count, let bytes) = earlier,
            case .packets(let next, _, _, let more) = later,
            previous.direction == next.direction, (previous.bytes > 0) == (next.bytes > 0),
            previous.analysis == next.analysis, held[previous.number] == nil, held[next.number] == nil,
            Int128(next.elapsedNanoseconds) - Int128(previous.elapsedNanoseconds) <= Self.burstPause,
            previous.flags.union(next.flags).isDisjoint(with: [.syn, .fin, .rst])
        else { return nil }
        return .packets(first: first, last: next, count: count + 1, bytes: bytes + more)
    }

    // MARK: How it is drawn

    private var rows: [Ladder.Row] {
        var left = Ladder.End.idle
        var right = Ladder.End.idle
        let held = LateAcknowledgments(report).delays
        return changes.map { time, change in
            var middle = Ladder.Passing.nothing
            switch change {
            case .enters(.left, let item): left = .enters(text(entering: item))
            case .enters(.right, let item): right = .enters(text(entering: item))
            case .returns(.left, let item, let share): left = .returns(text(returning: item, share))
            case .returns(.right, let item, let share): right = .returns(text(returning: item, share))
            case .packets(let first, let last, let count, let bytes):
                let text = text(first, last, count, bytes) + (held[first.number].map(Self.text) ?? "")
                middle = first.direction == delivery.direction ? .toRight(text) : .toLeft(text)
            }
            defer {
                left = left.next
                right = right.next
            }
            let microseconds =
                report.stream.isTimed ? Quantity.microseconds(nanoseconds: delivery.sinceOrigin(time)) : "-"
            return Ladder.Row(time: microseconds, left: left, middle: middle, right: right)
        }
    }

    private static func text(held nanoseconds: Int64) -> String {
        " held for the ACK, \(Quantity.duration(nanoseconds: nanoseconds)) late"
    }

    private func text(entering item: Lane.Item) -> String {
        "\(VisibleText.escaped(item.call))(\(Quantity.grouped(item.requestedBytes)))"
    }

    private func text(returning item: Lane.Item, _ share: Int?) -> String {
        Quantity.grouped(item.bytes) + (share.map { "   \($0) %" } ?? "")
    }

    private func text(_ first: PacketItem, _ last: PacketItem, _ count: Int, _ bytes: Int64) -> String {
        var parts: [String] = []
        let controls = first.flags.intersection([.syn, .fin, .rst]).names.joined(separator: " ")
        if first.bytes > 0 {
            parts.append(
                count == 1 ? Quantity.grouped(bytes) : "\(Quantity.grouped(count)) segments, \(Quantity.grouped(bytes))"
            )
        } else if controls.isEmpty {
            let end = last.acknowledged.map { Quantity.grouped($0) } ?? "none"
            parts.append(count == 1 ? "ACK \(end)" : "\(Quantity.grouped(count)) × ACK to \(end)")
        }
        let span = Int64(clamping: Int128(last.elapsedNanoseconds) - Int128(first.elapsedNanoseconds))
        if span >= Self.burstPause { parts.append("in \(Quantity.duration(nanoseconds: span))") }
        if !controls.isEmpty { parts.append(controls) }
        parts += last.analysis.names.map { $0.replacing("_", with: " ") }
        if last.analysis.contains(.windowUpdate), let window = last.window {
            parts.append("to \(Quantity.grouped(window))")
        }
        return parts.joined(separator: " ")
    }
}
