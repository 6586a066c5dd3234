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
                try body(frame, buffer.span.extracting(record.offset..<record.offset + record.capturedLength))
                return .packet
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
    /// The next step in an array: a span of a stored array would count as an access to all of its owner.
    fileprivate mutating func next(
        in buffer: [UInt8],
        from start: Int,
        isComplete: Bool
    ) throws(CaptureFileError) -> Step {
        try next(buffer.span, from: start, isComplete: isComplete)
    }
}
