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
        let isDatagram = { (text: String) in text.hasPrefix("udp:") }
        let places = try options.endpoints.filter { !isDatagram($0) }.map(Endpoint.init)
        let datagramPlaces = try options.endpoints.filter(isDatagram).map { try Endpoint(String($0.dropFirst(4))) }
        // Before there is a second thread, which would take the signals.
        let stop: StopSignals
        do { stop = try StopSignals() } catch { throw CommandFailure(error) }
        let recorder = try options.record.map { try IORecordWriter($0, program: "netlab serve \(service.name)") }
        let listeners = places.isEmpty && !datagramPlaces.isEmpty ? [] : try listeners(places)
        let datagrams = try datagramSockets(datagramPlaces)
        let addresses = listeners.map(\.address) + datagrams.compactMap(\.name.internet)
        let log = ServeLog(service: service.name, output: options.output)

        let summary: Server.Summary
        do {
            let server = try Server(
                service,
                on: listeners,
                datagrams: datagrams,
                settings: settings,
                recorder: recorder
            ) { log.note($0) }
            try log.listening(listeners.map(\.address), datagrams.compactMap(\.name.internet))
            summary = try server.run(until: stop)
        } catch let error as ServingError {
            throw CommandFailure(error)
        }
        try log.finish(summary, addresses: addresses)
        try recorder?.finish()
    }

    private func datagramSockets(_ places: [Endpoint]) throws -> [DatagramSocket] {
        let addresses = try places.flatMap { try $0.listening(family: options.family.family) }
        do { return try Binding.receive(on: addresses) } catch { throw CommandFailure(error) }
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
