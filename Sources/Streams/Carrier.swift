/// Bytes, and the packet that was the first to carry them.
package struct Carrier: Sendable {
    package let range: Range<Int64>
    let item: PacketItem

    /// In the order of the stream, none of them overlapping.
    static func each(of segments: [Delivery.Segment]) -> [Carrier] {
        var carriers: [Carrier] = []
        var seen = SortedRanges<Void>()
        for item in segments.map(\.item) where item.freshBytes > 0 {
            let range = item.offset..<item.end
            carriers += seen.add(range).map { Carrier(range: $0, item: item) }
        }
        return carriers.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
