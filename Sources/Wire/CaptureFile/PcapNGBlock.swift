/// The frame that every pcapng block has: type and length before its body, the length again behind it.
struct PcapNGBlock {
    let start: Int
    let order: ByteOrder
    private let totalLength: UInt32

    /// Type, length and length: a block with an empty body.
    static let minimumLength = 12

    /// Reads the head of the block at `start`, of which the first 12 bytes are there.
    init(_ buffer: Span<UInt8>, at start: Int, _ order: ByteOrder) throws(CaptureFault) {
        self.start = start
        self.order = order
        totalLength = buffer.unsigned32(at: start + 4, order)
        guard totalLength >= Self.minimumLength else { throw .malformed(.blockLengthTooSmall(totalLength)) }
        guard totalLength <= CaptureLimits.blockLength else { throw .malformed(.blockLengthTooLarge(totalLength)) }
        guard totalLength.isMultiple(of: 4) else { throw .malformed(.blockLengthNotAligned(totalLength)) }
    }

    var length: Int { Int(totalLength) }

    /// Where the body begins.
    var body: Int { start + 8 }
    var bodyLength: Int { length - Self.minimumLength }
    var bodyEnd: Int { body + bodyLength }

    func requireBody(_ minimum: Int) throws(CaptureFault) {
        guard bodyLength >= minimum else { throw .malformed(.blockLengthTooSmall(totalLength)) }
    }

    /// Compares the two lengths of a block that is there whole.
    func checkTrailer(in buffer: Span<UInt8>) throws(CaptureFault) {
        let trailer = buffer.unsigned32(at: bodyEnd, order)
        guard trailer == totalLength else { throw .malformed(.blockLengthsDiffer(totalLength, trailer)) }
    }
}
