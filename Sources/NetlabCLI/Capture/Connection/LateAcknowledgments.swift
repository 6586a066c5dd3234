internal import Rendering
internal import Streams

/// The short segments of a stream that left with a late acknowledgment, of both directions.
struct LateAcknowledgments {
    private struct Held {
        let number: Int
        let nanoseconds: Int64
    }

    private let held: [(direction: Direction, segments: [Held], of: Int)]

    init(_ report: StreamReport) {
        held = Direction.allCases.compactMap { direction in
            guard let segments = report.delivery(direction)?.segments else { return nil }
            let found = segments.flatMap { segment in
                segment.reasons.compactMap { reason -> Held? in
                    guard case .lateAcknowledgment(_, let nanoseconds) = reason else { return nil }
                    return Held(number: segment.item.number, nanoseconds: nanoseconds)
                }
            }
            return found.isEmpty ? nil : (direction, found, segments.count)
        }
    }

    /// How late the acknowledgment was that a packet waited for, by the packet's number.
    var delays: [Int: Int64] {
        Dictionary(held.flatMap(\.segments).map { ($0.number, $0.nanoseconds) }) { first, _ in first }
    }

    private static let shownNumbers = 6

    var sentences: [String] {
        held.map { direction, segments, total in
            let (end, peer) = (direction.sender, direction.reversed.sender)
            let times = segments.map(\.nanoseconds)
            let (least, most) = (times.min() ?? 0, times.max() ?? 0)
            let span = [least, most].map { Quantity.duration(nanoseconds: $0) }
            let late = span[0] == span[1] ? span[0] : span.joined(separator: " to ")
            let shown = segments.prefix(Self.shownNumbers).map { Quantity.grouped($0.number) }
            let list = shown.joined(separator: ", ") + (segments.count > shown.count ? ", …" : "")
            return "\(Quantity.grouped(segments.count)) of \(Quantity.counted(total, "segment")) of the \(end)"
                + " (\(segments.count == 1 ? "packet" : "packets") \(list)) \(segments.count == 1 ? "was" : "were")"
                + " held until the \(peer)'s acknowledgment, which came \(late) late;"
                + " consistent with Nagle's algorithm and delayed ACKs."
        }
    }
}
