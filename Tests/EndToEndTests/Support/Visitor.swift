import Platform
import TestSupport
import Testing
import Wire

/// A client of a served endpoint, on a plain socket of its own, each of whose waits ends.
final class Visitor {
    private var socket: StreamSocket
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    convenience init(_ server: RunningServer) throws { try self.init(server.address) }

    init(_ address: String) throws {
        socket = try StreamSocket.connect(
            to: try #require(SocketAddress(address)),
            options: [.receiveTimeout(.seconds(20)), .sendTimeout(.seconds(20))],
            watch: StreamSocket.Watch(connection: 1, recorder: nil)
        )
    }

    /// Sends `message` and its own end, reads beside it, and returns what came up to the end of the stream, or the first bytes of
    /// what has more than `limit`.
    func converse(_ message: [UInt8], limit: Int) -> [UInt8] {
        var sent = 0
        var answer: [UInt8] = []
        do {
            while sent < message.count {
                sent += (try? socket.send(message.span.extracting(sent..<message.count), waits: false)) ?? 0
                let count = (try? socket.receive(into: &buffer, waits: false)) ?? 0
                answer += buffer.prefix(count)
                // A server that ends first takes no more; what it said is all there is.
                let none: Mailbox<Int>? = nil
                let ready = try Readiness.wait(for: socket.handle, .both, or: none, timeout: .seconds(20))
                if ready.hasHungUp || answer.count > limit { break }
            }
            try socket.shutdownSending()
            while answer.count <= limit, case let count = try socket.receive(into: &buffer), count > 0 {
                answer += buffer.prefix(count)
            }
        } catch {
            // Reset, as by a server that had said all before it was told all.
        }
        return answer
    }

    /// Reads until `text` has come.
    func hear(_ text: String) throws {
        var heard = ""
        while !heard.contains(text) {
            let count = try socket.receive(into: &buffer)
            try #require(count > 0, "the end after \(heard)")
            heard += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }

    func send(_ bytes: [UInt8]) throws { _ = try socket.send(bytes.span) }

    /// Sends until the server's buffers and its own are full, and stay so, or the server has taken more than they could hold.
    func sendUntilFull() {
        let piece = [UInt8](repeating: 0x78, count: 1 << 16)
        var failures = 0
        var total = 0
        while failures < 10 && total < 32 << 20 {
            if let count = try? socket.send(piece.span, waits: false) {
                failures = 0
                total += count
            } else {
                failures += 1
                Clock.sleep(for: .milliseconds(10))
            }
        }
    }

    func close() { socket.close(reason: "fin") }

    func reset() {
        try? socket.setOption(.resetOnClose)
        socket.close(reason: "reset")
    }
}

/// Runs what blocks on a thread of its own.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        do {
            try detachThread { continuation.resume(with: Result { try body() }) }
        } catch {
            continuation.resume(throwing: error)
        }
    }
}
