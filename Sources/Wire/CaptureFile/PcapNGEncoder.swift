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
            end(&bytes)
        }
    }

    /// Appends an Enhanced Packet Block; times outside 1970 to 2262 are clamped.
    package static func packet(_ record: PacketRecord, _ data: borrowing Span<UInt8>, into bytes: inout [UInt8]) {
        let padding = (4 - data.count % 4) % 4
        let length = UInt32(clamping: 32 + data.count + padding)
        bytes.append(UInt32(6), as: .littleEndian)
        bytes.append(length, as: .littleEndian)
        bytes.append(UInt32(clamping: record.interface), as: .littleEndian)
        time(record.time, into: &bytes)
        bytes.append(UInt32(clamping: data.count), as: .littleEndian)
        bytes.append(UInt32(clamping: record.originalLength), as: .littleEndian)
        for index in data.indices { bytes.append(data[index]) }
        for _ in 0..<padding { bytes.append(0) }
        bytes.append(length, as: .littleEndian)
    }

    /// Appends an Interface Statistics Block with what is known of the interface at `time`.
    package static func statistics(
        _ statistics: CaptureStatistics,
        interface: Int,
        at time: Timestamp,
        into bytes: inout [UInt8]
    ) {
        block(5, into: &bytes) { bytes in
            bytes.append(UInt32(clamping: interface), as: .littleEndian)
            self.time(time, into: &bytes)
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

    /// Nanoseconds since 1970, the upper half first.
    private static func time(_ time: Timestamp, into bytes: inout [UInt8]) {
        let ticks = UInt64(clamping: time.nanoseconds)
        bytes.append(UInt32(truncatingIfNeeded: ticks >> 32), as: .littleEndian)
        bytes.append(UInt32(truncatingIfNeeded: ticks), as: .littleEndian)
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
