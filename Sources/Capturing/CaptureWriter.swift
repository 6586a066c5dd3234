internal import Platform
package import Wire

/// Where packets are saved, and how often there.
package struct SaveRequest: Sendable, Equatable {
    /// A file's name, or a pattern of strftime(3) where files follow each other in time; `-` is standard output.
    package var path: String
    /// Nil for one file.
    package var rotation: Rotation?
    /// A file that is read meanwhile, and not written whatever name it has.
    package var source: String?

    package init(path: String, rotation: Rotation? = nil, source: String? = nil) {
        self.path = path
        self.rotation = rotation
        self.source = source
    }
}

/// Saves packets as pcap or pcapng files with nanoseconds, whole records at a time.
package struct CaptureWriter: ~Copyable {
    /// How many bytes are gathered before they are written.
    private static let portion = 1 << 18

    private let request: SaveRequest
    private let interfaces: CaptureInterfaces
    private var files: FileSequence
    private var path: String
    private var file: ByteFile
    private var encoder: CaptureEncoder
    private var pending: [UInt8] = []
    /// Where in `pending` a record ends.
    private var ends: [Int] = []
    /// Bytes of the current file that were handed to the system.
    private var written = 0
    /// The last file takes no more packets.
    package private(set) var isComplete = false
    private var hasFailed = false
    /// Packets whose time the file has not, or not as it was.
    package private(set) var changedTimes = 0

    /// Creates the file, or the first.
    ///
    /// `interfaces` are those of the packets' source, which may come to know them later.
    /// - Throws: also where further files could not be created beside it by the rights that are left.
    package init(_ request: SaveRequest, interfaces: CaptureInterfaces) throws(CapturingError) {
        self.request = request
        self.interfaces = interfaces
        files = FileSequence(request.path, request.rotation ?? Rotation(), now: Clock.now())
        path = files.name(timeText: Clock.text)
        encoder = CaptureEncoder(CaptureFormat(path: request.path))
        if let first = interfaces.list.first, !encoder.takesMixed,
            let next = interfaces.list.first(where: { $0.linkType != first.linkType })
        {
            throw .mixedLinkTypes(path: path, first: first.linkType, next: next.linkType)
        }
        if request.rotation != nil {
            do { try ByteFile.checkFolder(of: path) } catch { throw .cannotCreate(path: path, error) }
        }
        file = try Self.create(path, request)
    }

    /// Writes the file's head as far as the source is known: from here on it is a capture file.
    package mutating func begin() throws(CapturingError) {
        guard let first = interfaces.list.first else { return }
        head(linkType: first.linkType)
        try flush()
    }

    package mutating func write(_ frame: Frame, _ bytes: borrowing Span<UInt8>) throws(CapturingError) {
        try rotate()
        guard !isComplete else { return }
        if let linkType = encoder.linkType, linkType != frame.linkType {
            throw .mixedLinkTypes(path: path, first: linkType, next: frame.linkType)
        }
        head(linkType: frame.linkType)
        let isKept = encoder.packet(frame.record, from: interfaces.list[frame.record.interface], bytes, into: &pending)
        if !isKept || !frame.record.isTimeExact { changedTimes += 1 }
        ends.append(pending.count)
        if pending.count >= Self.portion { try flush() }
    }

    /// Hands everything to the system, so that a reader of the file sees it.
    ///
    /// Of what cannot be written no record stays in part.
    package mutating func flush() throws(CapturingError) {
        if request.rotation != nil && files.isOver(now: Clock.now()) { isComplete = true }
        guard !pending.isEmpty else { return }
        defer {
            pending.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
        }
        var count = 0
        do {
            try file.write(pending, written: &count)
            written += count
        } catch {
            file.takeBack(count - (ends.last { $0 <= count } ?? 0))
            (isComplete, hasFailed) = (true, true)
            throw .cannotWrite(path: path, error)
        }
    }

    /// Completes the file: one without packets still says what links they would have come from, and pcapng what was dropped.
    package mutating func finish(_ statistics: [CaptureStatistics]) throws(CapturingError) {
        guard !hasFailed else { return }
        head(linkType: interfaces.list.first?.linkType ?? 1)
        encoder.statistics(statistics, interfaces.list, into: &pending)
        ends.append(pending.count)
        try flush()
    }

    private mutating func head(linkType: Int) {
        let start = pending.count
        encoder.head(linkType: linkType, interfaces.list, into: &pending)
        if pending.count > start { ends.append(pending.count) }
    }

    /// Goes on with the next file where it is time for it.
    private mutating func rotate() throws(CapturingError) {
        guard request.rotation != nil, !isComplete else { return }
        let linkType = encoder.linkType
        switch files.step(bytes: written + pending.count, now: Clock.now()) {
        case .stay: return
        case .end:
            try flush()
            isComplete = true
        case .next:
            // A file without a packet is a capture file too.
            head(linkType: linkType ?? interfaces.list.first?.linkType ?? 1)
            try flush()
            path = files.name(timeText: Clock.text)
            file = try Self.create(path, request)
            encoder = CaptureEncoder(CaptureFormat(path: request.path))
            written = 0
        }
    }

    private static func create(_ path: String, _ request: SaveRequest) throws(CapturingError) -> ByteFile {
        guard path != "-" else { return .standardOutput }
        if let source = request.source, ByteFile.areSame(source, path) { throw .isRead(path: path) }
        do { return try ByteFile.writing(path) } catch { throw .cannotCreate(path: path, error) }
    }
}
