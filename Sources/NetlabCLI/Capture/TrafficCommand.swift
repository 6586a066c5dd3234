internal import ArgumentParser
internal import Capturing
internal import Platform
internal import Streams
internal import SystemPackage
internal import Wire

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
        switch (options.live.interface.isEmpty, options.read) {
        case (true, nil):
            throw ValidationError("-i INTERFACE or -r FILE is missing; 'netlab capture lab' needs neither")
        case (false, _?):
            throw ValidationError("-i and -r contradict each other")
        case (true, _?):
            if let option = options.live.chosen {
                throw ValidationError("\(option) is for capturing with -i: a file has the packets that it has")
            }
        default: break
        }
        if options.filterFile != nil && !filter.isEmpty {
            throw ValidationError(
                "--filter-file and the filter '\(filter.joined(separator: " "))' contradict each other"
            )
        }
        let files = [options.read, options.filterFile] + options.record
        if files.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("- stands for standard input, which can be read once")
        }
        if options.output.chosen != .text && ![nil, .streams, .follow].contains(options.view) {
            let format = options.output.chosen.rawValue
            throw ValidationError("--view is for text; --format \(format) has everything")
        }
        if let option = options.packets.given, options.view != .packets {
            throw ValidationError("\(option) needs --view packets: it says how packets are shown")
        }
    }

    func run() throws {
        let user = try options.save.user()
        let selection = try options.selection.selection()
        let expression = try options.filterFile.map(FilterExpression.read) ?? filter.joined(separator: " ")
        let records = try options.record.map(IORecordReader.init)
        let stop: StopSignals
        do { stop = try StopSignals(reporting: true) } catch { throw CommandFailure(error) }
        do {
            // The source first: what is saved to is emptied, which a run that cannot begin must not do.
            if let path = options.read {
                let source = try FileSource(path, filter: expression, stop: stop, output: options.watchedOutput)
                try run(source, from: .file(path), as: user, selection, records)
            } else {
                let captures = options.live.captures(filter: expression, keepsPayload: keepsPayload)
                let settings = options.live.settings(output: options.watchedOutput)
                let source = try LiveSource(captures, settings: settings, stop: stop)
                try run(
                    source,
                    from: .interface(options.live.interface.joined(separator: ", ")),
                    as: user,
                    selection,
                    records
                )
            }
        } catch CapturingError.cannotWrite("-", let failure) where failure.errno == .brokenPipe {
            // The reader of the packets has what it wanted.
            throw ExitStatus.success
        } catch let error as CapturingError {
            throw CommandFailure(error, as: user)
        }
    }

    /// Whether more than the headers is needed: to be saved, or shown.
    private var keepsPayload: Bool {
        options.save.write != nil || options.needsPayload
    }

    private var keeping: StreamTable.Keeping {
        if options.view == .follow { return .none }
        if let stream = options.selection.stream { return .only(stream) }
        if options.output.chosen == .text && (options.view == .streams || options.view == .packets) { return .none }
        // Without a word on which are wanted, only a single one is drawn.
        let isList = options.output.chosen == .text && options.view == nil && !options.selection.isGiven
        return .few(isList ? 1 : Self.fewStreams)
    }

    /// Reads to the end, to a signal, or to the count; what was read before damage is shown all the same.
    ///
    /// Nothing that a stranger has made is decoded before all privileges are given up: packets no more than records.
    private func run(
        _ source: consuming some PacketSource & ~Copyable,
        from place: CaptureReport.Source,
        as user: Privileges.User?,
        _ selection: StreamSelection,
        _ files: [IORecordReader]
    ) throws {
        var source = source
        try options.save.giveUpPrivileges(becoming: user, writingAlso: options.follow.outputFile)
        let contents = try files.map { try $0.read() }
        let records = contents.map(\.record)
        var writer = try options.save.request(reading: options.read).map { request throws(CapturingError) in
            try CaptureWriter(request, interfaces: source.interfaces)
        }
        try writer?.begin()
        var session = CaptureSession(keeping: keeping, capacity: options.selection.maxStreams, writer: writer)
        var printer = try CapturePrinter(options: options, selection: selection, source: place)
        var warnings = contents.indices.filter { contents[$0].isCut }.map(CaptureReport.Warning.recordCut)
        printer.begin(source.interfaces.list)
        var failure: (any Error)?
        do {
            try read(&source, &session, &printer)
        } catch let error as CapturingError {
            if case .damaged = error { warnings.append(.damaged(error)) } else { failure = error }
        } catch {
            failure = error
        }
        // Whatever ended the run, such as a reader of the output who has left: what was captured is kept.
        do {
            try session.finish(source.interfaceStatistics)
        } catch {
            failure = failure ?? error
        }
        let statistics = source.statistics
        warnings += source.unfiltered.map(CaptureReport.Warning.unfiltered)
        // All is saved: what is yet to be said is not worth waiting for to who asks for the end.
        StopSignals.restore()
        try printer.report(packets: session.packets, statistics)
        if let failure, !Self.isOfSource(failure) { throw failure }
        let report = CaptureReport(
            session,
            from: place,
            statistics: (statistics?.droppedByKernel, statistics?.droppedByInterface),
            records: records,
            warnings: warnings
        )
        do { try printer.finish(report) } catch { throw failure ?? error }
        if let failure { throw failure }
    }

    /// Whether an interface or a file could not be read on, such as an interface that is no more: what came before is shown.
    private static func isOfSource(_ failure: any Error) -> Bool {
        switch failure as? CapturingError {
        case .pcap, .cannotRead: true
        default: false
        }
    }

    private func read(
        _ source: inout some PacketSource & ~Copyable,
        _ session: inout CaptureSession,
        _ printer: inout CapturePrinter
    ) throws {
        // Asked for once: an option's value is looked up in tables.
        let limit = options.count ?? .max
        let (heedsPackets, isRefreshed) = (printer.showsPackets || printer.needsBytes, printer.isRefreshed)
        while session.packets < limit {
            let state = try source.next { frame, bytes throws(CapturingError) in
                let stream = try session.take(frame, bytes)
                if heedsPackets {
                    printer.take(session, frame, bytes, stream)
                    if printer.isFull { return false }
                }
                return session.packets < limit && !session.isSaved
            }
            if printer.isFull { try printer.flush() }
            if session.isSaved { return }
            switch state {
            case .packets: break
            case .idle:
                try session.flush()
                try printer.pause(packets: session.packets)
            case .asked: try printer.report(packets: session.packets, source.statistics)
            case .finished: return
            }
            if isRefreshed { try printer.refresh(session, source.statistics) }
        }
    }
}
