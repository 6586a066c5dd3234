/// The records of a pcap file (draft-ietf-opsawg-pcap), once its header is read.
struct PcapDecoder {
    let variant: PcapVariant
    private let lengthOrder: LengthOrder
    private let maximumLength: UInt32
    private let nanosecondsPerTick: Int64

    static let headerLength = 24
    static let majorVersion: UInt16 = 2
    static let minorVersion: UInt16 = 4

    /// Which of a record's two lengths comes first.
    private enum LengthOrder {
        case capturedFirst, originalFirst, smallerFirst
    }

    /// Reads the file header, whose bytes are all there.
    init(_ buffer: Span<UInt8>, at start: Int, variant: PcapVariant) throws(CaptureFault) {
        let major = buffer.unsigned16(at: start + 4, variant.order)
        let minor = buffer.unsigned16(at: start + 6, variant.order)
        guard major == Self.majorVersion, minor <= Self.minorVersion else {
            throw .unsupportedVersion(format: .pcap, major: Int(major), minor: Int(minor))
        }
        // The lengths changed places with version 2.3, but not every writer of 2.3 had noticed.
        lengthOrder =
            switch minor {
            case ..<3: .originalFirst
            case 3: .smallerFirst
            default: .capturedFirst
            }

        let snapLength = buffer.unsigned32(at: start + 16, variant.order)
        maximumLength = min(max(CaptureLimits.packetLength, snapLength), CaptureLimits.blockLength)
        nanosecondsPerTick = variant.resolution == .nanoseconds ? 1 : 1_000
        self.variant = variant
    }

    /// What the file header at `start` says of the one interface that its packets come from.
    func interface(_ buffer: Span<UInt8>, at start: Int) -> CaptureInterface {
        CaptureInterface(
            // The upper half tells of a frame check sequence.
            linkType: Int(buffer.unsigned32(at: start + 20, variant.order) & 0xffff),
            snapLength: Int(buffer.unsigned32(at: start + 16, variant.order)),
            resolution: variant.resolution,
            order: variant.order
        )
    }

    /// Reads the record at `start`.
    @inline(__always)
    func next(_ buffer: Span<UInt8>, from start: Int) throws(CaptureFault) -> CaptureFileDecoder.Step {
        let headerLength = variant.recordHeaderLength
        let order = variant.order
        guard buffer.count - start >= headerLength else { return .needsMore(total: headerLength) }
        // Of a length that is known here, so that its bytes are checked once.
        let fixed = buffer.extracting(start..<start + 16)
        let (captured, original) = lengths(fixed.unsigned32(at: 8, order), fixed.unsigned32(at: 12, order))
        guard captured <= maximumLength else { throw .malformed(.capturedLengthTooLarge(captured)) }
        let length = headerLength + Int(captured)
        guard buffer.count - start >= length else { return .needsMore(total: length) }

        // Neither product can leave the range: both fields have 32 bits.
        let seconds = Int64(fixed.unsigned32(at: 0, order)) * Timestamp.nanosecondsPerSecond
        let fraction = Int64(fixed.unsigned32(at: 4, order)) * nanosecondsPerTick
        let record = PacketRecord(
            time: Timestamp(nanoseconds: seconds + fraction),
            capturedLength: Int(captured),
            originalLength: Int(original),
            interface: 0,
            offset: start + headerLength
        )
        return .packet(record, next: start + length)
    }

    private func lengths(_ first: UInt32, _ second: UInt32) -> (captured: UInt32, original: UInt32) {
        switch lengthOrder {
        case .capturedFirst: (first, second)
        case .originalFirst: (second, first)
        case .smallerFirst: (min(first, second), max(first, second))
        }
    }
}
