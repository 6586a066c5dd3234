/// The blocks of a pcapng file with nanoseconds, version 1.0, little endian (draft-ietf-opsawg-pcapng section 4).
package enum PcapNGEncoder {
    /// Appends the Section Header Block, of unknown length.
    package static func section(application: String, into bytes: inout [UInt8]) {
        block(0x0a0d_0d0a, into: &bytes) { bytes in
            bytes.append(UInt32(0x1a2b_3c4d), as: .littleEndian)
            bytes.append(UInt16(1), as: .littleEndian)
            bytes.append(UInt16(0), as: .littleEndian)
            bytes.append(UInt64.max, as: .littleEndian)
            option(4, Array(application.utf8), into: &bytes)
            end(&bytes)
        }
    }

    /// Appends the Interface Description Block of the next interface, whatever resolution its source had.
    package static func interface(_ interface: CaptureInterface, into bytes: inout [UInt8]) {
        block(1, into: &bytes) { bytes in
            // The field has 16 bits; what else a pcap file's has, describes the frame check sequence.
            bytes.append(UInt16(truncatingIfNeeded: interface.linkType), as: .littleEndian)
            bytes.append(UInt16(0), as: .littleEndian)
            bytes.append(UInt32(clamping: interface.snapLength), as: .littleEndian)
            if let name = interface.name { option(2, Array(name.utf8), into: &bytes) }
            // Ticks of 10 to the power of -9 seconds.
            option(9, [9], into: &bytes)
            if interface.secondsOffset != 0 {
                var seconds: [UInt8] = []
                seconds.append(UInt64(bitPattern: interface.secondsOffset), as: .littleEndian)
                option(14, seconds, into: &bytes)
            }
            end(&bytes)
        }
    }

    /// Appends an Enhanced Packet Block, or a Simple Packet Block where the time is not known and the section's first interface
    /// says the rest; elsewhere such a time becomes 0, as one beyond what the block holds becomes the nearest that it does.
    ///
    /// - Returns: Whether the file has the record's time.
    @discardableResult
    package static func packet(
        _ record: PacketRecord,
        from interface: CaptureInterface,
        _ data: borrowing Span<UInt8>,
        into bytes: inout [UInt8]
    ) -> Bool {
        let snapLength = interface.snapLength == 0 ? Int.max : interface.snapLength
        if record.time == nil, record.interface == 0, data.count == min(record.originalLength, snapLength) {
            simplePacket(record, data, into: &bytes)
            return true
        }
        let padding = (4 - data.count % 4) % 4
        let length = UInt32(clamping: 32 + data.count + padding)
        bytes.append(UInt32(6), as: .littleEndian)
        bytes.append(length, as: .littleEndian)
        bytes.append(UInt32(clamping: record.interface), as: .littleEndian)
        let isKept = time(record.time ?? Timestamp(nanoseconds: 0), of: interface, into: &bytes)
        bytes.append(UInt32(clamping: data.count), as: .littleEndian)
        bytes.append(UInt32(clamping: record.originalLength), as: .littleEndian)
        for index in data.indices { bytes.append(data[index]) }
        for _ in 0..<padding { bytes.append(0) }
        bytes.append(length, as: .littleEndian)
        return isKept && record.time != nil
    }

    private static func simplePacket(
        _ record: PacketRecord,
        _ data: borrowing Span<UInt8>,
        into bytes: inout [UInt8]
    ) {
        let padding = (4 - data.count % 4) % 4
        let length = UInt32(clamping: 16 + data.count + padding)
        bytes.append(UInt32(3), as: .littleEndian)
        bytes.append(length, as: .littleEndian)
        bytes.append(UInt32(clamping: record.originalLength), as: .littleEndian)
        for index in data.indices { bytes.append(data[index]) }
        for _ in 0..<padding { bytes.append(0) }
        bytes.append(length, as: .littleEndian)
    }

    /// Appends an Interface Statistics Block with what is known of the interface at `time`.
    package static func statistics(
        _ statistics: CaptureStatistics,
        interface: Int,
        _ description: CaptureInterface,
        at time: Timestamp,
        into bytes: inout [UInt8]
    ) {
        block(5, into: &bytes) { bytes in
            bytes.append(UInt32(clamping: interface), as: .littleEndian)
            _ = self.time(time, of: description, into: &bytes)
            // isb_ifdrop, isb_filteraccept and isb_osdrop.
            let counts = [
                (5, statistics.droppedByInterface), (6, statistics.received), (7, statistics.droppedByKernel),
            ]
            for (code, count) in counts {
                guard let count else { continue }
                var value: [UInt8] = []
                value.append(UInt64(clamping: count), as: .littleEndian)
                option(UInt16(code), value, into: &bytes)
            }
            end(&bytes)
        }
    }

    /// Nanoseconds since 1970 and the interface's offset, the upper half first; returns whether that is `time`.
    private static func time(_ time: Timestamp, of interface: CaptureInterface, into bytes: inout [UInt8]) -> Bool {
        let ticks = Int128(time.nanoseconds) - Int128(interface.secondsOffset) * Int128(Timestamp.nanosecondsPerSecond)
        let clamped = UInt64(clamping: ticks)
        bytes.append(UInt32(truncatingIfNeeded: clamped >> 32), as: .littleEndian)
        bytes.append(UInt32(truncatingIfNeeded: clamped), as: .littleEndian)
        return Int128(clamped) == ticks
    }

    /// A value beyond the 16 bits of its length is cut.
    private static func option(_ code: UInt16, _ value: [UInt8], into bytes: inout [UInt8]) {
        let value = value.prefix(Int(UInt16.max))
        bytes.append(code, as: .littleEndian)
        bytes.append(UInt16(value.count), as: .littleEndian)
        bytes += value
        bytes += repeatElement(0, count: (4 - value.count % 4) % 4)
    }

    /// opt_endofopt.
    private static func end(_ bytes: inout [UInt8]) {
        bytes.append(UInt32(0), as: .littleEndian)
    }

    /// Type and length before the body, and the length again behind it; the body is padded already.
    private static func block(_ type: UInt32, into bytes: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
        var content: [UInt8] = []
        body(&content)
        let length = UInt32(clamping: content.count + 12)
        bytes.append(type, as: .littleEndian)
        bytes.append(length, as: .littleEndian)
        bytes += content
        bytes.append(length, as: .littleEndian)
    }
}
