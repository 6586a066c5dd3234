internal import ArgumentParser
internal import Platform
internal import Serving
internal import Wire

/// One run of `netlab serve`: binds, says where, serves, and sums up.
struct ServeRun {
    private let name: String
    private let services: [Service]
    private let options: ServeOptions
    private let settings: Server.Settings
    private let plan: ServePlan

    init(service: Service, options: ServeOptions, settings: Server.Settings) {
        name = service.name
        services = [service]
        self.options = options
        self.settings = settings
        plan = ServePlan(options.listening)
    }

    /// Each service on its own port of its RFC, plus the offset.
    init(services: [Service], options: ServeOptions, settings: Server.Settings, portOffset: Int) {
        name = "all"
        self.services = services
        self.options = options
        self.settings = settings
        plan = ServePlan(options.listening, portOffset: portOffset)
    }

    func run() throws {
        do {
            for service in services { try settings.model.check(service) }
        } catch {
            throw CommandFailure(error)
        }
        // What one client's large request took is not the server's for ever.
        Process.returnLargeBlocks()
        let passed = SocketActivation.take()
        let stands = try plan.stands(of: services, passed: passed)
        let pidFile = try options.logging.pidFile.map(claim)
        defer { pidFile?.remove() }
        // All that follows happens in a process of one thread: forking, and taking the signals that threads would get.
        let daemon = options.logging.daemon ? try Daemon.start() : nil
        let log = try ServeLog(name: name, options: options)
        let stop: StopSignals
        do { stop = try StopSignals(reopening: options.logging.reopens) } catch { throw CommandFailure(error) }
        let recorder = try options.logging.record.map { try IORecordWriter($0, program: "netlab serve \(name)") }

        let summary: Server.Summary
        var bound = BoundNames()
        do {
            let connection = options.listening.inetd ? try connectionOfStandardInput() : nil
            let server = try server(at: stands, recorder, log, &bound)
            try log.start()
            if let file = options.listening.portFile { try bound.writePorts(to: file) }
            try write(pidFile)
            try log.listening(bound)
            if let name = bound.abstract.first { log.warn(ofAbstract: name) }
            if let name = bound.wide.first, settings.admission.allowed.isEmpty { log.warn(ofWide: name) }
            let faults = stands.flatMap(\.self).map { $0.faults ?? settings.faults }
            if faults.contains(where: \.areRandom) && options.faults.seed == nil {
                log.drawn(settings.faults.streams.seed)
            }
            summary = try server.run(until: stop, serving: connection) { () throws(SystemFailure) in
                guard let daemon else { return }
                // What is still to be said would go nowhere.
                StandardError.flush(within: StandardStreams.patience)
                try daemon.leave()
            }
        } catch let error as ServingError {
            let failure = CommandFailure(error)
            log.failed(failure)
            try? recorder?.finish()
            throw failure
        }
        let finished = Result { try log.finish(summary, bound) }
        try recorder?.finish()
        try finished.get()
    }

    /// The sockets belong to the server from the start, which closes them when it takes no more clients.
    private func server(
        at stands: [[ServePlan.Stand]],
        _ recorder: IORecordWriter?,
        _ log: ServeLog,
        _ bound: inout BoundNames
    ) throws -> Server {
        var doors: [Door] = []
        for (service, stands) in zip(services, stands) {
            for stand in stands {
                var door = try Binding.open(service, at: stand.places, settings: options.listening.settings)
                door.faults = stand.faults.map {
                    EndpointFaults($0.streams, $0.datagrams, seed: settings.faults.streams.seed)
                }
                doors.append(door)
            }
        }
        bound = BoundNames(doors)
        return try Server(doors, settings: settings, recorder: recorder) { log.note($0) }
    }

    private func connectionOfStandardInput() throws(CommandFailure) -> Listener.Accepted {
        do {
            return try InheritedSocket.connectionOfStandardInput()
        } catch {
            throw CommandFailure(
                status: .usage,
                cause: "standard input: \(error)",
                hint: "--inetd is for programs that start netlab for a client, such as inetd(8) or socat(1)."
            )
        }
    }

    private func claim(_ path: String) throws(CommandFailure) -> PidFile {
        do throws(PidFile.Refusal) {
            return try PidFile(path)
        } catch {
            switch error {
            case .taken(let process):
                let name = Process.name(of: process).map { " (\($0))" } ?? ""
                throw CommandFailure(
                    status: .unavailable,
                    cause: "'\(path)' is the file of process \(process)\(name) that runs",
                    hint: "stop it first, or name another file."
                )
            case .system(let failure):
                throw CommandFailure(status: .cannotCreate, cause: "cannot create '\(path)': \(failure.reason)")
            }
        }
    }

    private func write(_ file: PidFile?) throws(CommandFailure) {
        do {
            try file?.write()
        } catch {
            throw CommandFailure(status: .cannotWrite, cause: "cannot write the process's number: \(error.reason)")
        }
    }
}
