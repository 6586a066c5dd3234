internal import ArgumentParser
internal import Capturing
internal import Pcap
internal import Platform
internal import Streams
internal import SystemPackage

/// `netlab capture [-i INTERFACE|-r FILE] [FILTER...]`: packets from an interface or a file.
struct TrafficCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traffic",
        abstract: "Capture on an interface, or read a capture file (the default).",
        discussion: """
            Reads packets from an interface (-i) or a file (-r) and lists their TCP streams. With --stream NUMBER \
            --view lanes one stream is drawn: where its bytes were cut into segments and, with the --record files of \
            its ends, into writes and reads.

              netlab capture -i lo tcp port 2000
              netlab capture -r file.pcap --stream 0 --view lanes
            """,
        shouldDisplay: false
    )

    static let filterHelp = ArgumentHelp(
        "Only packets that pass this filter, in the language of pcap-filter(7).",
        valueName: "filter"
    )

    /// Enough for the headers of a TCP packet with all options.
    private static let headerBytes = 256
    private static let wholePacket = 262_144
    /// How long the kernel may hold packets back, and how often a waiting capture shows its progress.
    private static let hold = Duration.milliseconds(100)
    private static let patience = Duration.milliseconds(500)
    /// Streams whose every packet is kept where none is picked out.
    private static let fewStreams = 16

    @OptionGroup var options: TrafficOptions

    @Argument(help: Self.filterHelp)
    var filter: [String] = []

    func validate() throws {
        let siblings = CaptureCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        if let first = filter.first, siblings.contains(first) {
            throw ValidationError(
                "'\(first)' stands behind options: type it first, as in 'netlab capture \(first) ...'"
            )
        }
        switch (options.interface, options.read) {
        case (nil, nil):
            throw ValidationError("-i INTERFACE or -r FILE is missing; 'netlab capture lab' needs neither")
        case (_?, _?):
            throw ValidationError("-i and -r contradict each other")
        case (nil, _?) where options.snapLength != nil:
            throw ValidationError("-s is for capturing with -i: a file has the bytes that it has")
        default: break
        }
        if options.output.chosen != .text && options.view != .streams {
            let format = options.output.chosen.rawValue
            throw ValidationError("--view is for text; --format \(format) has everything")
        }
        if let option = options.packets.given, options.view != .packets {
            throw ValidationError("\(option) needs --view packets: it says how packets are shown")
        }
    }

    func run() throws {
        let records = try options.record.map(IORecordReader.read)
        do {
            let expression = filter.joined(separator: " ")
            // The source first: what is saved to is emptied, which a run that cannot begin must not do.
            if let path = options.read {
                let source = try FileSource(path, filter: expression)
                if let write = options.write, ByteFile.areSame(path, write) {
                    throw CommandFailure(
                        status: .cannotCreate,
                        cause: "cannot write '\(write)': it is the file that is read"
                    )
                }
                let session = CaptureSession(keeping: keeping, writer: try CaptureWriter.optional(options.write))
                try run(source, from: .file(path), session, records)
            } else if let interface = options.interface {
                let settings = LiveCapture.Settings(
                    interface: interface,
                    snapLength: options.snapLength ?? (showsWholePackets ? Self.wholePacket : Self.headerBytes),
                    ringBytes: nil,
                    holdMilliseconds: Int(Self.hold.nanoseconds / 1_000_000),
                    filter: expression
                )
                let stop: StopSignals
                do { stop = try StopSignals() } catch { throw CommandFailure(error) }
                let source = try LiveSource(settings, stop: stop, patience: Self.patience)
                let session = CaptureSession(keeping: keeping, writer: try CaptureWriter.optional(options.write))
                try run(source, from: .interface(interface), session, records)
            }
        } catch CapturingError.cannotWrite("-", let failure) where failure.errno == .brokenPipe {
            // The reader of the packets has what it wanted.
            throw ExitStatus.success
        } catch let error as CapturingError {
            throw CommandFailure(error)
        }
    }

    private var showsWholePackets: Bool { options.write != nil || options.packets.payload }

    private var keeping: StreamTable.Keeping {
        if let stream = options.stream { return .only(stream) }
        let needsItems = options.output.chosen != .text || options.view == .lanes || options.view == .ladder
        return needsItems ? .few(Self.fewStreams) : .none
    }

    /// Reads to the end, to a signal, or to the count; what was read before damage is shown all the same.
    private func run(
        _ source: consuming some PacketSource & ~Copyable,
        from place: CaptureReport.Source,
        _ session: consuming CaptureSession,
        _ records: [CallRecord]
    ) throws {
        var source = source
        var session = session
        var printer = CapturePrinter(options: options, source: place)
        var warnings: [CaptureReport.Warning] = []
        do {
            try read(&source, &session, &printer)
        } catch let error as CapturingError {
            guard case .damaged = error else { throw error }
            warnings.append(.damaged(error))
        }
        try session.finish(linkType: source.linkType)
        let statistics = source.statistics
        let report = CaptureReport(
            session,
            from: place,
            statistics: (statistics?.droppedByKernel, statistics?.droppedByInterface),
            records: records,
            warnings: warnings
        )
        try printer.finish(report)
    }

    private func read(
        _ source: inout some PacketSource & ~Copyable,
        _ session: inout CaptureSession,
        _ printer: inout CapturePrinter
    ) throws {
        while session.packets < options.count ?? .max {
            let state = try source.next { frame, bytes throws(CapturingError) in
                let captured = try session.take(frame, bytes)
                printer.add(captured, bytes, of: session.table)
            }
            try printer.flushIfFull()
            switch state {
            case .packet: break
            case .idle:
                try session.flush()
                try printer.pause(packets: session.packets)
            case .finished: return
            }
        }
    }
}
