internal import ArgumentParser
internal import Composing
internal import Platform
internal import Probing
internal import Serving
internal import Wire

/// `netlab probe exporter`: probes what Prometheus asks for.
struct ProbeExporterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exporter",
        abstract: "Probe what Prometheus asks for, and answer with metrics.",
        discussion: """
            Speaks what Prometheus' multi-target exporters speak: /probe?target=HOST:PORT&module=NAME probes the target \
            and answers with metrics, as text or OpenMetrics, under the names that blackbox_exporter's users know; \
            debug=true says what the probe did. /metrics has the exporter's own, /-/healthy and /-/ready say that it is \
            there. There is a module of each kind's name, and http_2xx, tcp_connect and others; more come from --modules.

              netlab probe exporter
              netlab probe exporter :9115 --modules modules.yml --allow 10.0.0.0/8
              curl 'http://127.0.0.1:9115/probe?module=http_2xx&target=http://127.0.0.1:8080/health&debug=true'
            """
    )

    @Argument(help: ArgumentHelp("Where to listen.", valueName: "endpoint"))
    var endpoint = "127.0.0.1:9115"

    @Option(
        help: ArgumentHelp("Read modules from this YAML or JSON file; - is standard input.", valueName: "file"),
        completion: .file()
    )
    var modules: String?

    @Option(
        help: ArgumentHelp(
            "Probe addresses of this network; may be repeated (default: loopback).",
            valueName: "network"
        ),
        transform: {
            guard let range = AddressRange($0) else {
                throw ValidationError("'\($0)' is no network, such as 192.0.2.0/24, 2001:db8::/32 or an address")
            }
            return range
        }
    )
    var allow: [AddressRange] = []

    @Option(
        help: ArgumentHelp(
            "How long a whole probe may take where the scrape has no less (default: 60s).",
            valueName: "duration"
        ),
        transform: Value.duration
    )
    var timeout: Duration = .seconds(60)

    @Option(
        help: ArgumentHelp("How many probes run at once; more wait for their turn (default: 64).", valueName: "number"),
        transform: { try Value.count($0, in: 1...10_000) }
    )
    var maxConnections = 64

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("How long to serve (default: until Ctrl-C).", valueName: "duration"),
        transform: Value.duration
    )
    var lasting: Duration?

    @Option(
        help: ArgumentHelp("Write the port to this file once the address is bound.", valueName: "file"),
        completion: .file()
    )
    var portFile: String?

    @OptionGroup var output: OutputOptions

    /// Each costs a thread, whose stack is empty while it waits.
    private static let mostConnections = 2_048
    /// How long nothing may move on a connection but while its probe runs.
    private static let idleTime = Duration.seconds(10)

    func validate() throws {
        if timeout <= .zero { throw ValidationError("--timeout must be more than 0") }
        _ = try Endpoint(endpoint)
    }

    func run() throws {
        let table = try ModuleTable(try modules.map(ModuleFile.read) ?? [])
        let stop = try StopSignals()
        let log = ExporterLog(format: output.chosen, style: output.color.style(on: .standardError))
        let exporter = Exporter(
            findModule: { table[$0] },
            admission: Admission(allowed: allow.isEmpty ? Self.loopback : allow),
            timeout: timeout,
            atOnce: maxConnections,
            texts: Exporter.Texts(page: ExporterPage.html(table), report: ScrapeText.text),
            readTarget: Self.target
        ) { log.note($0) }
        var settings = Server.Settings()
        settings.model = .thread
        // Those that ask for nothing take no turn of those that do.
        settings.maxConnections = max(Self.mostConnections, 2 * maxConnections)
        settings.limits = Exchange.Limits(idle: Self.idleTime)
        settings.lasting = lasting
        var bound = BoundNames()
        do {
            let place = try Endpoint(endpoint).listening(family: .any, port: 9115)
            let doors = [try Binding.open(exporter.service, at: [place])]
            bound = BoundNames(doors)
            let server = try Server(doors, settings: settings, recorder: nil) { log.note($0) }
            if let portFile { try bound.writePorts(to: portFile) }
            try log.listening(bound)
            _ = try server.run(until: stop)
        } catch let error as ServingError {
            throw CommandFailure(error)
        }
        try log.finish(exporter.counts, bound)
    }

    private static let loopback = ["127.0.0.0/8", "::1/128"].compactMap(AddressRange.init)

    /// The longest name of the DNS, with a transport and a port.
    private static let longestTarget = 300
    /// Of a URL, with its path and query.
    private static let longestLocation = 4_096

    /// One host and one port: a scrape is about one target.
    static func target(_ text: String, for module: ExporterModule) throws(ExporterRefusal) -> ExporterTarget {
        let takesLocations = module.probe.takesLocations
        // A list of ports could be as long as a request.
        guard text.utf8.count <= (takesLocations ? longestLocation : longestTarget),
            takesLocations || !text.contains(","),
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f })
        else { throw .badTarget("the target is not \(takesLocations ? "http://HOST:PORT/PATH" : "HOST:PORT")") }
        let target: TargetText
        do { target = try TargetText(text, for: module.probe) } catch { throw .badTarget("\(error)") }
        switch target.place {
        case .internet(let host, let ports) where ports.count == 1:
            return ExporterTarget(
                host: host,
                service: ports[0],
                transport: target.transport,
                location: target.location.map { HTTPLocation(host: host, port: ports[0], target: $0.target) }
            )
        case .internet: throw .badTarget("the target has more than one port")
        case .unix: throw .forbidden
        }
    }
}
