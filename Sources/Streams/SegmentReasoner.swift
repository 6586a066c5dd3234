internal import Wire

/// Goes through a stream's packets in order and says of each data segment of one direction why it ended where it did.
struct SegmentReasoner {
    /// Linux's TCP_MSS_DEFAULT: it leaves windows up to this whole.
    private static let tinyWindow = 536

    /// How late an acknowledgment is that a receiver may have delayed: Linux does so for 40 ms, and RFC 1122 §4.2.3.2
    /// allows less than 500 ms.
    private static let delays: Range<Int64> = 30_000_000..<600_000_000

    /// How soon after it has got an acknowledgment a sender sends what waited for it.
    private static let promptness: UInt128 = 1_000_000

    private let stream: TCPStream
    private let direction: Direction
    private let writes: Lane?
    /// The sender turned Nagle's algorithm off.
    private let noDelay: Bool

    /// What the receiver had told by the packet at hand.
    private var windowEdge: Int64?
    private var largestWindow: Int?
    private var lastWindow: Int?
    /// The newest packet that moved the receiver's acknowledgment, and what the window was before it.
    private var acknowledgment: (item: PacketItem, previousEdge: Int64?, wasClosed: Bool)?
    private var isClosed = false
    private var hasSentSinceAcknowledgment = false
    /// The end of the highest byte sent before the segment at hand.
    private var sentEnd: Int64?
    /// The segment before, and the largest payload until then.
    private var last: PacketItem?
    private var largestPayload = 0
    /// The first write that does not end before the segment at hand.
    private var write = 0

    init(stream: TCPStream, direction: Direction, writes: Lane?, noDelay: Bool) {
        self.stream = stream
        self.direction = direction
        self.writes = writes
        self.noDelay = noDelay
    }

    /// The direction's segments, in the order of the capture.
    mutating func segments(of items: [PacketItem]) -> [Delivery.Segment] {
        var segments: [Delivery.Segment] = []
        for item in items {
            if item.direction != direction {
                heed(item)
            } else if item.bytes > 0 {
                segments.append(Delivery.Segment(item: item, reasons: reasons(for: item)))
                hasSentSinceAcknowledgment = true
                last = item
                largestPayload = max(largestPayload, item.bytes)
                sentEnd = max(sentEnd ?? .min, item.end)
            }
        }
        return segments
    }

    /// Takes what a packet of the receiver says.
    private mutating func heed(_ item: PacketItem) {
        guard let acknowledged = item.acknowledged, !item.flags.hasRST else { return }
        // What came before a SYN was of another connection.
        if item.flags.hasSYN { (windowEdge, largestWindow, lastWindow, acknowledgment) = (nil, nil, nil, nil) }
        if acknowledged > acknowledgment?.item.acknowledged ?? 0 {
            acknowledgment = (item, windowEdge, isClosed)
            hasSentSinceAcknowledgment = false
        }
        isClosed = item.analysis.contains(.zeroWindow)
        guard let window = item.window else {
            // What a SYN said holds no longer, and what holds now is unknown.
            (windowEdge, largestWindow, lastWindow) = (nil, nil, nil)
            return
        }
        windowEdge = max(windowEdge ?? .min, acknowledged + Int64(window))
        largestWindow = max(largestWindow ?? 0, window)
        lastWindow = window
    }

