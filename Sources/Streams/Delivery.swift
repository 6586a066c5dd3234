/// One direction of a stream on one axis: the sender's writes, the segments that were captured, the receiver's reads.
package struct Delivery: Sendable {
    /// A packet with payload, and why it ended where it did.
    package struct Segment: Sendable, Equatable {
        package let item: PacketItem
        /// Empty where the evidence names no reason.
        package let reasons: [SegmentReason]
    }

    package let direction: Direction
    package let segments: [Segment]
    /// The bytes that were captured, in the order of the stream, by the packet that brought them first.
    package let carriers: [Carrier]
    package let writes: Lane?
    package let reads: Lane?
    /// Where they were looked for.
    package let units: Units?
    /// By the units, by the record of the writes, else by what the packets hint at.
    package let messages: [Message]

    /// Joins what was captured of `stream` with what `records` say of its ends; nil where its packets were not kept.
    ///
    /// Records count from a stream's first byte: nothing is joined where the capture begins somewhere behind it.
    package init?(_ direction: Direction, of stream: TCPStream, records: [StreamRecord], units: Units? = nil) {
        guard let items = stream.items else { return nil }
        let records = stream.isFromStart(direction) ? records : []
        let sender = records.first { $0.writing == direction }
        let receiver = records.first { $0.writing != direction }
        var reasoner = SegmentReasoner(
            stream: stream,
            direction: direction,
            writes: sender?.writes,
            noDelay: sender?.noDelay ?? false
        )
        let segments = reasoner.segments(of: items)
        self.direction = direction
        self.segments = segments
        let carriers = Carrier.each(of: segments)
        self.carriers = carriers
        writes = sender?.writes
        reads = receiver?.reads
        self.units = units
        let ranges =
            units?.ranges ?? sender?.writes.items.map { $0.offset..<$0.end }
            ?? MessageInference(stream: stream, direction: direction, items: items, carriers: carriers).ranges
        messages = Message.each(
            of: ranges,
            from: units != nil ? .delimiter : sender == nil ? .inferred : .record,
            carriers: carriers,
            reads: receiver?.reads
        )
    }

    /// The end of the highest byte that any of the three shows.
    package var extent: Int64 {
        // A record may hold its calls in any order.
        let ends = [segments.map(\.item.end), writes?.items.map(\.end) ?? [], reads?.items.map(\.end) ?? []]
        return max(0, ends.compactMap { $0.max() }.max() ?? 0)
    }
}
