internal import Wire

/// Where messages of one direction probably end, by the packets alone.
///
/// A sender sets PSH where what it was given ends (RFC 9293 section 3.9.1.2), and a segment that is not full says that no more
/// was at hand; and so does a pause in which nothing held the sender back.
struct MessageInference {
    /// A pause is no shorter than this.
    private static let shortestPause: Int64 = 10_000_000

    let stream: TCPStream
    let direction: Direction
    let items: [PacketItem]
    let carriers: [Carrier]

    /// From the first byte that was captured to the last, without holes between them.
    var ranges: [Range<Int64>] {
        guard let first = carriers.first?.range.lowerBound, let last = carriers.last?.range.upperBound else {
            return []
        }
        var ends = Set(endsByPush + endsByPause).filter { $0 > first && $0 < last }.sorted()
        ends.append(last)
        return zip([first] + ends, ends).map { $0..<$1 }
    }

    /// Where segments end that carry PSH and are not full.
    private var endsByPush: [Int64] {
        let largest = items.reduce(0) { $1.direction == direction ? max($0, $1.bytes) : $0 }
        return items.compactMap { item in
            guard item.direction == direction, item.freshBytes > 0, item.flags.hasPSH else { return nil }
            // Of a super-segment it is the last that is cut from it.
            let limit = stream.segmentLimit(direction, optionBytes: item.optionBytes) ?? largest
            return item.bytes % limit == 0 ? nil : item.end
        }
    }

    /// Where new data begins long after all before it was acknowledged, and its receiver had room for it.
    private var endsByPause: [Int64] {
        let roundTrip = (stream.flow(direction).roundTrips.sketch.quantile(0.5) ?? 0).multipliedReportingOverflow(
            by: 2_000
        )
        let pause = max(Self.shortestPause, roundTrip.overflow ? .max : roundTrip.partialValue)
        var ends: [Int64] = []
        var sent = Int64.min
        var acknowledged = Int64.min
        var window: Int64?
        var free: Int64 = 0
        for item in items {
            if item.direction == direction {
                guard item.freshBytes > 0 else { continue }
                let silence = item.elapsedNanoseconds.subtractingReportingOverflow(free)
                let isPause = !silence.overflow && silence.partialValue >= pause
                if item.offset == sent, acknowledged >= sent, isPause { ends.append(sent) }
                sent = max(sent, item.end)
            } else if let offset = item.acknowledged, !item.flags.hasRST {
                // What came before a SYN was of another connection.
                if item.flags.hasSYN { acknowledged = .min }
                let edge = item.window.map { offset + Int64($0) }
                if offset > acknowledged || edge ?? .min > window ?? .max { free = item.elapsedNanoseconds }
                acknowledged = max(acknowledged, offset)
                window = edge
            }
        }
        return ends
    }
}
