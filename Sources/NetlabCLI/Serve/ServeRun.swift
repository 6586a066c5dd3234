internal import ArgumentParser
internal import Platform
internal import Serving
internal import Wire

/// One run of `netlab serve`: binds, says where, serves, and sums up.
struct ServeRun {
    let service: Service
    let options: ServeOptions
    let settings: Server.Settings

    func run() throws {
        do { try settings.model.check(service) } catch { throw CommandFailure(error) }
        let places = try options.endpoints.map(Endpoint.init)
        // Before there is a second thread, which would take the signals.
        let stop: StopSignals
        do { stop = try StopSignals() } catch { throw CommandFailure(error) }
        let recorder = try options.record.map { try IORecordWriter($0, program: "netlab serve \(service.name)") }
        let listeners = try listeners(places)
        let addresses = listeners.map(\.address)
        let log = ServeLog(service: service.name, output: options.output)

        let summary: Server.Summary
        do {
            let server = try Server(service, on: listeners, settings: settings, recorder: recorder) { log.note($0) }
            try log.listening(addresses)
            if settings.faults.areRandom && options.faults.seed == nil { log.drawn(settings.faults.seed) }
            summary = try server.run(until: stop)
        } catch let error as ServingError {
            throw CommandFailure(error)
        }
        try log.finish(summary, addresses: addresses)
        try recorder?.finish()
    }

    private func listeners(_ places: [Endpoint]) throws -> [Listener] {
        do {
            if places.isEmpty {
                switch options.family.family {
                case .any: return try Binding.listenOnLoopback(port: 0)
                case .ipv4: return try Binding.listen(on: [SocketAddress(address: .loopback4, port: 0)])
                case .ipv6: return try Binding.listen(on: [SocketAddress(address: .loopback6, port: 0)])
                }
            }
            let addresses = try places.flatMap { try $0.listening(family: options.family.family) }
            return try Binding.listen(on: addresses)
        } catch let error as ServingError {
            throw CommandFailure(error)
        }
    }
}
