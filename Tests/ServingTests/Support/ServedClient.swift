import Platform
import Serving
import Testing
import Wire

/// A service that serves one client, on a thread of its own.
struct ServedClient {
    let address: SocketAddress
    private let recorder = MemoryRecorder()
    private let worker: Worker<Served?>

    init(_ service: Service) throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        address = listener.address
        worker = try .start { [recorder] in
            do {
                return PlainConnection.serve(try listener.accept(connection: 1), service, recorder: recorder)
            } catch {
                return nil
            }
        }
    }

    /// What the service says of its client, and the calls it made, once it is done with it.
    func finished() async throws -> (served: Served, calls: [IOCall]) {
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            // The question may come long after the deadline where all tests wait for two processors: it is put once more.
            let isLate = ContinuousClock.now >= deadline
            if let served = worker.finished { return (try #require(served), recorder.recorded) }
            guard !isLate else { throw NotFinished() }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    struct NotFinished: Error {}

    /// A connection to the service whose every wait ends.
    func connect(options: [SocketOption] = []) throws -> StreamSocket {
        try StreamSocket.connect(
            to: address,
            options: options + [.receiveTimeout(.seconds(20)), .sendTimeout(.seconds(20))],
            watch: StreamSocket.Watch(connection: 1, recorder: nil)
        )
    }

    /// Sends `request` and reads to the end of the stream.
    func answer(to request: [UInt8]) throws -> [UInt8] {
        var socket = try connect()
        if !request.isEmpty { _ = try socket.send(request.span) }
        if request.isEmpty { try socket.shutdownSending() }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = try socket.receive(into: &buffer), count > 0 { answer += buffer[..<count] }
        socket.close(reason: "fin")
        return answer
    }
}

extension Service {
    /// A service with limits that no test reaches unless it means to.
    static func repeating(_ times: Int, receiveSize: Int = 1_000, writeSize: Int? = nil) -> Service {
        var service = repeating(times: times, receiveSize: receiveSize)
        service.writeSize = writeSize
        return service
    }
}
