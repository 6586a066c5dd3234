internal import ArgumentParser
internal import Platform
internal import Streams

/// How a capture is shown.
enum CaptureView: String, ExpressibleByArgument, CaseIterable {
    case streams, packets, lanes, ladder, follow
}

/// A direction as it is typed.
enum DirectionChoice: String, ExpressibleByArgument, CaseIterable {
    case clientToServer = "client-to-server"
    case serverToClient = "server-to-client"

    var direction: Direction {
        switch self {
        case .clientToServer: .clientToServer
        case .serverToClient: .serverToClient
        }
    }
}

/// The options of `netlab capture` without a subcommand.
struct TrafficOptions: ParsableArguments {
    @Option(
        name: [.customShort("r", allowingJoined: true), .long],
        help: ArgumentHelp("Read a pcap or pcapng file; - is standard input.", valueName: "file"),
        completion: .file()
    )
    var read: String?

    @OptionGroup var save: SaveOptions

    @OptionGroup var live: LiveOptions

    @Option(
        name: [.customShort("c", allowingJoined: true), .long],
        help: ArgumentHelp("Stop after so many packets.", valueName: "number"),
        transform: { try Value.count($0, in: 1...Int.max) }
    )
    var count: Int?

    @Option(
        name: [.customShort("F", allowingJoined: true), .long],
        help: ArgumentHelp("Read the filter from this file; # begins a comment.", valueName: "file"),
        completion: .file()
    )
    var filterFile: String?

    @Option(
        help: ArgumentHelp(
            """
            What is shown: all streams, all packets, or of one stream the lanes, the ladder or, to follow it, the bytes \
            (default: the streams; the lanes where there is one).
            """,
            valueName: "view"
        )
    )
    var view: CaptureView?

    @OptionGroup var selection: SelectionOptions

    @Option(
        help: ArgumentHelp(
            "The direction that lanes and ladder show (default: the one with more bytes), or the only one to follow.",
            valueName: "direction"
        )
    )
    var direction: DirectionChoice?

    @Option(
        help: ArgumentHelp(
            """
            Join the calls in this I/O record, as --record of serve and probe writes it; - is standard input. May be \
            given for both ends.
            """,
            valueName: "file"
        ),
        completion: .file()
    )
    var record: [String] = []

    @Flag(help: "Show all rows of long tables, and each of many connections that failed alike.")
    var all = false

    @Option(
        help: ArgumentHelp(
            """
            For lanes, ladder and JSON: where the application's own units end, as text with escapes such as \\n, bytes \
            such as 0x0d0a, a length, or utf-8 for characters.
            """,
            valueName: "delimiter"
        ),
        transform: DelimiterText.parse
    )
    var delimiter: Delimiter?

    @OptionGroup var packets: PacketViewOptions

    @OptionGroup var follow: FollowOptions

    @OptionGroup var output: OutputOptions

    func validate() throws {
        try validateFollow()
        if delimiter != nil, [.streams, .packets, .follow].contains(view) {
            throw ValidationError("--delimiter is for lanes, ladder and JSON")
        }
        guard save.write == "-" else { return }
        if output.format != nil || output.json || view != nil {
            throw ValidationError("-w - takes standard output for the packets: there is no report to choose a form for")
        }
        if ByteFile.standardOutput.isTerminal {
            throw ValidationError("-w - writes packets as they are, which is nothing for a terminal")
        }
    }

    /// Whether the payload of packets is looked at.
    var needsPayload: Bool { view == .packets || view == .follow || delimiter != nil }

    /// Whether a line is printed for each packet.
    var showsPackets: Bool { view == .packets || output.chosen == .ndjson && view != .follow }

    /// Standard output, where a run has no purpose once nobody reads it.
    var watchedOutput: ByteFile? {
        if follow.outputFile != nil { return nil }
        return save.write == nil || save.write == "-" || showsPackets || view == .follow ? .standardOutput : nil
    }
}
