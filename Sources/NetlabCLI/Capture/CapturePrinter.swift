internal import Capturing
internal import Platform
internal import Rendering
internal import Streams
internal import Wire

/// Prints a capture while it goes on, and what it came to at its end.
struct CapturePrinter {
    private let options: TrafficOptions
    private let selection: StreamSelection
    private let source: CaptureReport.Source
    private let isInterface: Bool
    private let isSilent: Bool
    /// Whether packets are printed one by one.
    let showsPackets: Bool
    private var packets: PacketText
    private var pending: [UInt8] = []
    private var progress = ProgressLine()
    /// The streams as they are for now, on a terminal.
    private var table: LiveTable?
    /// The bytes of a stream, where they are the output.
    private var follow: FollowView?
    private var units: UnitCollector?

    /// How much is gathered before it is written.
    private static let portion = 1 << 16

    init(options: TrafficOptions, selection: StreamSelection, source: CaptureReport.Source) throws(CapturingError) {
        self.options = options
        self.selection = selection
        self.source = source
        isInterface = !options.live.interface.isEmpty
        // With `-w -` the packets themselves are the output.
        isSilent = options.save.write == "-"
        showsPackets = options.showsPackets && !isSilent
        packets = PacketText(options: options.packets)
        let isList = options.output.chosen == .text && options.view ?? .streams == .streams && !isSilent
        table = isInterface && isList && ByteFile.standardOutput.isTerminal ? LiveTable() : nil
        units = isSilent ? nil : options.delimiter.map(UnitCollector.init)
        if options.view == .follow {
            follow = try FollowView(options, selection, from: source)
        } else if options.output.chosen == .ndjson && !isSilent {
            pending += CaptureOutput.start(source)
        }
    }

    /// A capture listens from now on.
    func begin(_ interfaces: [CaptureInterface]) {
        guard isInterface else { return }
        for interface in interfaces {
            let link = LinkLayer.numbered(interface.linkType)?.name ?? "\(interface.linkType)"
            let name = VisibleText.escaped(interface.name ?? "")
            StandardError.write(
                "netlab capture: listening on \(name), link type \(link), \(Quantity.counted(interface.snapLength, "byte")) of each packet\n"
            )
        }
    }

    /// Says how a live capture goes, in tcpdump's words.
    mutating func report(packets: Int, _ statistics: CaptureStatistics?) throws {
        guard let statistics else { return }
        progress.clear()
        try table?.clear()
        var lines = [(packets, "captured")]
        if let received = statistics.received { lines.append((received, "received by filter")) }
        if let dropped = statistics.droppedByKernel { lines.append((dropped, "dropped by kernel")) }
        if let dropped = statistics.droppedByInterface, dropped > 0 { lines.append((dropped, "dropped by interface")) }
        for (count, what) in lines { StandardError.write("\(count) packet\(count == 1 ? "" : "s") \(what)\n") }
    }

    /// Takes a packet, whose bytes end with the call.
    private mutating func add(_ captured: CaptureSession.Captured, _ bytes: Span<UInt8>, of table: StreamTable) {
        if !selection.isEverything {
            guard let segment = captured.segment, selection.contains(table.streams[segment.stream]) else { return }
        }
        if options.output.chosen == .ndjson {
            pending += CaptureOutput.packet(captured, bytes, of: table)
        } else {
            pending += TerminalText.joined(packets.lines(captured, bytes))
        }
    }

    /// Whether TCP packets are to be taken for their bytes.
    var needsBytes: Bool { follow != nil || units != nil }

    /// Takes the packet that the session has taken last, whose stream, if it is of TCP, has this place in the table.
    mutating func take(
        _ session: borrowing CaptureSession,
        _ frame: Frame,
        _ bytes: Span<UInt8>,
        _ stream: Int?
    ) {
        if showsPackets { add(session.describe(frame, bytes, stream), bytes, of: session.table) }
        guard let stream else { return }
        follow?.take(session, frame, bytes, stream)
        units?.take(session, frame, bytes, stream)
    }

    /// Whether the streams are shown while the capture goes on.
    var isRefreshed: Bool { table != nil }

    /// Whether so much is gathered that it is to be written.
    var isFull: Bool { pending.count >= Self.portion || follow?.isFull ?? false }

    /// Nothing more is at hand for now.
    mutating func pause(packets: Int) throws {
        follow?.pause()
        try flush()
        if isInterface && !showsPackets && table == nil && follow == nil {
            progress.show("\(Quantity.counted(packets, "packet")) captured; Ctrl-C ends the capture")
        }
    }

