package import Pcap
internal import Platform
internal import Wire

/// The packets of a pcap or pcapng file, or of one that arrives through a pipe.
package struct FileSource: PacketSource {
    /// How much is read at once, unless a packet is larger: what a processor's cache holds until it is decoded.
    private static let portion = 1 << 18

    package let path: String
    private let file: ByteFile
    private let expression: String
    private var filters: [Int: PacketFilter.Shared] = [:]
    private var decoder = CaptureFileDecoder()
    private var interfaces: [CaptureInterface] = []
    private var buffer = [UInt8](repeating: 0, count: portion)
    /// Where in the buffer the next step of the decoder begins, and where what was read ends.
    private var position = 0
    private var end = 0
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
                step = try decoder.next(in: buffer, upTo: end, from: position, isComplete: isComplete)
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
        return try decoder.takePackets(in: buffer, upTo: end, from: position) {
            number,
            record,
            bytes throws(CapturingError) in
            if let filter, !filter.passes(record, in: bytes) { return true }
            let frame = Frame(number: number, record: record, linkType: linkType)
            return try body(frame, bytes.extracting(record.offset..<record.offset + record.capturedLength))
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
