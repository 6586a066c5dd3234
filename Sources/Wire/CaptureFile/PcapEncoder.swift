/// The headers of a pcap file with nanoseconds, version 2.4, little endian (draft-ietf-opsawg-pcap).
package enum PcapEncoder {
    /// The 24 bytes at the start of the file.
    package static func header(linkType: Int, snapLength: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(PcapVariant.nanosecondMagic, as: .littleEndian)
        bytes.append(PcapDecoder.majorVersion, as: .littleEndian)
        bytes.append(PcapDecoder.minorVersion, as: .littleEndian)
        // Two fields that nobody ever used: the time zone and the accuracy of the timestamps.
        bytes.append(UInt64(0), as: .littleEndian)
        bytes.append(UInt32(clamping: snapLength), as: .littleEndian)
        bytes.append(UInt32(clamping: linkType), as: .littleEndian)
        return bytes
    }

    /// Appends the 16 bytes that precede a packet's captured bytes; times outside 1970 to 2106 become the nearest second, and
    /// one that is not known becomes 0.
    ///
    /// - Returns: Whether the file has the record's time.
    @discardableResult
    package static func record(_ record: PacketRecord, into bytes: inout [UInt8]) -> Bool {
        let time = record.time?.nanoseconds ?? 0
        let (seconds, nanoseconds) = time.flooredDivision(by: Timestamp.nanosecondsPerSecond)
        bytes.append(UInt32(clamping: seconds), as: .littleEndian)
        bytes.append(UInt32(clamping: nanoseconds), as: .littleEndian)
        bytes.append(UInt32(clamping: record.capturedLength), as: .littleEndian)
        bytes.append(UInt32(clamping: record.originalLength), as: .littleEndian)
        return record.time != nil && UInt32(exactly: seconds) != nil
    }
}
