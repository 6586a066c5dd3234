/// How many packets of each class there were.
package struct ClassCounts: Sendable {
    /// One a bit of `SegmentClass`, up to the highest that a packet had: most streams have none.
    private var counts: [UInt32] = []

    mutating func add(_ found: SegmentClass) {
        var rest = found.rawValue
        let needed = UInt32.bitWidth - rest.leadingZeroBitCount
        if needed > counts.count { grow(to: needed) }
        while rest != 0 {
            counts[rest.trailingZeroBitCount] &+= 1
            rest &= rest - 1
        }
    }

    /// The count of one class.
    package subscript(_ wanted: SegmentClass) -> Int {
        let bit = wanted.rawValue.trailingZeroBitCount
        return bit < counts.count ? Int(counts[bit]) : 0
    }

    /// By as much as is needed: there are many streams.
    private mutating func grow(to count: Int) {
        counts.reserveCapacity(count)
        for _ in counts.count..<count { counts.append(0) }
    }
}
