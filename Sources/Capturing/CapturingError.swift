package import Pcap
package import Platform
package import Wire

/// Why a capture cannot begin, go on, or be saved.
package enum CapturingError: Error, Equatable, CustomStringConvertible {
    case cannotOpen(path: String, SystemFailure)
    case cannotRead(path: String, SystemFailure)
    /// What was read before the damage has been handed over.
    case damaged(path: String, CaptureFileError)
    case pcap(PcapFailure)
    case cannotCreate(path: String, SystemFailure)
    /// A file that is to be written is the one that is read.
    case isRead(path: String)
    case cannotWrite(path: String, SystemFailure)
    /// A pcap file has one link type for all its packets.
    case mixedLinkTypes(path: String, first: Int, next: Int)
    case system(SystemFailure)

    package var description: String {
        switch self {
        case .cannotOpen(let path, let failure): "cannot open '\(path)': \(failure.reason)"
        case .cannotRead(let path, let failure): "cannot read '\(path)': \(failure.reason)"
        case .damaged(let path, let error): "'\(path)': \(error)"
        case .pcap(let failure): "\(failure)"
        case .cannotCreate(let path, let failure): "cannot create '\(path)': \(failure.reason)"
        case .isRead(let path): "cannot write '\(path)': it is the file that is read"
        case .cannotWrite(let path, let failure): "cannot write '\(path)': \(failure.reason)"
        case .mixedLinkTypes(let path, let first, let next):
            "cannot write '\(path)': a pcap file holds one link type, and after packets of \(first) came one of \(next)"
        case .system(let failure): "\(failure)"
        }
    }
}
