internal import Capturing
internal import Platform
internal import Rendering
internal import Streams
internal import Wire

/// `--view follow`: the bytes of one stream, while the capture brings them.
struct FollowView {
    private enum Form {
        case text(FollowText)
        case raw
        case json(FollowOutput)
    }

    private let selection: StreamSelection
    /// Nil for both.
    private let direction: Direction?
    private let style: Style
    private var form: Form
    /// Nil for standard output.
    private let file: (path: String, file: ByteFile)?
    private var followed: (place: Int, id: Int)?
    /// Whether it is known when the stream's packets were captured.
    private var isTimed = true
    private var bytes = StreamBytes()
    /// What raw bytes leave out.
    private var gaps: (count: Int, bytes: Int64) = (0, 0)
    private var pending: [UInt8] = []

    /// How much is gathered before it is written.
    private static let portion = 1 << 16

    /// Opens the file that is asked for.
    init(
        _ options: TrafficOptions,
        _ selection: StreamSelection,
        from source: CaptureReport.Source
    ) throws(CapturingError) {
        self.selection = selection
        direction = options.direction?.direction
        style =
            options.follow.outputFile == nil ? options.output.style : Style(isColored: options.output.color == .always)
        form =
            switch (options.output.chosen, options.follow.form) {
            case (.text, .raw): .raw
            case (.text, let bytes): .text(FollowText(style: style, isHex: bytes == .hex))
            case (let format, _): .json(FollowOutput(format: format, source: source))
            }
        file = try options.follow.outputFile.map { path throws(CapturingError) in
            if let read = options.read, ByteFile.areSame(path, read) { throw .isRead(path: path) }
            do throws(SystemFailure) {
                return (path, try ByteFile.writing(path))
            } catch {
                throw .cannotCreate(path: path, error)
            }
        }
        if options.output.chosen == .ndjson { pending += CaptureOutput.start(source) }
    }

    // MARK: Packets

    /// Takes the packet that the session has taken last, whose stream has this place in the table; its bytes end with the call.
    mutating func take(
        _ session: borrowing CaptureSession,
        _ frame: Frame,
        _ packet: Span<UInt8>,
        _ place: Int
    ) {
        guard isFollowed(place, in: session.table) else { return }
        let item = session.table.item
        let stream = session.table.streams[place]
        isTimed = stream.isTimed
        session.describe(frame, packet, place).withPayload(in: packet) { bytes.add(item, $0, of: stream) }
        show(bytes.take())
    }

    private mutating func isFollowed(_ place: Int, in table: StreamTable) -> Bool {
        // An idle stream may have made room for another.
        if let followed { return followed.place == place && followed.id == table.streams[place].id }
        let stream = table.streams[place]
        guard selection.contains(stream) else { return false }
        followed = (place, stream.id)
        switch form {
        case .text: pending += (style.text("\(stream.client) → \(stream.server)", .bold) + "\n").utf8
        case .raw: break
        case .json(let json): pending += json.opening(stream)
        }
        return true
    }

    private mutating func show(_ events: [StreamBytes.Event]) {
        for event in events where direction == nil || event.direction == direction {
            switch (form, event.content) {
            case (.text(var text), _):
                // What waits in it is not to be copied.
                form = .raw
                text.add(event, to: &pending)
                form = .text(text)
            case (.json(var json), _):
                pending += json.chunk(event, of: followed?.id ?? 0, isTimed: isTimed)
                form = .json(json)
            case (.raw, .data(let bytes, _)): pending += bytes
            case (.raw, .gap(let bytes)): gaps = (gaps.count + 1, gaps.bytes + bytes)
            }
        }
    }

    // MARK: Output

    /// Whether so much is gathered that it is to be written.
    var isFull: Bool { pending.count >= Self.portion }

    /// Nothing more is at hand for now.
    mutating func pause() {
        show(bytes.take(all: true))
        if case .text(var text) = form {
            text.pause(to: &pending)
            form = .text(text)
        }
    }

    /// The capture is over.
    mutating func finish(_ report: CaptureReport) {
        bytes.finish()
        show(bytes.take(all: true))
        switch form {
        case .text(var text): text.end(to: &pending)
        case .json(let json): if followed != nil || json.format == .ndjson { pending += json.closing(report) }
        case .raw:
            guard gaps.count > 0 else { break }
            StandardError.write(
                "netlab capture: left out \(Quantity.counted(gaps.bytes, "byte")) in \(Quantity.counted(gaps.count, "gap")): they were not captured\n"
            )
        }
    }

    mutating func flush() throws {
        guard !pending.isEmpty else { return }
        let isRaw = if case .raw = form { true } else { false }
        let bytes = isRaw ? pending : TerminalText.bytes(pending)
        if let file {
            do { try file.file.write(bytes) } catch { throw CapturingError.cannotWrite(path: file.path, error) }
        } else {
            try StandardOutput.write(raw: bytes)
        }
        pending.removeAll(keepingCapacity: true)
    }
}

extension CaptureSession.Captured {
    /// Calls `body` with those bytes of the packet's payload that were captured.
    func withPayload(in packet: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
        guard case .success(let decoded) = result else { return }
        let length = max(0, decoded.capturedPayloadLength)
        let range = length > 0 ? decoded.payloadOffset..<decoded.payloadOffset + length : 0..<0
        // The last fragment of a datagram stands for the whole, whose bytes are elsewhere.
        if let datagram {
            body(datagram.bytes.span.extracting(range))
        } else {
            body(packet.extracting(range))
        }
    }
}
