/// How many packets of each class there were.
package struct ClassCounts: Sendable {
    /// One a bit of `SegmentClass`.
    private var counts = InlineArray<16, UInt32>(repeating: 0)

    mutating func add(_ found: SegmentClass) {
        var rest = found.rawValue
        while rest != 0 {
            counts[rest.trailingZeroBitCount] &+= 1
            rest &= rest - 1
        }
    }

    /// The count of one class.
    package subscript(_ wanted: SegmentClass) -> Int {
        Int(counts[wanted.rawValue.trailingZeroBitCount])
    }
}
