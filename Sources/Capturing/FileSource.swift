package import Pcap
internal import Platform
internal import Wire

/// The packets of a pcap or pcapng file, or of one that arrives through a pipe.
package struct FileSource: PacketSource {
    /// How much is read at once, unless a packet is larger.
    private static let portion = 1 << 20

    package let path: String
    private let file: ByteFile
    private let expression: String
    private var filters: [Int: PacketFilter.Shared] = [:]
    private var decoder = CaptureFileDecoder()
    private var interfaces: [CaptureInterface] = []
    private var buffer: [UInt8] = []
    /// Where in the buffer the next step of the decoder begins.
    private var position = 0
    private var isComplete = false

    /// Opens the file; `-` is standard input.
    ///
    /// - Throws: `cannotOpen`, or a filter that does not compile for Ethernet.
    package init(_ path: String, filter expression: String) throws(CapturingError) {
        do {
            file = path == "-" ? .standardInput : try ByteFile.reading(path)
        } catch {
            throw .cannotOpen(path: path, error)
        }
        self.path = path
        self.expression = expression
        if !expression.isEmpty { _ = try filter(1) }
    }

    package var statistics: LiveCapture.Statistics? { nil }

    package var linkType: Int { interfaces.first?.linkType ?? 1 }

    package var interfaceLinkTypes: [Int] { interfaces.map(\.linkType) }

    package mutating func next(_ body: Handler) throws(CapturingError) -> SourceState {
        while true {
            let handed = decoder.packets
            position = try takePackets(body)
            if decoder.packets > handed { return .packets }
            let step: CaptureFileDecoder.Step
            do {
                step = try decoder.next(in: buffer, from: position, isComplete: isComplete)
            } catch {
                throw .damaged(path: path, error)
            }
            switch step {
            case .packet(let record, let next):
                position = next
                let linkType = interfaces[record.interface].linkType
                guard try passes(record, linkType) else { continue }
                let frame = Frame(number: decoder.packets, record: record, linkType: linkType)
                _ = try body(frame, buffer.span.extracting(record.offset..<record.offset + record.capturedLength))
                return .packets
            case .skipped(let next):
                position = next
                interfaces = decoder.interfaces
            case .needsMore(let total):
                try read(atLeast: total)
            case .finished:
                return .finished
            }
        }
    }

    /// Hands over the packets of a pcap file that are in the buffer; returns where the rest begins.
    private mutating func takePackets(_ body: Handler) throws(CapturingError) -> Int {
        guard let linkType = interfaces.first?.linkType else { return position }
        let filter = expression.isEmpty ? nil : try filter(linkType)
        return try decoder.takePackets(in: buffer, from: position) { number, record, bytes throws(CapturingError) in
            if let filter, !filter.passes(record, in: bytes) { return true }
            let frame = Frame(number: number, record: record, linkType: linkType)
            return try body(frame, bytes.extracting(record.offset..<record.offset + record.capturedLength))
        }
    }

    /// Moves what is left of the buffer to its front and reads on.
    private mutating func read(atLeast total: Int) throws(CapturingError) {
        buffer.removeFirst(position)
        position = 0
        do {
            let count = try file.read(into: &buffer, limit: max(Self.portion, total - buffer.count))
            isComplete = count == 0
        } catch {
            throw .cannotRead(path: path, error)
        }
    }

    private mutating func passes(_ record: PacketRecord, _ linkType: Int) throws(CapturingError) -> Bool {
        guard !expression.isEmpty else { return true }
        return try filter(linkType).passes(record, in: buffer.span)
    }

    private mutating func filter(_ linkType: Int) throws(CapturingError) -> PacketFilter.Shared {
        if let filter = filters[linkType] { return filter }
        do throws(PcapFailure) {
            let filter = try PacketFilter.Shared(expression, linkType: linkType)
            filters[linkType] = filter
            return filter
        } catch {
            throw .pcap(error)
        }
    }
}

extension CaptureFileDecoder {
    /// The packets in an array, with the bytes that hold them.
    fileprivate mutating func takePackets(
        in buffer: [UInt8],
        from start: Int,
        _ body: (Int, PacketRecord, Span<UInt8>) throws(CapturingError) -> Bool
    ) throws(CapturingError) -> Int {
        let bytes = buffer.span
        return try takePackets(bytes, from: start) { number, record throws(CapturingError) in
            try body(number, record, bytes)
        }
    }

    /// The next step in an array: a span of a stored array would count as an access to all of its owner.
    fileprivate mutating func next(
        in buffer: [UInt8],
        from start: Int,
        isComplete: Bool
    ) throws(CaptureFileError) -> Step {
        try next(buffer.span, from: start, isComplete: isComplete)
    }
}
