/// The blocks of a pcapng file (draft-ietf-opsawg-pcapng section 4).
struct PcapNGDecoder {
    /// The interfaces of all sections so far.
    private(set) var interfaces: [CaptureInterface] = []

    /// How many of them belong to earlier sections: blocks number those of their own section from 0.
    private var earlierInterfaces = 0
    private var order = ByteOrder.bigEndian

    /// The type of a Section Header Block, the same in both byte orders.
    static let magic: UInt32 = 0x0a0d_0d0a

    private enum BlockType: UInt32 {
        case interface = 1
        case packet = 2
        case simplePacket = 3
        case enhancedPacket = 6
        case section = 0x0a0d_0d0a
    }

    /// Reads the block at `start`.
    mutating func next(_ buffer: Span<UInt8>, from start: Int) throws(CaptureFault) -> CaptureFileDecoder.Step {
        guard buffer.count - start >= PcapNGBlock.minimumLength else {
            return .needsMore(total: PcapNGBlock.minimumLength)
        }
        let type = BlockType(rawValue: buffer.unsigned32(at: start, order))
        if type == .section {
            order = try Self.byteOrder(magic: buffer.big32(at: start + 8))
        }
        let block = try PcapNGBlock(buffer, at: start, order)
        guard buffer.count - start >= block.length else { return .needsMore(total: block.length) }
        try block.checkTrailer(in: buffer)

        let next = start + block.length
        switch type {
        case .section:
            try beginSection(block, in: buffer)
            return .skipped(next: next)
        case .interface:
            interfaces.append(try CaptureInterface(block, in: buffer))
            return .skipped(next: next)
        case .enhancedPacket:
            return .packet(try enhancedPacket(block, in: buffer), next: next)
        case .packet:
            return .packet(try obsoletePacket(block, in: buffer), next: next)
        case .simplePacket:
            return .packet(try simplePacket(block, in: buffer), next: next)
        case nil:
            return .skipped(next: next)
        }
    }

    private static func byteOrder(magic: UInt32) throws(CaptureFault) -> ByteOrder {
        switch magic {
        case 0x1a2b_3c4d: .bigEndian
        case 0x4d3c_2b1a: .littleEndian
        default: throw .malformed(.unknownByteOrder(magic: magic))
        }
    }

    private mutating func beginSection(_ block: PcapNGBlock, in buffer: Span<UInt8>) throws(CaptureFault) {
        try block.requireBody(16)
        let major = buffer.unsigned16(at: block.body + 4, order)
        let minor = buffer.unsigned16(at: block.body + 6, order)
        // Some writers said 1.2 and meant 1.0.
        guard major == 1, minor == 0 || minor == 2 else {
            throw .unsupportedVersion(format: .pcapng, major: Int(major), minor: Int(minor))
        }
        earlierInterfaces = interfaces.count
    }

    private func enhancedPacket(_ block: PcapNGBlock, in buffer: Span<UInt8>) throws(CaptureFault) -> PacketRecord {
        try block.requireBody(20)
        let interface = try interfaceIndex(buffer.unsigned32(at: block.body, order))
        return try timedPacket(block, in: buffer, interface: interface)
    }

    /// The Packet Block of early pcapng: its interface number has 16 bits, beside a count of drops.
    private func obsoletePacket(_ block: PcapNGBlock, in buffer: Span<UInt8>) throws(CaptureFault) -> PacketRecord {
        try block.requireBody(20)
        let interface = try interfaceIndex(UInt32(buffer.unsigned16(at: block.body, order)))
        return try timedPacket(block, in: buffer, interface: interface)
    }

    /// What Enhanced Packet Block and Packet Block have in common, from the fifth byte of the body on.
    private func timedPacket(
        _ block: PcapNGBlock,
        in buffer: Span<UInt8>,
        interface: Int
    ) throws(CaptureFault) -> PacketRecord {
        let high = buffer.unsigned32(at: block.body + 4, order)
        let low = buffer.unsigned32(at: block.body + 8, order)
        let captured = buffer.unsigned32(at: block.body + 12, order)
        guard captured <= block.bodyLength - 20 else {
            throw .malformed(.packetBeyondBlock(capturedLength: captured))
        }
        let (time, isExact) = interfaces[interface].timestamp(ticks: UInt64(high) << 32 | UInt64(low))
        return PacketRecord(
            time: time,
            isTimeExact: isExact,
            capturedLength: Int(captured),
            originalLength: Int(buffer.unsigned32(at: block.body + 16, order)),
            interface: interface,
            offset: block.body + 20
        )
    }

    /// A packet of the section's first interface, without a time, and cut at that interface's snap length.
    private func simplePacket(_ block: PcapNGBlock, in buffer: Span<UInt8>) throws(CaptureFault) -> PacketRecord {
        try block.requireBody(4)
        let interface = try interfaceIndex(0)
        let snapLength = interfaces[interface].snapLength
        let original = Int(buffer.unsigned32(at: block.body, order))
        let captured = min(original, snapLength == 0 ? original : snapLength)
        guard captured <= block.bodyLength - 4 else {
            throw .malformed(.packetBeyondBlock(capturedLength: UInt32(captured)))
        }
        return PacketRecord(
            time: nil,
            capturedLength: captured,
            originalLength: original,
            interface: interface,
            offset: block.body + 4
        )
    }

    private func interfaceIndex(_ number: UInt32) throws(CaptureFault) -> Int {
        let index = earlierInterfaces + Int(number)
        guard index < interfaces.count else { throw .malformed(.unknownInterface(number)) }
        return index
    }
}
