/// Why a capture file could not be read on.
///
/// Byte positions count from the start of the file.
package enum CaptureFileError: Error, Hashable, Sendable {
    /// The first four bytes, read as big endian, are those of no format known here.
    case notACapture(magic: UInt32)

    case unsupportedVersion(format: FormatName, major: Int, minor: Int, position: Int)

    /// The file ends within a header, record or block that begins at `position`; the packets before it are whole.
    case truncated(afterPackets: Int, position: Int, needed: Int, available: Int)

    /// The header, record or block at `position` makes no sense; the packets before it are whole.
    case malformed(reason: Reason, afterPackets: Int, position: Int)

    package enum FormatName: String, Hashable, Sendable {
        case pcap, pcapng
    }

    package enum Reason: Hashable, Sendable {
        case capturedLengthTooLarge(UInt32)
        case blockLengthTooLarge(UInt32)
        case blockLengthTooSmall(UInt32)
        case blockLengthNotAligned(UInt32)
        case blockLengthsDiffer(UInt32, UInt32)
        case packetBeyondBlock(capturedLength: UInt32)
        case optionBeyondBlock(code: UInt16)
        case unknownByteOrder(magic: UInt32)
        case unknownInterface(UInt32)
        case unsupportedTimestampResolution(UInt8)
    }
}

extension CaptureFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notACapture(let magic):
            "not a pcap or pcapng file: it begins with 0x" + String(magic, radix: 16)
        case .unsupportedVersion(let format, let major, let minor, let position):
            "\(format) version \(major).\(minor) at byte \(position) is not supported"
        case .truncated(let packets, let position, let needed, let available):
            "capture file cut short at byte \(position), after \(packets) packets: "
                + "\(needed) bytes needed, \(available) left"
        case .malformed(let reason, let packets, let position):
            "capture file malformed at byte \(position), after \(packets) packets: \(reason)"
        }
    }
}

extension CaptureFileError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .capturedLengthTooLarge(let length): "a packet of \(length) captured bytes"
        case .blockLengthTooLarge(let length): "a block of \(length) bytes"
        case .blockLengthTooSmall(let length): "a block of \(length) bytes is too small for its fields"
        case .blockLengthNotAligned(let length): "a block length of \(length) bytes is no multiple of 4"
        case .blockLengthsDiffer(let first, let last): "a block begins with length \(first) and ends with \(last)"
        case .packetBeyondBlock(let length): "a packet of \(length) captured bytes does not fit its block"
        case .optionBeyondBlock(let code): "option \(code) does not fit its block"
        case .unknownByteOrder(let magic): "byte-order magic 0x" + String(magic, radix: 16)
        case .unknownInterface(let number): "interface \(number) was not described before"
        case .unsupportedTimestampResolution(let value): "timestamp resolution \(value)"
        }
    }
}
