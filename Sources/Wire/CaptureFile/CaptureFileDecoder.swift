/// Reads a pcap or pcapng file step by step from bytes that arrive in any portions, as through a pipe.
///
/// Call `next` with a buffer and the place in it where the last step ended. A step consumes exactly one header, record
/// or block once it is there whole. After an error the same step fails again.
package struct CaptureFileDecoder: Sendable {
    package enum Step: Hashable, Sendable {
        /// A packet; the next step begins at `next`.
        case packet(PacketRecord, next: Int)

        /// Something that is no packet was consumed; the next step begins at `next`.
        case skipped(next: Int)

        /// At least `total` bytes from `start` on are needed, more than the buffer has.
        case needsMore(total: Int)

        /// The file ended where it may.
        case finished
    }

    package enum Format: Hashable, Sendable {
        case pcap(ByteOrder, nanoseconds: Bool)
        case pcapng
    }

    /// How many packets were read.
    package private(set) var packets = 0

    /// How many bytes of the file were consumed.
    package private(set) var position = 0

    private var pcap: PcapDecoder?
    private var pcapng: PcapNGDecoder?
    private var pcapInterface: [CaptureInterface] = []

    package init() {}

    /// `nil` until the first bytes of the file were there.
    package var format: Format? {
        if let pcap { return .pcap(pcap.variant.order, nanoseconds: pcap.variant.resolution == .nanoseconds) }
        return pcapng == nil ? nil : .pcapng
    }

    package var isPcap: Bool { pcap != nil }

    /// The interfaces described so far; a pcap file has exactly one.
    package var interfaces: [CaptureInterface] {
        pcapng?.interfaces ?? pcapInterface
    }

    /// Takes one step from `start`, an offset into `buffer` of at most its length.
    ///
    /// `isComplete` says that no bytes will follow those of the buffer; the end of the file within a record is then an
    /// error, after all whole packets were given.
    package mutating func next(
        _ buffer: Span<UInt8>,
        from start: Int,
        isComplete: Bool
    ) throws(CaptureFileError) -> Step {
        let step: Step
        do throws(CaptureFault) {
            step = try nextStep(buffer, from: start)
        } catch {
            throw error.error(afterPackets: packets, position: position)
        }
        switch step {
        case .packet(_, let next):
            packets += 1
            position += next - start
        case .skipped(let next):
            position += next - start
        case .needsMore(let total) where isComplete:
            let available = buffer.count - start
            // An empty file has no header, and is not a capture.
            if available == 0, position > 0 { return .finished }
            throw .truncated(afterPackets: packets, position: position, needed: total, available: available)
        case .needsMore, .finished:
            break
        }
        return step
    }

    /// Hands the packets that lie whole in `buffer` from `start` on to `body`, as long as it returns true.
    ///
    /// Returns where the next step begins: behind the packets of a pcap file, or at `start` where steps are needed.
    package mutating func takePackets<Failure: Error>(
        _ buffer: Span<UInt8>,
        from start: Int,
        _ body: (Int, PacketRecord) throws(Failure) -> Bool
    ) throws(Failure) -> Int {
        guard let pcap else { return start }
        var start = start
        var goesOn = true
        // A record that makes no sense is left to the next step, which says so.
        while goesOn, case .packet(let record, let next)? = try? pcap.next(buffer, from: start) {
            packets += 1
            position += next - start
            start = next
            goesOn = try body(packets, record)
        }
        return start
    }

    private mutating func nextStep(_ buffer: Span<UInt8>, from start: Int) throws(CaptureFault) -> Step {
        if let step = try pcap?.next(buffer, from: start) { return step }
        if let step = try pcapng?.next(buffer, from: start) { return step }
        return try begin(buffer, from: start)
    }

    /// Tells the format by its magic number and reads the first header.
    private mutating func begin(_ buffer: Span<UInt8>, from start: Int) throws(CaptureFault) -> Step {
        guard buffer.count - start >= 4 else { return .needsMore(total: 4) }
        let magic = buffer.big32(at: start)
        if magic == PcapNGDecoder.magic {
            // The whole file consists of blocks, the header included.
            pcapng = PcapNGDecoder()
            return try nextStep(buffer, from: start)
        }
        guard let variant = PcapVariant(magic: magic) else { throw .notACapture(magic: magic) }
        guard buffer.count - start >= PcapDecoder.headerLength else {
            return .needsMore(total: PcapDecoder.headerLength)
        }
        let decoder = try PcapDecoder(buffer, at: start, variant: variant)
        pcapInterface = [decoder.interface(buffer, at: start)]
        pcap = decoder
        return .skipped(next: start + PcapDecoder.headerLength)
    }
}
