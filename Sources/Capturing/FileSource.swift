internal import Pcap
package import Platform
package import Wire

/// The packets of a pcap or pcapng file, or of one that arrives through a pipe.
package struct FileSource: PacketSource, ~Copyable {
    /// How much is read at once, unless a packet is larger: what a processor's cache holds until it is decoded.
    private static let portion = 1 << 18

    package let path: String
    package let interfaces = CaptureInterfaces()
    private let file: ByteFile
    private let stop: StopSignals?
    /// Reading ends when nobody can read this any more.
    private let output: ByteFile?
    /// Nothing more was at hand, and the caller knows.
    private var isIdle = false
    private var filter: FileFilter?
    private var decoder = CaptureFileDecoder()
    private var buffer = [UInt8](repeating: 0, count: portion)
    /// Where in the buffer the next step of the decoder begins, and where what was read ends.
    private var position = 0
    private var end = 0
    private var isComplete = false

    /// Opens the file; `-` is standard input.
    ///
    /// A signal among `stop` ends the reading, also of a pipe that brings nothing.
    /// - Throws: `cannotOpen`, or a filter that is one for no file.
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
        filter = expression.isEmpty ? nil : try FileFilter(expression)
        self.file = file
        self.path = path
        self.stop = stop
        self.output = output
    }

    package var interfaceStatistics: [CaptureStatistics] { [] }

    package var unfiltered: [UnfilteredPackets] { filter?.unfiltered ?? [] }

    package mutating func next(_ body: Handler) throws(CapturingError) -> SourceState {
        while true {
            let handed = decoder.packets
            position = try takePackets(body)
            if decoder.packets > handed { return .packets }
            let step: CaptureFileDecoder.Step
            do {
                step = try decoder.next(in: buffer, upTo: end, from: position, isComplete: isComplete)
            } catch {
                throw .damaged(path: path, error)
            }
            switch step {
            case .packet(let record, let next):
                position = next
                if filter != nil, !passes(record, interfaces.list[record.interface]) { continue }
                let linkType = interfaces.list[record.interface].linkType
                let frame = Frame(number: decoder.packets, record: record, linkType: linkType)
                _ = try body(frame, buffer.span.extracting(record.offset..<record.offset + record.capturedLength))
                return .packets
            case .skipped(let next):
                position = next
                interfaces.take(from: decoder)
            case .needsMore(let total):
                switch try wait() {
                case .readable: try read(atLeast: total)
                case .timedOut: return .idle
                case .signal(.report): return .asked
                case .signal(.stop), .signal(.reopen), .outputClosed: return .finished
                }
            case .finished:
                // A file of which the filter can judge nothing is none to filter.
                if let failure = filter?.failure { throw .pcap(failure) }
                return .finished
            }
        }
    }

    /// Hands over the packets of a pcap file that are in the buffer; returns where the rest begins.
    private mutating func takePackets(_ body: Handler) throws(CapturingError) -> Int {
        guard decoder.isPcap, let interface = interfaces.list.first else { return position }
        let linkType = interface.linkType
        let filter: PacketFilter.Shared?
        do { filter = try self.filter?.compiled(for: interface).get() } catch { throw .pcap(error) }
        return try decoder.takePackets(in: buffer, upTo: end, from: position) {
            number,
            record,
            bytes throws(CapturingError) in
            if let filter, !filter.passes(record, in: bytes) { return true }
            let frame = Frame(number: number, record: record, linkType: linkType)
            return try body(frame, bytes.extracting(record.offset..<record.offset + record.capturedLength))
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

    /// Moves what is left to the front of the buffer and reads on behind it.
    private mutating func read(atLeast total: Int) throws(CapturingError) {
        let left = end - position
        if left > 0 && position > 0 {
            for index in 0..<left { buffer[index] = buffer[position + index] }
        }
        (position, end) = (0, left)
        if buffer.count < total { buffer += [UInt8](repeating: 0, count: total - buffer.count) }
        do {
            let count = try file.read(into: &buffer, from: end)
            isComplete = count == 0
            end += count
        } catch {
            throw .cannotRead(path: path, error)
        }
    }

    /// Whether the packet passes the filter, where there is one.
    private mutating func passes(_ record: PacketRecord, _ interface: CaptureInterface) -> Bool {
        filter?.forNextPacket(of: interface)?.passes(record, in: buffer.span) ?? false
    }
}

extension CaptureFileDecoder {
    /// The packets in an array, with the bytes that hold them.
    fileprivate mutating func takePackets(
        in buffer: [UInt8],
        upTo end: Int,
        from start: Int,
        _ body: (Int, PacketRecord, Span<UInt8>) throws(CapturingError) -> Bool
    ) throws(CapturingError) -> Int {
        let bytes = buffer.span.extracting(first: end)
        return try takePackets(bytes, from: start) { number, record throws(CapturingError) in
            try body(number, record, bytes)
        }
    }

    /// The next step in an array: a span of a stored array would count as an access to all of its owner.
    fileprivate mutating func next(
        in buffer: [UInt8],
        upTo end: Int,
        from start: Int,
        isComplete: Bool
    ) throws(CaptureFileError) -> Step {
        try next(buffer.span.extracting(first: end), from: start, isComplete: isComplete)
    }
}
