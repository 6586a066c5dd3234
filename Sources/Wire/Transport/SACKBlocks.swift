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
    private var blocks = InlineArray<4, SACKBlock>(repeating: SACKBlock(left: 0, right: 0))
    private var length: UInt8 = 0

    package init() {}

    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(length) }

    package subscript(position: Int) -> SACKBlock {
        precondition(position < endIndex)
        return blocks[position]
    }

    /// Adds a block; without effect once there are four.
    package mutating func append(_ block: SACKBlock) {
        guard endIndex < blocks.count else { return }
        blocks[endIndex] = block
        length += 1
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.elementsEqual(right)
    }

    package func hash(into hasher: inout Hasher) {
        for block in self { hasher.combine(block) }
    }
}
