internal import Platform
internal import Wire

/// Saves packets as a pcap file with nanoseconds, whole records at a time.
package struct CaptureWriter: ~Copyable {
    /// How many bytes are gathered before they are written.
    private static let portion = 1 << 18

    private let path: String
    private let file: ByteFile
    private var pending: [UInt8] = []
    private var linkType: Int?

    /// Creates the file; `-` is standard output.
    package init(_ path: String) throws(CapturingError) {
        self.path = path
        do {
            file = path == "-" ? .standardOutput : try ByteFile.writing(path)
        } catch {
            throw .cannotCreate(path: path, error)
        }
    }

    /// A writer where there is a path.
    package static func optional(_ path: String?) throws(CapturingError) -> CaptureWriter? {
        guard let path else { return nil }
        return try CaptureWriter(path)
    }

    package mutating func write(_ frame: Frame, _ bytes: borrowing Span<UInt8>) throws(CapturingError) {
        if let linkType, linkType != frame.linkType {
            throw .mixedLinkTypes(path: path, first: linkType, next: frame.linkType)
        }
        begin(linkType: frame.linkType)
        PcapEncoder.record(frame.record, into: &pending)
        for index in bytes.indices { pending.append(bytes[index]) }
        if pending.count >= Self.portion { try flush() }
    }

    /// Hands everything to the system, so that a reader of the file sees it.
    package mutating func flush() throws(CapturingError) {
        guard !pending.isEmpty else { return }
        do { try file.write(pending) } catch { throw .cannotWrite(path: path, error) }
        pending.removeAll(keepingCapacity: true)
    }

    /// Completes the file: one without packets still says what `linkType` they would have had.
    package mutating func finish(linkType: Int) throws(CapturingError) {
        begin(linkType: linkType)
        try flush()
    }

    private mutating func begin(linkType: Int) {
        guard self.linkType == nil else { return }
        self.linkType = linkType
        pending += PcapEncoder.header(linkType: linkType, snapLength: 262_144)
    }
}
