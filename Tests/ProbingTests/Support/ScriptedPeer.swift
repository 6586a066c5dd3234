import Platform
import Wire

/// A server that takes one connection and does with it what a script says; leaving the script closes it.
struct ScriptedPeer {
    let address: SocketAddress
    private let worker: Worker<Void>

    init(_ script: @escaping @Sendable (inout StreamSocket) throws -> Void) throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        address = listener.address
        worker = try .start {
            do {
                var socket = try listener.accept(connection: 1).open(recorder: nil)
                try socket.setOption(.receiveTimeout(.seconds(20)))
                try script(&socket)
                socket.close(reason: "fin")
            } catch {
                // The probe has gone, as some scripts wait for.
            }
        }
    }

    /// Takes the request, then sends these portions and closes.
    init(answering portions: String...) throws {
        try self.init { socket in
            try socket.takeRequest()
            for portion in portions where !portion.isEmpty { _ = try socket.send(Array(portion.utf8).span) }
        }
    }

    /// An address at which nobody listens any more.
    static func nobody() throws -> SocketAddress {
        try Listener(on: SocketAddress(address: .loopback4, port: 0)).address
    }
}

extension StreamSocket {
    /// Reads what one recv brings.
    mutating func takeRequest() throws {
        var buffer = [UInt8](repeating: 0, count: 1_000)
        _ = try receive(into: &buffer)
    }
}
