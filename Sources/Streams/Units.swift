/// How to tell from a stream's bytes where a unit of its application ends.
package enum Delimiter: Sendable, Equatable {
    /// Behind these bytes, which are at least one.
    case bytes([UInt8])
    /// After so many bytes, at least one.
    case length(Int)
    /// Behind each character of UTF-8, and each byte that is of none.
    case characters
}

/// The units of one direction of a stream.
package struct Units: Sendable {
    package let delimiter: Delimiter
    /// In ascending order, not overlapping; the last may have no end of its own.
    package let ranges: [Range<Int64>]
    /// There are more, which were not looked for.
    package let areCut: Bool
}