    private mutating func reasons(for item: PacketItem) -> [SegmentReason] {
        if item.bytes == 1 && item.end >= sentEnd ?? item.end {
            let isAcknowledged = item.end <= acknowledgment?.item.acknowledged ?? .min
            if item.freshBytes == 0 && isAcknowledged { return [.keepAlive] }
            if lastWindow == 0 && !isAcknowledged { return [.windowProbe] }
        }
        if item.freshBytes == 0 { return [.retransmission] }

        var reasons: [SegmentReason] = []
        let limit = stream.segmentLimit(direction, optionBytes: item.optionBytes)
        if let limit, item.bytes == limit { reasons.append(.fullSized(limit: limit)) }
        if let limit, item.bytes > limit {
            reasons.append(.superSegment(estimatedWireSegments: (item.bytes + limit - 1) / limit))
        }
        if item.end == windowEdge, let lastWindow, let largestWindow {
            reasons.append(.receiveWindow(edge: item.end, window: lastWindow, largest: largestWindow))
        }
        // Linux bounds its segments to that (tcp_bound_to_half_wnd), unless the window is tiny.
        if let largestWindow, largestWindow > Self.tinyWindow, let limit, item.bytes == largestWindow / 2,
            item.bytes < limit
        {
            reasons.append(.halfWindow(largestWindow: largestWindow))
        }
        if let writes {
            while write < writes.items.count && writes.items[write].end < item.end { write += 1 }
            if write < writes.items.count && writes.items[write].end == item.end {
                reasons.append(.endOfWrite(write))
                if let number = nagleAcknowledgment(item, limit: limit, writes) {
                    reasons.append(.nagle(acknowledgedBy: number))
                }
            }
        } else {
            if item.flags.contains(.psh) { reasons.append(.push) }
            if let held = lateAcknowledgment(item, limit: limit) { reasons.append(held) }
        }
        if item.flags.contains(.fin) { reasons.append(.fin) }
        return reasons
    }

    /// The packet that set a short segment free, or nil where Nagle's algorithm did not hold it.
    ///
    /// Held means: it is all that was written, when its first byte was written earlier bytes were under way, the window
    /// had room for it, and it is the first segment after the acknowledgment of the last of them.
    private func nagleAcknowledgment(_ item: PacketItem, limit: Int?, _ writes: Lane) -> Int? {
        guard !noDelay, let limit, item.bytes < limit, !hasSentSinceAcknowledgment,
            let (acknowledgment, previousEdge, _) = acknowledgment, acknowledgment.acknowledged == item.offset,
            item.offset > 0, let previousEdge, item.end <= previousEdge,
            let written = writes.item(containing: item.offset),
            written.returnNanoseconds < acknowledgment.elapsedNanoseconds
        else { return nil }
        return acknowledgment.number
    }

    /// That a short segment left with a late acknowledgment of all before it, of which the last was sent long before.
    ///
    /// A FIN waits for nothing, bytes that bring an acknowledgment show a reader that was busy, and a window that was closed or
    /// full is a cause of its own.
    private func lateAcknowledgment(_ item: PacketItem, limit: Int?) -> SegmentReason? {
        guard stream.isTimed, item.bytes < limit ?? largestPayload, item.freshBytes == item.bytes,
            !item.flags.contains(.fin),
            !hasSentSinceAcknowledgment, let (acknowledgment, previousEdge, wasClosed) = acknowledgment,
            acknowledgment.acknowledged == item.offset, acknowledgment.bytes == 0, !wasClosed,
            item.end <= previousEdge ?? .max,
            let last, last.end == item.offset, last.freshBytes == last.bytes,
            let roundTrip = stream.flow(direction).roundTrips.shortestNanoseconds
        else { return nil }
        let acknowledged = Int128(acknowledgment.elapsedNanoseconds)
        let late = acknowledged - Int128(last.elapsedNanoseconds) - Int128(roundTrip)
        // From the place of the capture to the sender and back.
        let answer = stream.flow(direction.reversed).roundTrips.shortestNanoseconds ?? 0
        let pause = Int128(item.elapsedNanoseconds) - acknowledged
        guard Self.delays.contains(Int64(clamping: late)), pause >= 0,
            (pause - Int128(answer)).magnitude <= Self.promptness
        else { return nil }
        return .lateAcknowledgment(by: acknowledgment.number, nanoseconds: Int64(clamping: late))
    }
}

extension Lane {
    /// The call that moved the byte at `offset`.
    func item(containing offset: Int64) -> Item? {
        let low = items.partitioningIndex { $0.end > offset }
        return low < items.count && items[low].offset <= offset ? items[low] : nil
    }
}
