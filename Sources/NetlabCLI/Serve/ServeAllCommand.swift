internal import ArgumentParser
internal import Serving

/// `netlab serve all`: every service that an RFC gives a port, each on its own.
struct ServeAllCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all",
        abstract: "Give clients every service that an RFC gives a port.",
        discussion: """
            Each is on its own port plus --port-offset, over TCP and UDP: echo on 7007, daytime on 7013. Endpoints are \
            addresses without a port.

              netlab serve all --for 10m
            """
    )

    /// The highest port that a service has of its own is 37 (time).
    @Option(
        help: ArgumentHelp("What is added to the ports of the RFCs (default: 7000).", valueName: "number"),
        transform: { try Value.count($0, in: 0...65_000) }
    )
    var portOffset = 7_000

    @OptionGroup var options: ServeOptions

    func validate() throws {
        for named in try options.listening.named {
            guard case .internet(_, nil) = named.endpoint.place else {
                throw ValidationError("endpoints of 'all' are addresses without a port, such as 127.0.0.1 or *")
            }
        }
        if options.listening.inetd { throw ValidationError("--inetd is for one service") }
        if options.listening.portFile != nil { throw ValidationError("--port-file is for one service") }
    }

    func run() throws {
        let services = Service.all.filter { $0.session != nil && $0.answer != nil && $0.wellKnownPort != nil }
        try ServeRun(services: services, options: options, settings: options.settings(), portOffset: portOffset).run()
    }
}
