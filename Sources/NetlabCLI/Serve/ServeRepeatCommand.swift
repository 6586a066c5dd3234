internal import ArgumentParser
internal import Platform
internal import Rendering
internal import Serving
internal import Wire

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

    @Argument(
        help: ArgumentHelp("Where to listen: HOST:PORT, [V6]:PORT, or :PORT for all addresses.", valueName: "endpoint")
    )
    var endpoints: [String] = []

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

    @Option(
        help: ArgumentHelp("The largest answer that is given (default: 1GiB).", valueName: "size"),
        transform: { try Value.size($0, in: 1...Int.max) }
    )
    var maxBytes = 1 << 30

    @Option(
        help: ArgumentHelp("How long clients may take to finish after Ctrl-C (default: 5s).", valueName: "duration"),
        transform: Value.duration
    )
    var drain: Duration = .seconds(5)

    @Option(
        help: ArgumentHelp(
            "Write each system call on a connection to this file, for 'netlab capture --record'.",
            valueName: "file"
        ),
        completion: .file()
    )
    var record: String?

    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let places = try endpoints.map(Endpoint.init)
        // Before there is a second thread, which would take the signals.
        let stop: StopSignals
        do { stop = try StopSignals() } catch { throw CommandFailure(error) }
        let recorder = try record.map { try IORecordWriter($0, program: "netlab serve repeat") }
        let service = RepeatService(times: times, receiveSize: receiveSize, maxBytes: Int64(maxBytes))
        let server = Server(service, on: try listeners(places), recorder: recorder)

        let log = ServeLog(service: "repeat", output: output, waitsForEnter: waitForEnter)
        try log.listening(server.addresses)
        let summary: Server.Summary
        do {
            summary = try server.run(until: stop, drain: drain) { log.note($0) }
        } catch {
            throw CommandFailure(error)
        }
        try log.finish(summary, addresses: server.addresses)
        try recorder?.finish()
    }

    private func listeners(_ places: [Endpoint]) throws -> [Listener] {
        do {
            if places.isEmpty {
                switch family.family {
                case .any: return try Binding.listenOnLoopback(port: 0)
                case .ipv4: return try Binding.listen(on: [SocketAddress(address: .loopback4, port: 0)])
                case .ipv6: return try Binding.listen(on: [SocketAddress(address: .loopback6, port: 0)])
                }
            }
            let addresses = try places.flatMap { try $0.listening(family: family.family) }
            return try Binding.listen(on: addresses)
        } catch let error as ServingError {
            throw CommandFailure(error)
        }
    }
}
