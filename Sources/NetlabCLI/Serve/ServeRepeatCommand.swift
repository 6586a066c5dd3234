internal import ArgumentParser
internal import Serving

/// `netlab serve repeat`: sends each client its first bytes back, many times over.
struct ServeRepeatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repeat",
        abstract: "Send what a client sends back to it many times over, and close.",
        discussion: """
            Reads what one recv brings from each client, sends it back many times in one write, and closes. It listens \
            on 127.0.0.1 and ::1, on one port that the system chooses, unless endpoints are named. Ctrl-C ends it.

              netlab serve repeat 127.0.0.1:2000 --wait-for-enter
            """
    )

    @Option(
        help: ArgumentHelp("How many copies are sent back (default: 10000).", valueName: "number"),
        transform: { try Value.count($0, in: 1...Int.max) }
    )
    var times = 10_000

    @Flag(help: "Wait for Enter at this terminal before each answer, so that the client is seen to block.")
    var waitForEnter = false

    @Option(
        help: ArgumentHelp("Bytes handed to the recv that takes a request (default: 1000000).", valueName: "size"),
        transform: { try Value.size($0, in: 1...64 << 20) }
    )
    var receiveSize = 1_000_000

    @OptionGroup var options: ServeOptions

    func validate() throws {
        if waitForEnter && (options.logging.daemon || options.listening.inetd) {
            throw ValidationError("--wait-for-enter needs a terminal, which --daemon and --inetd leave")
        }
    }

    func run() throws {
        let service = Service.repeating(
            times: times,
            receiveSize: receiveSize,
            maxBytes: Int64(options.limits.maxBytes ?? 1 << 30),
            gate: waitForEnter ? EnterGate().wait : nil
        )
        var settings = options.settings(waitsForPeople: waitForEnter)
        // One large write that blocks is what it is there to show.
        if options.model == nil { settings.model = .thread }
        // It is the answer that is limited, which is given whole or not at all.
        settings.limits.bytes = nil
        try ServeRun(service: service, options: options, settings: settings).run()
    }
}
