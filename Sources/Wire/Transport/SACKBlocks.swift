/// Received bytes beyond the acknowledgment (RFC 2018 section 3).
package struct SACKBlock: Hashable, Sendable {
    /// Sequence number of the first byte.
    package var left: UInt32

    /// Sequence number just behind the last byte.
    package var right: UInt32

    package init(left: UInt32, right: UInt32) {
        self.left = left
        self.right = right
    }
}

/// Up to four blocks, all that the options of a segment have room for, kept without a heap allocation.
package struct SACKBlocks: Hashable, Sendable, RandomAccessCollection {
    private var first = SACKBlock(left: 0, right: 0)
    private var second = SACKBlock(left: 0, right: 0)
    private var third = SACKBlock(left: 0, right: 0)
    private var fourth = SACKBlock(left: 0, right: 0)
    private var length: UInt8 = 0

    package init() {}

    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(length) }
    package var isEmpty: Bool { length == 0 }

    package subscript(position: Int) -> SACKBlock {
        precondition(position >= 0 && position < endIndex)
        return switch position {
        case 0: first
        case 1: second
        case 2: third
        default: fourth
        }
    }

    /// Adds a block; without effect once there are four.
    package mutating func append(_ block: SACKBlock) {
        switch length {
        case 0: first = block
        case 1: second = block
        case 2: third = block
        case 3: fourth = block
        default: return
        }
        length += 1
    }
}
