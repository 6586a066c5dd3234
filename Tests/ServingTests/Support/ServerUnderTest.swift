import Platform
import Serving
import Synchronization
import Testing
import Wire

/// A whole server on a thread of its own, which ends by its settings.
final class ServerUnderTest: Sendable {
    let streams: [SocketAddress]
    let datagrams: [SocketAddress]
    private let events = Mutex<[Server.Event]>([])
    private let worker = Mutex<Worker<Result<Server.Summary, ServingError>>?>(nil)

    /// Listens on 127.0.0.1, or on what is given.
    init(
        _ service: Service,
        _ settings: Server.Settings,
        listeners: [Listener]? = nil,
        datagrams: [DatagramSocket] = []
    ) throws {
        let listeners = try listeners ?? [Listener(on: SocketAddress(address: .loopback4, port: 0))]
        streams = listeners.map(\.address)
        self.datagrams = datagrams.compactMap(\.name.internet)
        let started: Worker<Result<Server.Summary, ServingError>> = try .start { [self] in
            do throws(ServingError) {
                let stop: StopSignals
                do throws(SystemFailure) { stop = try StopSignals() } catch { throw .system(error) }
                let server = try Server(
                    service,
                    on: listeners,
                    datagrams: datagrams,
                    settings: settings,
                    recorder: nil
                ) { event in self.events.withLock { $0.append(event) } }
                return .success(try server.run(until: stop))
            } catch {
                return .failure(error)
            }
        }
        worker.withLock { $0 = started }
    }

    var told: [Server.Event] { events.withLock { $0 } }

    /// How the connections ended, in the order in which they did.
    var served: [Served] {
        told.compactMap { if case .closed(_, let served) = $0 { served } else { nil } }
    }

    /// The summary, once the server has ended.
    func finished() async throws -> Server.Summary {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let isLate = ContinuousClock.now >= deadline
            if let result = worker.withLock({ $0?.finished }) { return try result.get() }
            guard !isLate else { throw NotFinished() }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    struct NotFinished: Error {}

    func connect(options: [SocketOption] = []) throws -> StreamSocket {
        try StreamSocket.connect(
            to: #require(streams.first),
            options: options + [.receiveTimeout(.seconds(20)), .sendTimeout(.seconds(20))],
            watch: StreamSocket.Watch(connection: 1, recorder: nil)
        )
    }
}

extension Server.Settings {
    static func eventLoop(count: Int) -> Server.Settings {
        var settings = Server.Settings()
        settings.model = .eventLoop
        settings.count = count
        return settings
    }
}

extension StreamSocket {
    /// Sends all of `bytes`, which may take several calls.
    mutating func sendAll(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count { sent += try send(bytes.span.extracting(sent..<bytes.count)) }
    }

    /// Reads to the end of the stream, or `limit` bytes.
    mutating func receiveAll(limit: Int = .max) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < limit, case let count = try receive(into: &buffer), count > 0 { bytes += buffer[..<count] }
        return bytes
    }
}