    /// Shows the streams so far where that is due.
    mutating func refresh(_ session: borrowing CaptureSession, _ statistics: CaptureStatistics?) throws {
        guard table?.isDue ?? false else { return }
        var report = CaptureReport(
            session,
            from: source,
            statistics: (statistics?.droppedByKernel, statistics?.droppedByInterface),
            records: []
        )
        report.select(selection)
        report.sort(by: options.selection.sort ?? .trouble)
        // No more are shown than there are rows, however many there are.
        report.keepFirst(Terminal.rows ?? 24)
        try table?.draw(
            StreamsText(report: report, style: Style(isColored: false)).lines + ["Ctrl-C ends the capture."]
        )
    }

    mutating func finish(_ report: CaptureReport) throws {
        progress.clear()
        var report = report
        report.units = units?.finish() ?? [:]
        // A file that is no capture has nothing to show.
        if !isSilent && !(report.isDamaged && report.packets == 0) {
            follow?.finish(report)
            try follow?.flush()
            pending += try result(report)
            try flush()
        }
        for warning in report.warnings {
            StandardError.write("netlab capture: \(VisibleText.escaped(warning.text))\n")
        }
        if report.isDamaged { throw ExitStatus.malformedInput }
    }

    mutating func flush() throws {
        try follow?.flush()
        guard !pending.isEmpty else { return }
        try StandardOutput.write(pending)
        pending.removeAll(keepingCapacity: true)
    }

    private func result(_ report: CaptureReport) throws -> [UInt8] {
        var report = report
        if !selection.isEverything {
            report.select(selection)
            guard !report.streams.isEmpty else {
                throw CommandFailure(
                    status: report.isDamaged ? .malformedInput : .negative,
                    cause:
                        "there is no stream of \(options.selection.described) among \(Quantity.counted(report.packets, "packet"))",
                    hint: "without --stream, --host and --port all streams are listed."
                )
            }
        }
        if follow != nil {
            _ = try onlyStream(of: report, "followed")
            return []
        }
        // Programs find streams by their numbers.
        report.sort(by: options.selection.sort ?? (options.output.chosen == .text ? .trouble : .start))
        return switch options.output.chosen {
        case .json: CaptureOutput.document(report)
        case .ndjson: report.streams.flatMap(CaptureOutput.stream) + CaptureOutput.summary(report)
        case .text: try text(report)
        }
    }

    private func text(_ report: CaptureReport) throws -> [UInt8] {
        let streams = StreamsText(report: report, style: options.output.style, showsAll: options.all)
        let lines: [String] =
            switch options.view {
            case .packets: isInterface ? streams.source : []
            case .streams: streams.lines
            case .follow: []
            case .lanes, .ladder: try drawing(of: report) + streams.source
            case nil: (lanes(ofOnlyStreamIn: report) ?? streams.list) + streams.source
            }
        return TerminalText.joined(lines)
    }

    private func onlyStream(of report: CaptureReport, _ what: String) throws -> StreamReport {
        guard report.streams.count == 1, let stream = report.streams.first else {
            let count = Quantity.counted(report.streams.count, "stream")
            throw CommandFailure(
                status: report.streams.isEmpty ? .negative : .usage,
                cause: report.streams.isEmpty
                    ? "no stream was captured" : "\(count) were captured, and one can be \(what)",
                hint: report.streams.isEmpty ? nil : "--stream NUMBER picks one; --view streams lists them."
            )
        }
        return stream
    }

    private func drawing(of report: CaptureReport) throws -> [String] {
        let view = view(of: try onlyStream(of: report, "drawn"))
        return options.view == .ladder ? view.ladder : view.lanes
    }

    /// Where there is one stream, and all of it was kept, it is drawn without being asked for.
    private func lanes(ofOnlyStreamIn report: CaptureReport) -> [String]? {
        guard report.streams.count == 1, let stream = report.streams.first, stream.stream.items != nil,
            stream.stream.uniqueBytes > 0
        else { return nil }
        return view(of: stream).lanes
    }

    private func view(of stream: StreamReport) -> DeliveryText {
        DeliveryText(
            report: stream,
            direction: options.direction?.direction ?? stream.mainDirection,
            mtu: nil,
            showsAll: options.all,
            output: options.output
        )
    }
}

extension CaptureReport {
    fileprivate var isDamaged: Bool {
        warnings.contains {
            if case .damaged = $0 { true } else { false }
        }
    }
}
