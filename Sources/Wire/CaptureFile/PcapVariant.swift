/// What the magic number of a pcap file says about the rest of it.
struct PcapVariant {
    let order: ByteOrder
    let resolution: TimestampResolution
    let recordHeaderLength: Int

    /// Knows a magic number, read as big endian, in either byte order.
    init?(magic: UInt32) {
        if let fields = Self.fields(magic) {
            (order, (resolution, recordHeaderLength)) = (.bigEndian, fields)
        } else if let fields = Self.fields(magic.byteSwapped) {
            (order, (resolution, recordHeaderLength)) = (.littleEndian, fields)
        } else {
            return nil
        }
    }

    private static func fields(_ magic: UInt32) -> (TimestampResolution, Int)? {
        switch magic {
        case 0xa1b2_c3d4: (.microseconds, 16)
        case nanosecondMagic: (.nanoseconds, 16)
        // Kuznetzov's modification: interface, protocol and packet type follow the lengths.
        case 0xa1b2_cd34: (.microseconds, 24)
        default: nil
        }
    }

    static let nanosecondMagic: UInt32 = 0xa1b2_3c4d
}
