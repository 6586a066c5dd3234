/// What a format's decoder finds wrong, before the file's decoder adds where that is.
enum CaptureFault: Error {
    case notACapture(magic: UInt32)
    case unsupportedVersion(format: CaptureFileError.FormatName, major: Int, minor: Int)
    case malformed(CaptureFileError.Reason)

    func error(afterPackets packets: Int, position: Int) -> CaptureFileError {
        switch self {
        case .notACapture(let magic):
            .notACapture(magic: magic)
        case .unsupportedVersion(let format, let major, let minor):
            .unsupportedVersion(format: format, major: major, minor: minor, position: position)
        case .malformed(let reason):
            .malformed(reason: reason, afterPackets: packets, position: position)
        }
    }
}
