internal import Rendering
internal import Streams
internal import Wire

/// One direction of a stream as a ladder: time downward, calls as bars from entry to return.
struct LadderText {
    let report: StreamReport
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
        return [heading, ""] + ladder.lines(columns: columns, limit: limit, style: style)
    }

    private enum Change {
        case entry(isSender: Bool, Lane.Item)
        case exit(isSender: Bool, Lane.Item)
        case packets(first: PacketItem, last: PacketItem, count: Int, bytes: Int64)
    }

    /// All changes by time; packets that follow each other without a change at an end stand in one row.
    private var changes: [(time: Int64, change: Change)] {
        var changes: [(time: Int64, change: Change)] = []
        for (isSender, lane) in [(true, delivery.writes), (false, delivery.reads)] {
            for item in lane?.items ?? [] {
                changes.append((item.elapsedNanoseconds, .entry(isSender: isSender, item)))
                changes.append((item.returnNanoseconds, .exit(isSender: isSender, item)))
            }
        }
        for item in report.stream.items ?? [] {
            changes.append(
                (item.elapsedNanoseconds, .packets(first: item, last: item, count: 1, bytes: Int64(item.bytes)))
            )
        }
        changes.sort { $0.time < $1.time }

        var merged: [(time: Int64, change: Change)] = []
        for entry in changes {
            if case .packets(let item, _, _, let bytes) = entry.change, let last = merged.last,
                case .packets(let first, let previous, let count, let sum) = last.change, joins(previous, item)
            {
                merged[merged.count - 1].change = .packets(
                    first: first,
                    last: item,
                    count: count + 1,
                    bytes: sum + bytes
                )
            } else {
                merged.append(entry)
            }
        }
        return merged
    }

    /// Data follows data, and a bare acknowledgment another, the same way.
    private func joins(_ previous: PacketItem, _ next: PacketItem) -> Bool {
        previous.direction == next.direction && (previous.bytes > 0) == (next.bytes > 0)
            && previous.flags.isDisjoint(with: [.syn, .fin, .rst]) && next.flags.isDisjoint(with: [.syn, .fin, .rst])
    }

    private var rows: [Ladder.Row] {
        var isSending = false
        var isReceiving = false
        return changes.map { time, change in
            var left = isSending ? Ladder.End.stays : .idle
            var right = isReceiving ? Ladder.End.stays : .idle
            var middle = Ladder.Passing.nothing
            switch change {
            case .entry(isSender: true, let item):
                left = .enters("\(item.call)(\(Quantity.grouped(item.requestedBytes)))")
                isSending = true
            case .entry(isSender: false, let item):
                right = .enters("\(item.call)(\(Quantity.grouped(item.requestedBytes)))")
                isReceiving = true
            case .exit(isSender: true, let item):
                left = .returns(Quantity.grouped(item.bytes))
                isSending = false
            case .exit(isSender: false, let item):
                right = .returns("\(Quantity.grouped(item.bytes))   \(percent(item.end)) %")
                isReceiving = false
            case .packets(let first, let last, let count, let bytes):
                let text = describe(first, last, count, bytes)
                middle = first.direction == delivery.direction ? .toRight(text) : .toLeft(text)
            }
            let microseconds = Quantity.microseconds(nanoseconds: time - delivery.originNanoseconds)
            return Ladder.Row(time: microseconds, left: left, middle: middle, right: right)
        }
    }

    private func percent(_ offset: Int64) -> Int {
        Int((Double(offset) / Double(max(1, delivery.extent)) * 100).rounded())
    }

    private func describe(_ first: PacketItem, _ last: PacketItem, _ count: Int, _ bytes: Int64) -> String {
        let controls = first.flags.intersection([.syn, .fin, .rst]).names.joined(separator: " ")
        if first.bytes == 0 {
            if !controls.isEmpty { return controls }
            let acknowledged = last.acknowledged.map { "ACK " + Quantity.grouped($0) } ?? "empty"
            return count == 1
                ? acknowledged : "\(Quantity.grouped(count)) × ACK to \(Quantity.grouped(last.acknowledged ?? 0))"
        }
        let sizes =
            count == 1 ? Quantity.grouped(bytes) : "\(Quantity.grouped(count)) segments, \(Quantity.grouped(bytes))"
        return controls.isEmpty ? sizes : sizes + " " + controls
    }
}
