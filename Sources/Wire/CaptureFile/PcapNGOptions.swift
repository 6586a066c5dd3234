/// A walk over the options at the end of a pcapng block (draft-ietf-opsawg-pcapng section 3.5).
struct PcapNGOptions {
    private var position: Int
    private let end: Int
    private let order: ByteOrder

    struct Option {
        let code: UInt16

        /// Where the value is, in the buffer that the block is in.
        let value: Range<Int>
    }

    /// The options from `start` to the end of the block's body.
    init(of block: PcapNGBlock, from start: Int) {
        position = start
        end = block.bodyEnd
        order = block.order
    }

    /// The next option; `nil` at the mark that ends them, or where the block ends without one.
    mutating func next(in buffer: Span<UInt8>) throws(CaptureFault) -> Option? {
        let headerLength = 4
        guard end - position >= headerLength else { return nil }
        let code = buffer.unsigned16(at: position, order)
        guard code != Self.endOfOptions else { return nil }
        let start = position + headerLength
        let length = Int(buffer.unsigned16(at: position + 2, order))
        guard length <= end - start else { throw .malformed(.optionBeyondBlock(code: code)) }
        // Values are padded to four bytes, but for the padding of the last one some blocks have no room.
        position = min(end, start + (length + 3) & ~3)
        return Option(code: code, value: start..<(start + length))
    }

    private static let endOfOptions: UInt16 = 0
}
