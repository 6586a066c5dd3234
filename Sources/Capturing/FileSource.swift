internal import Pcap
package import Platform
package import Wire

/// The packets of a pcap or pcapng file, or of one that arrives through a pipe.
package struct FileSource: PacketSource, ~Copyable {
    /// How much is read at once, unless a packet is larger.
    private static let portion = 1 << 20

    package let path: String
    package let interfaces = CaptureInterfaces()
    private let file: ByteFile
    private let stop: StopSignals?
    /// Reading ends when nobody can read this any more.
    private let output: ByteFile?
    /// Nothing more was at hand, and the caller knows.
    private var isIdle = false
    private let expression: String
    private var filters: [Int: PacketFilter.Shared]
    private var decoder = CaptureFileDecoder()
    private var buffer: [UInt8] = []
    /// Where in the buffer the next step of the decoder begins.
    private var position = 0
    private var isComplete = false

    /// Opens the file; `-` is standard input. A signal among `stop` ends the reading, also of a pipe that brings nothing.
    ///
    /// - Throws: `cannotOpen`, or a filter that does not compile for Ethernet.
    package init(
        _ path: String,
        filter expression: String,
        stop: consuming StopSignals? = nil,
        output: ByteFile? = nil
    ) throws(CapturingError) {
        let file: ByteFile
        do {
            file = path == "-" ? .standardInput : try ByteFile.reading(path)
        } catch {
            throw .cannotOpen(path: path, error)
        }
        filters = expression.isEmpty ? [:] : [1: try Self.compile(expression, linkType: 1)]
        self.file = file
        self.path = path
        self.expression = expression
        self.stop = stop
        self.output = output
    }

    package var interfaceStatistics: [CaptureStatistics] { [] }

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
                let linkType = interfaces.list[record.interface].linkType
                guard try passes(record, linkType) else { continue }
                let frame = Frame(number: decoder.packets, record: record, linkType: linkType)
                try body(frame, buffer.span.extracting(record.offset..<record.offset + record.capturedLength))
                return .packet
            case .skipped(let next):
                position = next
                interfaces.list = decoder.interfaces
            case .needsMore(let total):
                switch try wait() {
                case .readable: try read(atLeast: total)
                case .timedOut: return .idle
                case .signal(.report): return .asked
                case .signal(.stop), .outputClosed: return .finished
                }
            case .finished:
                return .finished
            }
        }
    }

    /// Says at once, and once, that nothing is at hand; then waits.
    private mutating func wait() throws(CapturingError) -> Readiness.Event {
        do {
            let event = try Readiness.wait(for: file, or: stop, output: output, timeout: isIdle ? nil : .zero)
            isIdle = event == .timedOut
            return event
        } catch {
            throw .system(error)
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
        let filter = try Self.compile(expression, linkType: linkType)
        filters[linkType] = filter
        return filter
    }

    private static func compile(_ expression: String, linkType: Int) throws(CapturingError) -> PacketFilter.Shared {
        do { return try PacketFilter.Shared(expression, linkType: linkType) } catch { throw .pcap(error) }
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
